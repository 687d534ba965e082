/** What poppler, MuPDF and qpdf say of sealed PDFs, and OpenSSL of the signature in them. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PackageContents } from "../../src/index.js";
import { NOW } from "../ca.js";
import { type Level, sealed } from "../pades-world.js";
import { append, find } from "../pdfs/append-revision.js";
import { streamText } from "../pdfs/assemble-pdf.js";
import { formPdf, hybridPdf, layeredPdf, packedPdf, picturePdf, textPdf } from "../pdfs/sample-pdfs.js";
import { createWorld, TEXT, type World } from "../world.js";
import { openssl as judgeWith, type OpensslJudge } from "./ask-openssl.js";
import { type Desk, openDesk } from "./desk.js";

const NAMES = ["Łukasz Żółć", "Ζωή Παπαδοπούλου", "Jörg Straße", "Ærø Ålborg"];
let desk: Desk;
let world: World;
let openssl: OpensslJudge;
beforeAll(async () => {
  desk = openDesk();
  world = await createWorld();
  openssl = judgeWith(desk, world.ca.root.pem);
});
afterAll(() => desk?.clear());

async function seal(level: Level, contents: Partial<PackageContents> = {}): Promise<Buffer> {
  return Buffer.from(await sealed(world, level, contents));
}
const look = (bytes: Uint8Array) => desk.file("package.pdf", bytes);
const documents = [textPdf({ pages: 2 }), packedPdf(), hybridPdf().bytes, formPdf(), layeredPdf(), picturePdf(1)].map(
  (bytes, index) => ({ title: `Document ${index + 1}`, mediaType: "application/pdf", bytes }) as const,
);
const everything: Partial<PackageContents> = {
  documents: [...documents, { title: "Note", mediaType: "text/plain", bytes: TEXT }],
  signatures: NAMES.map((name, index) => ({ documents: [index, 6], name, method: "NemID", at: NOW })),
  front: { language: "da", footer: true },
};

/** The second signature of baseline LTA is a document time-stamp, which poppler does not verify. */
describe("poppler's pdfsig", () => {
  const ask = (bytes: Uint8Array) => desk.ask("pdfsig", "-nocert", look(bytes)).said;

  it.each<Level>(["B", "T", "LT", "LTA"])("finds the seal of baseline %s valid", async (level) => {
    const said = ask(await seal(level));
    expect(said).toMatch(/Signature Type: ETSI\.CAdES\.detached/);
    expect(said).toMatch(/Signature Validation: Signature is Valid\./);
    expect(said.includes("Type: unknown")).toBe(level === "LTA");
  });

  it.each<Level>(["B", "T"])("finds that the seal of baseline %s covers the whole file", async (level) => {
    expect(ask(await seal(level))).toMatch(/Total document signed/);
  });

  it("finds the seal of everything that can be packed valid", async () => {
    expect(ask(await seal("LTA", everything))).toMatch(/Signature Validation: Signature is Valid\./);
  });

  it("finds one changed byte, and a revision that was appended", async () => {
    const bytes = await seal("B");
    const changed = Buffer.from(bytes);
    changed[changed.indexOf("The text of the agreement")]! ^= 1;
    expect(ask(changed)).toMatch(/Signature Validation: (Digest Mismatch|Signature is Invalid)/);
    const content = find(bytes, /The text of the agreement/)[0]!;
    expect(ask(append(bytes, { [content]: streamText("BT ET") }))).toMatch(/Not total document signed/);
  });
});

describe("MuPDF's mutool", () => {
  const ask = (bytes: Uint8Array) => desk.ask("mutool", "sign", "-v", look(bytes)).said;

  it.each<Level>(["B", "T"])("finds the document unchanged since the sealing of baseline %s", async (level) => {
    expect(ask(await seal(level))).toMatch(/The document is unchanged since signing/);
  });

  /** It takes the store of proofs for an edit, as it takes whatever is appended. */
  it.each<Level>(["LT", "LTA"])("finds the seal of baseline %s valid, with more appended to it", async (level) => {
    expect(ask(await seal(level))).toMatch(/The signature is valid but there have been edits since signing/);
  });

  it("finds one changed byte", async () => {
    const bytes = await seal("T");
    bytes[bytes.indexOf("The text of the agreement")]! ^= 1;
    expect(ask(bytes)).not.toMatch(/The document is unchanged|The signature is valid/);
  });

  it("reads everything that can be packed without a complaint", async () => {
    const { content, said } = desk.ask("mutool", "info", look(await seal("LTA", everything)));
    expect([content, /error|warning/i.test(said)]).toEqual([true, false]);
  });
});

describe("qpdf", () => {
  it.each<Level>(["B", "T", "LT", "LTA"])("finds no fault in the structure of baseline %s", async (level) => {
    const { content, said } = desk.ask("qpdf", "--check", look(await seal(level, everything)));
    expect([content, said]).toEqual([true, expect.stringContaining("No syntax or stream encoding errors found")]);
  });

  it("gives the attached files back byte for byte", async () => {
    const path = look(await seal("LTA", { evidence: [{ fileName: "proof.xml", bytes: TEXT }] }));
    expect(desk.ask("qpdf", "--show-attachment=proof.xml", path)).toEqual({ content: true, said: TEXT.toString() });
  });
});

describe("poppler's pdftotext and pdfdetach", () => {
  it("reads the names on the front page, and the pages as they were", async () => {
    const { said } = desk.ask("pdftotext", look(await seal("LTA", everything)), "-");
    for (const name of NAMES) expect(said).toContain(name);
    for (const { bytes } of documents) expect(said).toContain(createHash("sha256").update(bytes).digest("hex"));
    for (const text of [
      "The text of the agreement, page 2",
      "filled in by Ella",
      "I owe Ella 100 kr.",
      "Dokument 7 af 7",
    ])
      expect(said).toContain(text);
  });

  it("lists the attached files", async () => {
    expect(desk.ask("pdfdetach", "-list", look(await seal("LTA", everything))).said).toContain("Note.txt");
  });
});

describe("OpenSSL", () => {
  it.each<Level>(["B", "T", "LT", "LTA"])(
    "verifies the CAdES signature of baseline %s over its byte range",
    async (level) => {
      const { covered, contents } = takeApart(await seal(level));
      expect(openssl.verifyCms(contents, covered).content).toBe(true);
      covered[100]! ^= 1;
      expect(openssl.verifyCms(contents, covered).content).toBe(false);
    },
  );

  it("verifies the document time-stamp over its byte range", async () => {
    const { covered, contents } = takeApart(await seal("LTA"), "last");
    expect(openssl.verifyToken(contents, covered).said).toMatch(/Verification: OK/);
  });
});

/** By its text alone, as somebody would with an editor and this page of the standard. */
function takeApart(bytes: Buffer, which: "first" | "last" = "first") {
  const ranges = [...bytes.toString("latin1").matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)/g)];
  const [a, b, c] = ranges
    .at(which === "first" ? 0 : -1)!
    .slice(1)
    .map(Number) as [number, number, number];
  const contents = Buffer.from(bytes.subarray(a + 1, b - 1).toString("latin1"), "hex");
  return {
    covered: Buffer.concat([bytes.subarray(0, a), bytes.subarray(b, b + c)]),
    contents: withoutFilling(contents),
  };
}

function withoutFilling(der: Buffer): Buffer {
  return der.subarray(0, 4 + der.readUInt16BE(2)); // 30 82 and two bytes of length
}
