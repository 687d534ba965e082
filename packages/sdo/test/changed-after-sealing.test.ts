/** Revisions that others append: none of them keeps a seal valid but proof and time-stamps. */
import { beforeAll, describe, expect, test } from "vitest";
import { NOW } from "./ca.js";
import { judge, sealed } from "./pades-world.js";
import { append, find, infoOf, newestXref, rootOf, sizeOf, textOf } from "./pdfs/append-revision.js";
import { streamText } from "./pdfs/assemble-pdf.js";
import { textPdf } from "./pdfs/sample-pdfs.js";
import { createWorld, type World } from "./world.js";

let world: World;
let file: Buffer;
/** Of level LT: the store of proofs is the last revision. */
let withoutStamp: Buffer;
beforeAll(async () => {
  world = await createWorld();
  const documents = [{ title: "Agreement", mediaType: "application/pdf", bytes: textPdf() }] as const;
  file = Buffer.from(await sealed(world, "LTA", { documents }));
  withoutStamp = Buffer.from(await sealed(world, "LT", { documents }));
});

const catalog = (bytes = file) => textOf(bytes, rootOf(bytes));
const page = () => find(file, /\/Type \/Page /).at(-1)!;
const content = () => find(file, /The text of the agreement/)[0]!;
const widen = (text: string, entry: string) => text.replace(/>>$/, ` ${entry}>>`);
const FORGED = streamText("BT /F1 18 Tf 60 760 Td (Another agreement) Tj ET");

/** By name: what is appended, and what is said of it. */
const ATTACKS: Readonly<Record<string, readonly [attack: () => Buffer, complaint: string]>> = {
  "replaces what a page shows": [() => append(file, { [content()]: FORGED }), "a sealed object was replaced"],
  "replaces a page": [
    () => append(file, { [page()]: textOf(file, page()).replace(/\/Contents \d+ 0 R/, "/Contents [] ") }),
    "a page was changed",
  ],
  "puts a note on a page": [
    () =>
      append(file, {
        [page()]: widen(textOf(file, page()), "/Annots [<</Type /Annot /Subtype /FreeText /Rect [0 0 500 500]>>]"),
      }),
    "a page was changed",
  ],
  "adds a page": [
    () => {
      const tree = find(file, /\/Type \/Pages/)[0]!;
      return append(file, { [tree]: textOf(file, tree).replace("/Kids [", `/Kids [${page()} 0 R `) });
    },
    "a sealed object was replaced",
  ],
  "takes a page away": [
    () => {
      const tree = find(file, /\/Type \/Pages/)[0]!;
      return append(file, { [tree]: textOf(file, tree).replace(/ \d+ 0 R\]/, "]") });
    },
    "a sealed object was replaced",
  ],
  "does something when it is opened": [
    () => append(file, { [rootOf(file)]: widen(catalog(), "/OpenAction <</S /JavaScript /JS <00>>>") }),
    "the catalog was changed",
  ],
  "brings other pages": [
    () => append(file, { [rootOf(file)]: catalog().replace(/\/Pages \d+ 0 R/, "/Pages 9000 0 R") }),
    "the catalog was changed",
  ],
  "brings another catalog": [
    () =>
      Buffer.from(
        append(file, { 9000: catalog() })
          .toString("latin1")
          .replace(/\/Root \d+ 0 R(?![\s\S]*\/Root)/, "/Root 9000 0 R"),
        "latin1",
      ),
    "another catalog",
  ],
  "changes what the file says of itself": [
    () => append(file, { [infoOf(file)]: "<< /Title (Another) >>" }),
    "a sealed object was replaced",
  ],
  "removes an object": [
    () => append(file, { [content()]: FORGED }, { entries: { [content()]: "0000000000 00001 f \n" } }),
    "an object was removed",
  ],
  "puts a hidden object to use": [
    () => {
      const at = file.indexOf("\n2 0 obj\n") + 1;
      return append(
        file,
        { [content()]: FORGED },
        { entries: { [content()]: `${String(at).padStart(10, "0")} 00000 n \n` } },
      );
    },
    "put to another use",
  ],
  "adds what nobody asked for": [() => append(file, { [sizeOf(file)]: "(waiting)" }), "nothing to do with proof"],
  "begins anew, without what was before": [
    () => {
      const appended = append(file, { [content()]: FORGED }).toString("latin1");
      return Buffer.from(appended.replace(/ \/Prev \d+(?![\s\S]*\/Prev)/, ""), "latin1");
    },
    "does not build on",
  ],
  "leaves the time-stamp out": [
    () => append(file, { [content()]: FORGED }, { prev: newestXref(file.subarray(0, file.indexOf("%%EOF") + 6)) }),
    "a sealed object was replaced",
  ],
  "calls a page's content proof and then replaces it": [
    () => {
      const store = find(withoutStamp, /\/Type \/DSS/)[0]!;
      const shown = find(withoutStamp, /The text of the agreement/)[0]!;
      const prepared = append(withoutStamp, {
        [store]: textOf(withoutStamp, store).replace("/Certs [", `/Certs [${shown} 0 R `),
      });
      return append(prepared, { [shown]: FORGED });
    },
    "a sealed object was replaced",
  ],
  "adds a field": [
    () => {
      const form = find(file, /\/SigFlags 3/).at(-1)!;
      const field = sizeOf(file);
      return append(file, {
        [form]: textOf(file, form).replace("/Fields [", `/Fields [`).replace("]", ` ${field} 0 R]`),
        [field]: "<< /FT /Tx /T (more) /V (Pay 1000) >>",
      });
    },
    "neither a signature nor a document time-stamp",
  ],
  "takes the seal's field away": [
    () => {
      const form = find(file, /\/SigFlags 3/).at(-1)!;
      return append(file, { [form]: "<< /Fields [] /SigFlags 3 >>" });
    },
    "fields were taken out",
  ],
  "gives the form a default look": [
    () => {
      const form = find(file, /\/SigFlags 3/).at(-1)!;
      return append(file, { [form]: widen(textOf(file, form), "/NeedAppearances true") });
    },
    "the form was changed",
  ],
  "says two things of one key": [() => append(file, { [rootOf(file)]: widen(catalog(), "/Type /Catalog") }), ""],
  "adds rubbish behind the end": [() => Buffer.concat([file, Buffer.from("rubbish")]), "bytes follow the end"],
  "adds a second end": [() => Buffer.concat([file, Buffer.from("\n%%EOF\n")]), "bytes follow the end"],
};

describe("a package to which somebody else appended a revision is not valid, if it", () => {
  test.each(Object.keys(ATTACKS))("%s", async (name) => {
    const [attack, complaint] = ATTACKS[name]!;
    const bytes = attack();
    const verdict = await judge(world, bytes).catch((error: { code: string }) => error.code);
    if (typeof verdict === "string") return expect(verdict).toMatch(/^(damaged|duplicate-key)$/);
    expect(verdict.outcome).toBe("invalid");
    expect(verdict.structure.reason).toBe("changed-after-sealing");
    expect(verdict.structure.findings.map(({ text }) => text).join("\n")).toContain(complaint);
  });
});

describe("a package stays valid", () => {
  test("when more proof is appended", async () => {
    const store = find(withoutStamp, /\/Type \/DSS/)[0]!;
    const proof = sizeOf(withoutStamp);
    const appended = append(withoutStamp, {
      [proof]: streamText(world.ca.crl({ thisUpdate: NOW })),
      [store]: textOf(withoutStamp, store).replace("/CRLs [", `/CRLs [${proof} 0 R `),
    });
    expect((await judge(world, appended)).complaints).toEqual([]);
  });
});
