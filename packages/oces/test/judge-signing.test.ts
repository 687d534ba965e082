import { createHash } from "node:crypto";
import { type Expectations, judgeMessage, type MessageReport, readMessage } from "@eid-gateway/oces";
import { type IssuedCertificate, type MessageProperty, signMessage, type TestCa } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa, listsOf, NOW, problemsOf, trustIn } from "./ca.js";
import { CHALLENGE, PDF, SIGNINGS, type SigningOptions, STYLESHEET, signing } from "./signings.js";

let ca: TestCa;
let person: IssuedCertificate;
beforeAll(async () => {
  ca = await createCa();
  person = await ca.issuePoces();
});

const EXPECTED: Expectations = { action: "sign", challenge: CHALLENGE, requestIssuer: "Demo Shop" };

function judge(bytes: Uint8Array, expect: Expectations = EXPECTED): Promise<MessageReport> {
  const message = readMessage(bytes, { allowSha1: true });
  return judgeMessage({ message, at: NOW, trust: trustIn(ca), revocation: listsOf(ca), expect });
}
const judgeSigning = (options: SigningOptions = {}, more: Expectations = {}) =>
  judge(signing(person, options), { ...EXPECTED, ...more });
const levelOf = ({ findings }: MessageReport, rule: string) => findings.find((one) => one.rule === rule)?.level;
const stating = (...properties: readonly MessageProperty[]) => signMessage({ identity: person, properties });

const TEXT = Buffer.from(SIGNINGS.text.text);
const hex = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("a signature over what was expected is valid", () => {
  it.each(Object.entries(SIGNINGS))("over %s", async (_name, content) => {
    for (const dialect of ["keycard", "codefile"] as const) {
      const report = await judgeSigning({ signing: content, dialect });
      expect(problemsOf(report)).toEqual([]);
      expect(report.outcome).toBe("valid");
    }
  });

  it.each([
    ["by its bytes", SIGNINGS.text, { document: { bytes: TEXT } }],
    ["by its digest", SIGNINGS.text, { document: { sha256: hex(TEXT) } }],
    ["by its digest in capitals", SIGNINGS.text, { document: { sha256: hex(TEXT).toUpperCase() } }],
    ["as a PDF object", SIGNINGS["PDF as object"], { document: { bytes: PDF } }],
    ["as a PDF in a property", SIGNINGS["PDF as property"], { document: { bytes: PDF } }],
    [
      "with its stylesheet",
      SIGNINGS.xml,
      { document: { bytes: Buffer.from(SIGNINGS.xml.xml) }, stylesheet: Buffer.from(STYLESHEET) },
    ],
  ])("%s", async (_name, content, more) => {
    const report = await judgeSigning({ signing: content }, more);
    expect(report.outcome).toBe("valid");
    expect(levelOf(report, "document")).toBe("passed");
    expect(levelOf(report, "stylesheet")).toBe("stylesheet" in more ? "passed" : "unchecked");
  });

  it("in the old namespace too; SHA-1 is said, where it was allowed", async () => {
    const report = await judgeSigning({ namespace: "2003/10", digest: "sha1" });
    expect(report.outcome).toBe("valid");
    expect(levelOf(report, "digest")).toBe("unchecked");
    expect(levelOf(await judgeSigning(), "digest")).toBe("passed");
  });

  it("whatever the action is called, if it is not that of a log-in", async () => {
    const properties = [
      { name: "action", value: "underskriv" },
      { name: "signtext", value: TEXT, visible: true },
    ];
    expect((await judge(stating(...properties), { action: "sign" })).outcome).toBe("valid");
    expect((await judge(stating(properties[1]!), { action: "sign" })).outcome).toBe("valid");
  });
});

describe("a signature over something else is not valid", () => {
  it.each([
    [
      "another text",
      SIGNINGS.text,
      { document: { bytes: Buffer.from(`${SIGNINGS.text.text} `) } },
      "document: other-document",
    ],
    [
      "the same text with other line ends",
      SIGNINGS.text,
      { document: { bytes: Buffer.from(SIGNINGS.text.text.replace("\r", "")) } },
      "document: other-document",
    ],
    ["another digest", SIGNINGS.text, { document: { sha256: hex(PDF) } }, "document: other-document"],
    ["no digest", SIGNINGS.text, { document: { sha256: "" } }, "document: other-document"],
    ["another PDF", SIGNINGS["PDF as object"], { document: { bytes: TEXT } }, "document: other-document"],
    [
      "another stylesheet",
      SIGNINGS.xml,
      { stylesheet: Buffer.from(`${STYLESHEET}\n`) },
      "stylesheet: other-stylesheet",
    ],
    ["no stylesheet", SIGNINGS.html, { stylesheet: Buffer.from(STYLESHEET) }, "stylesheet: other-stylesheet"],
    [
      "an attachment in its place",
      { ...SIGNINGS.text, attachments: [{ mimeType: "application/pdf", bytes: PDF }] },
      { document: { bytes: PDF } },
      "document: other-document",
    ],
  ])("%s", async (_name, content, more, problem) => {
    const report = await judgeSigning({ signing: content }, more);
    expect(report.outcome).toBe("invalid");
    expect(problemsOf(report)).toEqual([problem]);
  });

  it("nothing", async () => {
    const report = await judge(stating({ name: "action", value: "sign" }), {
      action: "sign",
      document: { bytes: TEXT },
    });
    expect(problemsOf(report)).toEqual(["action: wrong-action", "document: other-document"]);
  });

  it.each(["logon", "LOGON", "bG9nb24="])("a log-in, spelled %s", async (value) => {
    expect(problemsOf(await judge(stating({ name: "action", value }), { action: "sign" }))).toEqual([
      "action: wrong-action",
    ]);
  });

  it("when a log-in was asked for", async () => {
    expect(problemsOf(await judgeSigning({}, { action: "logon" }))).toEqual(["action: wrong-action"]);
  });
});

describe("a text that was not shown is not agreed to", () => {
  const hidden = (value: string, ...more: readonly MessageProperty[]) =>
    stating({ name: "action", value: "sign" }, { name: "signtext", value: Buffer.from(value) }, ...more);

  it.each(["I owe 100 kr.", "<html></html>", "<loan/>"])("%s", async (text) => {
    for (const expected of [{}, { action: "sign" as const }]) {
      expect(problemsOf(await judge(hidden(text), expected))).toEqual(["shown: document-not-visible"]);
    }
  });

  it("but XML is shown through its stylesheet", async () => {
    expect(levelOf(await judgeSigning({ signing: SIGNINGS.xml }), "shown")).toBe("passed");
  });

  it("a PDF in a hidden property was shown in ways the message does not tell", async () => {
    const bytes = stating({ name: "action", value: "sign" }, { name: "signtext", value: PDF });
    expect(levelOf(await judge(bytes, {}), "shown")).toBe("unchecked");
  });
});
