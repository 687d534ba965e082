import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { buildPades, exportAsic } from "@eid-gateway/sdo";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { CONTRACT, createSealing, sealContract } from "../../src/cli/sealed-objects.js";
import { openVerificationDesk, type VerificationDesk } from "../../src/cli/verification-desk.js";

let desk: VerificationDesk;
let ltvSdo: string;
let bare: string;
let asic: string;
let pades: string;
beforeAll(async () => {
  desk = await openVerificationDesk();
  const sealing = await createSealing(desk);
  const sealed = await sealContract(desk, sealing);
  ltvSdo = desk.file("contract.ltv-sdo.xml", sealed);
  bare = desk.file("bare.xml", await sealContract(desk, { key: sealing.key, clock: sealing.clock }));
  asic = desk.file("contract.asice", await exportAsic([sealed], sealing));
  const contents = {
    documents: [{ title: "Contract", mediaType: "text/plain", bytes: CONTRACT }],
    signatures: [{ name: "Ella Testesen", method: "NemID", at: sealing.clock.now() }],
    evidence: [{ fileName: "signature-1.xml", bytes: sealed }],
    front: { language: "en" },
    sealedBy: "Hub A/S",
  } as const;
  pades = desk.file("contract.pdf", await buildPades(contents, sealing));
});
afterAll(() => desk?.remove());

/** With no list at hand: what verifies them is in them. */
const verify = (...args: string[]) => runGateway(["verify", "--trust", desk.root, ...args]);
async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await verify("--json", ...args);
  return { code, ...(JSON.parse(stdout) as Record<string, unknown>) };
}
const changed = (file: string, from: string, to: string) => {
  const text = readFileSync(file, "latin1");
  expect(text).toContain(from);
  return desk.file(`changed-${basename(file)}`, Buffer.from(text.replace(from, to), "latin1"));
};

describe("an LTV-SDO", () => {
  it("is valid at the time that its time-stamp proves, offline: exit 0", async () => {
    const { code, stdout } = await verify(ltvSdo);
    expect(code).toBe(0);
    expect(stdout).toMatch(/: VALID, ltv-sdo of level LT, sealed at 2022-05-01T12:00:00.000Z\n/);
    expect(stdout).toMatch(/ {2}sealed by .*Hub A\/S/);
    expect(stdout).toMatch(/ {2}signer +Ella Testesen, PID:/);
    expect(stdout).toMatch(/ {2}ok {2}time-stamp 1: imprint: /);
  });

  it("is one line of JSON with the members of every line, and container, seal, proof and agreement", async () => {
    const report = await json(ltvSdo);
    expect(report).toMatchObject({ code: 0, file: ltvSdo, valid: true, indication: "TOTAL-PASSED", reason: null });
    expect(report).toMatchObject({
      container: "ltv-sdo",
      seal: { level: "LT", provenTime: "2022-05-01T12:00:00.000Z", timestamps: [{ outcome: "valid" }] },
      proof: { outcome: "valid", signer: { name: "Ella Testesen" } },
      agreement: { outcome: "valid" },
      documents: [{ id: "contract", mediaType: "text/plain", bytes: CONTRACT.length }],
    });
    expect(report.answers).toContainEqual({ question: "what-proves-the-time", level: "proven" });
  });

  it("is not valid with one letter changed, and nothing of it is told", async () => {
    const report = await json(changed(ltvSdo, "agree.", "agree!"));
    expect(report).toMatchObject({ code: 1, valid: false, subIndication: "HASH_FAILURE" });
    expect(report).not.toHaveProperty("documents");
    expect(report.answers).toContainEqual({ question: "is-it-intact", level: "refuted" });
  });

  it("is not valid when it is not built as one", async () => {
    expect(await json(changed(ltvSdo, "</EventLog>", "</EventLog><!-- -->"))).toMatchObject({
      ...{ code: 1, valid: false, indication: "TOTAL-FAILED", subIndication: "FORMAT_FAILURE" },
    });
  });

  it("without a time-stamp is judged at --at, which nothing proves", async () => {
    const then = ["--at", "2022-05-01T12:00:00Z", "--crl", desk.lists];
    expect((await verify(bare, ...then)).stdout).toMatch(
      /VALID, ltv-sdo of level B, sealed at .*, which nothing proves/,
    );
    expect(await json(bare)).toMatchObject({ code: 1, reason: "expired" });
  });

  it("of a seal that leads to another anchor is not valid", async () => {
    const stranger = desk.file("stranger.pem", (await openVerificationDeskOnce()).ca.root.pem);
    expect(await json(ltvSdo, "--seal-trust", stranger)).toMatchObject({
      code: 1,
      reason: "untrusted",
      proof: { outcome: "valid" },
    });
    expect(await json(ltvSdo, "--seal-trust", desk.root)).toMatchObject({ code: 0 });
  });

  it("meets demands, or not", async () => {
    const original = desk.file("original.txt", CONTRACT);
    const other = desk.file("other.txt", "I owe nothing.");
    expect(await json(ltvSdo, "--original", original, "--challenge", "8412")).toMatchObject({ code: 0 });
    expect(await json(ltvSdo, "--original", other)).toMatchObject({ code: 1, reason: "other-document" });
    expect(await json(ltvSdo, "--challenge", "1")).toMatchObject({ code: 1, reason: "wrong-challenge" });
  });

  it("gives its documents to --extract, and none when it was changed", async () => {
    const folder = join(desk.lists, "..", "extracted");
    const { stderr } = await verify(ltvSdo, "--extract", folder);
    expect(stderr).toContain("contract.ltv-sdo.xml.document-1.txt written");
    expect(readFileSync(join(folder, "contract.ltv-sdo.xml.document-1.txt"))).toEqual(CONTRACT);
    const empty = join(desk.lists, "..", "empty");
    await verify(changed(ltvSdo, "agree.", "agree!"), "--extract", empty);
    expect(existsSync(empty)).toBe(false);
  });
});

describe("an ASiC-E container", () => {
  it("is valid with all that is in it: exit 0", async () => {
    const report = await json(asic);
    expect(report).toMatchObject({ code: 0, valid: true, container: "asic-e", seal: { level: "LT" } });
    expect(Object.keys(report.contents as object)).toEqual(["evidence/signature-1-ltv-sdo.xml"]);
    expect(report.answers).toContainEqual({ question: "who-signed", level: "proven" });
  });

  it("is not valid as a ZIP with something behind it", async () => {
    const more = desk.file("more.asice", Buffer.concat([readFileSync(asic), Buffer.from("more")]));
    expect(await json(more)).toMatchObject({ code: 1, reason: "bad-asic", subIndication: "FORMAT_FAILURE" });
  });
});

describe("a sealed PDF", () => {
  it("is valid with the evidence that is attached: exit 0", async () => {
    const report = await json(pades);
    expect(report).toMatchObject({ code: 0, valid: true, container: "pades", seal: { level: "LTA" } });
    expect(report).toMatchObject({
      structure: { outcome: "valid" },
      attachments: [
        { fileName: "Contract.txt", relationship: "Source" },
        { fileName: "signature-1.xml", evidence: { outcome: "valid", signer: { name: "Ella Testesen" } } },
      ],
    });
    expect(report.answers).toContainEqual({ question: "who-signed", level: "proven" });
    expect((await verify(pades)).stdout).toMatch(/: VALID, pades of level LTA, sealed at 2022-05-01T12:00:00.000Z\n/);
  });

  it("is not valid with one byte changed", async () => {
    const bytes = readFileSync(pades);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    expect(await json(desk.file("flipped.pdf", bytes))).toMatchObject({ code: 1, valid: false });
  });

  it("is not valid with a revision appended, and nothing of it is told or written", async () => {
    const more = desk.file("more.pdf", Buffer.concat([readFileSync(pades), Buffer.from("%%EOF\n")]));
    const report = await json(more, "--original", desk.file("same.txt", CONTRACT));
    expect(report).toMatchObject({ code: 1, reason: "changed-after-sealing", subIndication: "FORMAT_FAILURE" });
    expect(report.answers).toContainEqual({ question: "is-it-intact", level: "refuted" });
    const empty = join(desk.lists, "..", "empty-pdf");
    await verify(more, "--extract", empty);
    expect(existsSync(empty)).toBe(false);
  });

  it("gives its original, its evidence, and what is in that to --extract", async () => {
    const folder = join(desk.lists, "..", "extracted-pdf");
    await verify(pades, "--extract", folder);
    const files = ["document-1.txt", "document-2.xml", "document-3.txt"].map((name) =>
      join(folder, `contract.pdf.${name}`),
    );
    expect(readFileSync(files[0]!)).toEqual(CONTRACT);
    expect(readFileSync(files[1]!)).toEqual(readFileSync(ltvSdo));
    expect(readFileSync(files[2]!)).toEqual(CONTRACT);
  });

  it("meets demands, or not", async () => {
    expect(await json(pades, "--original", desk.file("right.txt", CONTRACT))).toMatchObject({ code: 0 });
    const wrong = await json(pades, "--original", desk.file("wrong.txt", "I owe nothing."));
    expect(wrong).toMatchObject({ code: 1, reason: "other-document" });
  });

  it("that cannot be read is refused, and one that nobody signed is none", async () => {
    const cut = desk.file("cut.pdf", readFileSync(pades).subarray(0, -10));
    expect(await json(cut)).toMatchObject({ code: 1, reason: "damaged", subIndication: "FORMAT_FAILURE" });
    expect(await json(desk.file("plain.pdf", "%PDF-1.7\n"))).toMatchObject({ code: 2, reason: "not-a-message" });
  });
});

describe.each(["en", "da"])("a report in %s", (language) => {
  it.each(["html", "text"])("as %s answers the five questions and names the sealer", async (format) => {
    const { code, stdout } = await verify(ltvSdo, "--report", format, "--lang", language);
    expect(code).toBe(0);
    expect(stdout).toContain("Hub A/S");
    expect(stdout).toContain("Ella Testesen");
    expect(stdout).toMatch(
      language === "da" ? /Et tidsstempel fra en uafhængig myndighed/ : /A time-stamp of an independent authority/,
    );
    expect(stdout).not.toMatch(/holds no time-stamp|har intet tidsstempel/);
  });
});

let second: Promise<VerificationDesk> | undefined;
afterAll(async () => (await second)?.remove());
function openVerificationDeskOnce(): Promise<VerificationDesk> {
  second ??= openVerificationDesk();
  return second;
}
