/** Good documents with a few bytes changed, by seed: whatever becomes of them, an answer comes, and in time. */
import { describe, expect, it } from "vitest";
import { createExaminer } from "../../src/documents/bounded/create-examiner.js";
import type { Examination } from "../../src/documents/examine.js";
import { html, pdf, stylesheet, xml } from "../signing/documents.js";
import { objectStreamOf, pdfOf } from "./pdf-writer.js";

const examine = createExaminer({ timeMs: 20_000 }, new URL("../../dist/documents/bounded/worker.js", import.meta.url));
const rounds = 120;
const longestMs = 21_000;

const documents: Readonly<
  Record<string, Omit<Examination, "bytes"> & { readonly content: Buffer; readonly pieces: readonly string[] }>
> = {
  PDF: {
    format: "PDF",
    stylesheet: undefined,
    content: pdf,
    pieces: ["<<", ">>", "[", "obj", "endobj", "stream", "(", "/", "R", "%", "9999999999", "trailer"],
  },
  "a PDF with an object stream": {
    format: "PDF",
    stylesheet: undefined,
    content: pdfOf({ 8: objectStreamOf({ 7: "<< /A << /B [ 1 2 ] >> >>" }) }),
    pieces: ["/N 99999", "/First -1", "/FlateDecode", "ObjStm", "XRef"],
  },
  HTML: {
    format: "HTML",
    stylesheet: undefined,
    content: Buffer.from(
      html.replace(
        "<body>",
        '<head><style>p{color:red}</style></head><body><table><tr><td style="color:red">x</td></tr></table>',
      ),
    ),
    pieces: ["<", ">", "</", "<table>", "<b>", "</p>", "&#", "<!--", "]]>", '"', "{", "}", "<svg>", "\u0000"],
  },
  XML: {
    format: "XML",
    stylesheet,
    content: Buffer.from(xml),
    pieces: ["<", ">", "&", "]]>", "<!--", "<?", "xmlns", "\u0000"],
  },
};

/** Numbers that look random and are the same each time (Numerical Recipes' generator). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutate(content: Buffer, pieces: readonly string[], next: (below: number) => number): Buffer {
  const at = next(content.length);
  const length = 1 + next(20);
  const [before, piece, after] = [
    content.subarray(0, at),
    content.subarray(at, at + length),
    content.subarray(at + length),
  ];
  const changes: readonly (() => Buffer)[] = [
    () => Buffer.concat([before, after]),
    () => Buffer.concat([before, piece, piece, after]),
    () => Buffer.concat([before, Buffer.from(piece.map((byte) => byte ^ (1 << next(8)))), after]),
    () => Buffer.concat([before, Buffer.from(pieces[next(pieces.length)] ?? "", "latin1"), piece, after]),
    () => Buffer.concat([before, Buffer.from((pieces[next(pieces.length)] ?? "").repeat(500), "latin1"), after]),
    () => before,
  ];
  return changes[next(changes.length)]?.() ?? content;
}

describe("changed at random, it is answered in time", () => {
  it.each(Object.entries(documents))("%s", async (_what, { content, pieces, ...rest }) => {
    const next = seeded(content.length);
    let refused = 0;
    for (let round = 0; round < rounds; round += 1) {
      let bytes = content;
      for (let times = next(3); times >= 0; times -= 1) bytes = mutate(bytes, pieces, next);
      const begun = performance.now();
      const { findings } = await examine({ ...rest, bytes });
      expect(performance.now() - begun).toBeLessThan(longestMs);
      refused += findings.length > 0 ? 1 : 0;
    }
    // Most changes break something: if nothing were refused, nothing was looked at.
    expect(refused).toBeGreaterThan(rounds / 4);
  });
});
