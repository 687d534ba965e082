import { beforeAll, describe, expect, test } from "vitest";
import { buildLtvSdo, buildPades, listSealedFiles, type PackagedDocument, readPades } from "../src/index.js";
import { readTextString } from "../src/pades/text-string.js";
import { walkPages } from "../src/pdf/pages/walk-pages.js";
import { isArray, type PdfDictionary, type PdfString } from "../src/pdf/syntax/pdf-value.js";
import { NOW } from "./ca.js";
import { contentsOf } from "./package-contents.js";
import { judge, sealed, sealingAt } from "./pades-world.js";
import { assemblePdf } from "./pdfs/assemble-pdf.js";
import {
  formPdf,
  hybridPdf,
  layeredPdf,
  linkPdf,
  packedPdf,
  pageObjects,
  scriptPdf,
  textPdf,
} from "./pdfs/sample-pdfs.js";
import { createWorld, TEXT, type World } from "./world.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const pdf = (bytes: Uint8Array): PackagedDocument => ({ title: "A", mediaType: "application/pdf", bytes });
const fileOf = async (...documents: PackagedDocument[]) =>
  readPades(await sealed(world, "B", { documents, signatures: [] })).file;
/** Without the front page. */
const pagesOf = async (...documents: PackagedDocument[]) => {
  const file = await fileOf(...documents);
  return {
    file,
    pages: walkPages(file)
      .slice(1)
      .map(({ dictionary }) => dictionary),
  };
};
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => "none",
    (error: { code: string }) => error.code,
  );

describe("a package", () => {
  test("holds the LTV-SDO byte for byte, which is judged with it", async () => {
    const sdo = await buildLtvSdo(world.native(), world.sealing());
    const documents = [{ title: "Loan", mediaType: "text/plain", bytes: TEXT }] as const;
    const bytes = await sealed(world, "LTA", { documents, evidence: [{ fileName: "ltv-sdo.xml", bytes: sdo }] });
    const report = await judge(world, bytes);
    expect(report.complaints).toEqual([]);
    expect(report.outcome).toBe("valid");
    expect(report.attachments.map(({ fileName, relationship }) => [fileName, relationship])).toEqual([
      ["Loan.txt", "Source"],
      ["ltv-sdo.xml", "Supplement"],
    ]);
    expect(report.attachments[1]!.evidence).toMatchObject({ outcome: "valid", signer: { name: "Ella Testesen" } });
    expect(listSealedFiles(readPades(bytes)).map((file) => Buffer.from(file.bytes).toString("hex"))).toEqual([
      Buffer.from(TEXT).toString("hex"),
      Buffer.from(sdo).toString("hex"),
    ]);
  });

  test("with evidence that was changed before the sealing is not valid", async () => {
    const sdo = Buffer.from(await buildLtvSdo(world.native(), world.sealing()));
    const changed = Buffer.from(sdo.toString("utf8").replace("order-1", "order-2"));
    const report = await judge(
      world,
      await sealed(world, "LTA", { evidence: [{ fileName: "a.xml", bytes: changed }] }),
    );
    expect(report).toMatchObject({ outcome: "invalid", structure: { outcome: "valid" }, seal: { outcome: "valid" } });
  });

  test("is the same for the same contents, time, key and answers", async () => {
    const documents = [pdf(textPdf()), { title: "T", mediaType: "text/plain", bytes: TEXT } as const];
    const [one, two] = [await sealed(world, "B", { documents }), await sealed(world, "B", { documents })];
    expect(Buffer.from(one).equals(two)).toBe(true);
    const other = await buildPades(contentsOf({ documents }), {
      ...sealingAt(world, "B"),
      clock: { now: () => new Date(0) },
    });
    expect(Buffer.from(one).equals(other)).toBe(false);
  });

  test("has the pages of every document in order, behind its front page", async () => {
    const { pages } = await pagesOf(
      pdf(textPdf({ pages: 2 })),
      { title: "T", mediaType: "text/plain", bytes: TEXT },
      pdf(packedPdf({ pages: 3 })),
      pdf(hybridPdf().bytes),
      { title: "H", mediaType: "text/html", bytes: Buffer.from("<p>x</p>") },
    );
    expect(pages).toHaveLength(2 + 1 + 3 + 1 + 1);
  });

  test("has what a page is drawn with byte for byte", async () => {
    const { file, pages } = await pagesOf(pdf(textPdf({ text: "Exactly this" })));
    const content = file.resolve(pages[0]!.get("Contents")) as { bytes: Uint8Array };
    expect(Buffer.from(content.bytes).toString()).toBe("BT /F1 18 Tf 60 760 Td (Exactly this, page 1) Tj ET");
    expect(pages[0]!.get("MediaBox")).toEqual([0, 0, 595, 842]);
  });

  test("shows form fields as they were filled in, and has nothing to fill in", async () => {
    const { file, pages } = await pagesOf(pdf(formPdf()));
    const annotations = annotationsOf(file, pages[0]!);
    expect(annotations.map((each) => each.get("Subtype"))).toMatchObject([{ name: "Stamp" }, { name: "Stamp" }]);
    const looks = annotations.map(
      (each) => file.resolve(file.dictionary(each.get("AP"))!.get("N")) as { bytes: Uint8Array },
    );
    expect(looks.map(({ bytes }) => /\((.*)\)/.exec(Buffer.from(bytes).toString())![1])).toEqual([
      "filled in by Ella",
      "ticked",
    ]);
    expect(annotations.flatMap((each) => [...each.keys()])).not.toContain("FT");
  });

  test("keeps web links, and leaves behind whatever does something", async () => {
    const targets = [
      linkPdf(),
      linkPdf("<< /S /URI /URI (javascript:x) >>"),
      linkPdf("<< /S /Launch /F (a) >>"),
      linkPdf("<< /S /JavaScript /JS (a) >>"),
    ];
    const { file, pages } = await pagesOf(...targets.map(pdf), pdf(scriptPdf()));
    const actions = pages.flatMap((page) => annotationsOf(file, page).map((each) => each.has("A")));
    expect(actions).toEqual([true, false, false, false]);
    expect(file.catalog.has("OpenAction")).toBe(false);
  });

  test("does not show the layers that are not shown", async () => {
    const file = await fileOf(pdf(layeredPdf()));
    const choice = file.dictionary(file.dictionary(file.catalog.get("OCProperties"))!.get("D"))!;
    const hidden = (file.resolve(choice.get("OFF")) as never[]).map((each) => file.dictionary(each)!.get("Name"));
    expect(hidden.map((name) => readTextString(name as PdfString))).toEqual(["hidden"]);
  });

  test("has footers that leave the pages' own content alone", async () => {
    const plain = await sealed(world, "B");
    const footed = await sealed(world, "B", { front: { language: "da", footer: "Sag 1" } });
    const contents = [plain, footed].map((bytes) => {
      const { file } = readPades(bytes);
      return walkPages(file)
        .slice(1)
        .map(({ dictionary }) =>
          Buffer.from((file.resolve(dictionary.get("Contents")) as { bytes: Uint8Array }).bytes).toString(),
        );
    });
    expect(contents[1]).toEqual(contents[0]);
    const { file } = readPades(footed);
    expect(
      walkPages(file)
        .slice(1)
        .every(({ dictionary }) => annotationsOf(file, dictionary).length === 1),
    ).toBe(true);
  });

  test.each([
    ["visible", [240, 44]],
    ["invisible", [0, 0]],
  ] as const)("has a seal that is %s", async (seal, size) => {
    const { file } = readPades(await sealed(world, "B", { front: { language: "en", seal } }));
    const [field] = annotationsOf(file, walkPages(file)[0]!.dictionary);
    const [left, bottom, right, top] = field!.get("Rect") as unknown as readonly [number, number, number, number];
    expect([Math.round(right - left), Math.round(top - bottom)]).toEqual(size);
  });

  test("prints every name, whatever is in it", async () => {
    const names = [
      "Łukasz Żółć",
      "Ζωή",
      "Straße",
      "🙂👩‍👩‍👧",
      "محمد",
      "中文",
      "a\u0000b\u202Ec\uD800",
      "",
      " ",
      "W".repeat(3000),
      "\n\n",
      "()\\<>",
    ];
    const signatures = names.map((name) => ({ name, method: name, at: NOW, organization: name, identifier: name }));
    const bytes = await sealed(world, "B", {
      signatures,
      sealedBy: names.join(" "),
      front: { language: "da", title: names.join(), reference: names.join() },
    });
    expect((await judge(world, bytes)).structure.outcome).toBe("valid");
  });

  test("gives attached files names that are names everywhere, and each another", async () => {
    const evidence = [
      "../../etc/passwd",
      "a/b\\c.xml",
      "SDO.xml",
      "sdo.xml",
      "sdo.xml",
      "",
      "…",
      `${"n".repeat(300)}.xml`,
    ].map((fileName) => ({ fileName, bytes: TEXT }));
    const names = listSealedFiles(readPades(await sealed(world, "B", { evidence }))).map(({ fileName }) => fileName);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(evidence.length);
    for (const name of names) expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,105}$/u);
  });
});

function annotationsOf(file: Awaited<ReturnType<typeof fileOf>>, page: PdfDictionary): readonly PdfDictionary[] {
  const list = file.resolve(page.get("Annots"));
  return isArray(list) ? list.map((each) => file.dictionary(each)!) : [];
}

describe("no package is made", () => {
  test.each<readonly [string, readonly PackagedDocument[], string]>([
    ["of nothing", [], "bad-content"],
    ["of something that is no PDF", [pdf(TEXT)], "not-a-pdf"],
    ["of a PDF that is cut off", [pdf(textPdf().subarray(0, 400))], "damaged"],
    ["of an encrypted PDF", [pdf(assemblePdf(pageObjects(), { trailer: "/Encrypt << /V 4 >> " }).bytes)], "encrypted"],
    [
      "of a PDF without an end to its pages",
      [pdf(Buffer.from(textPdf().toString("latin1").replace("[1000 0 R]", "[2 0 R]   "), "latin1"))],
      "cyclic-pages",
    ],
  ])("%s", async (_what, documents, code) => {
    expect(await refusal(sealed(world, "B", { documents }))).toBe(code);
  });

  test("with a logo that is no picture, and one is with a logo that is", async () => {
    const front = (bytes: Uint8Array) => ({ language: "en", logo: { bytes, mediaType: "image/png" } }) as const;
    expect(await refusal(sealed(world, "B", { front: front(TEXT) }))).toBe("bad-content");
    expect(await refusal(sealed(world, "B", { front: front(PIXEL) }))).toBe("none");
  });

  test("by a key that is not its certificate's", async () => {
    const { key } = sealingAt(world, "B");
    const other = { ...key, certificate: world.person.certificate };
    expect(await refusal(buildPades(contentsOf(), { ...sealingAt(world, "B"), key: other }))).toBe("bad-seal");
  });

  test.each([
    ["that cannot be reached", "timestamp-unavailable"],
    ["that refuses", "timestamp-refused"],
  ])("with a time-stamping authority %s", async (_what, code) => {
    const timestamps = { stamp: () => Promise.reject(Object.assign(new Error("no"), { code })) };
    expect(await refusal(buildPades(contentsOf(), { ...sealingAt(world), timestamps }))).toBe(code);
  });

  test("when nobody says that the seal's certificate is good", async () => {
    const validation = {
      ...world.sealing().validation,
      revocation: { ask: async () => ({ status: "unavailable", problems: ["down"] }) as const },
    };
    expect(await refusal(buildPades(contentsOf(), { ...sealingAt(world), validation }))).toBe("unproven");
  });

  test("with a time-stamp that is larger than its place", async () => {
    const timestamps = {
      stamp: async (sha256: Uint8Array) =>
        Buffer.concat([await world.tsa.source().stamp(sha256), Buffer.alloc(40_000)]),
    };
    expect(await refusal(buildPades(contentsOf(), { ...sealingAt(world), timestamps }))).not.toBe("none");
  });
});
