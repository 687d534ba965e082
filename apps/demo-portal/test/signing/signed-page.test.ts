import type { Verification } from "@eid-gateway/client-kit";
import { describe, expect, it } from "vitest";
import { signedPage } from "../../src/pages/signed-page.js";
import type { KeptSigning, SigningOutcome } from "../../src/signing/shelf.js";

const QUESTIONS = [
  "who-signed",
  "what-was-signed",
  "is-it-intact",
  "was-the-certificate-good",
  "what-proves-the-time",
] as const;
type Level = Verification["answers"][number]["level"];
const SIGNING: KeptSigning = {
  id: "abc",
  order: { id: "o1", documentIds: ["document-1"], signingUrl: "http://localhost/" },
  document: { title: "<b>lån</b>", mediaType: "text/plain", bytes: Buffer.from("t") },
  method: "nemid-sign",
};

function verified(level: Level, more: Partial<Verification> = {}): SigningOutcome["result"] {
  const answers = QUESTIONS.map((question) => ({ question, level, because: [] }));
  const time = { at: new Date("2026-01-01T12:00:00Z"), by: "client" } as const;
  const signers = [{ name: "Ella <i>Testesen", uniqueId: "PID:1" }];
  const verification: Verification = { format: "nemid", outcome: "valid", signers, answers, time, ...more };
  return { mediaType: "application/xml", bytes: Buffer.from("<a/>"), verification };
}
const page = (result: SigningOutcome["result"], packaged?: SigningOutcome["packaged"]) =>
  signedPage(SIGNING, { result, ...(packaged && { packaged }) }, "en");

describe("the page about a signature", () => {
  it("says who, what and when in words, and repeats nothing as markup", () => {
    const text = page(verified("proven"));
    expect(text).toContain("<h1>It is signed, and it holds</h1>");
    expect(text).toContain("Ella &#60;i&#62;Testesen, by a certificate");
    expect(text).toContain("&#60;b&#62;lån&#60;/b&#62;");
    expect(text).toContain("1 January 2026");
    expect(text).toContain("still being made");
  });

  it.each([
    ["refuted", { outcome: "invalid", problem: "not-valid", reason: "revoked" }, "and it does not hold", "revoked"],
    ["unknown", { outcome: "indeterminate", problem: "undetermined" }, "cannot be told", "undetermined"],
    ["proven", { outcome: "invalid", problem: "other-document" }, "and it does not hold", "other-document"],
  ] as const)("never says that it holds when it does not: %s", (level, more, heading, code) => {
    for (const text of [page(verified(level, more)), page(verified("proven"), verified(level, more))]) {
      expect(/<h1>([^<]*)/.exec(text)?.[1]).toContain(heading);
      expect(text).toContain(`<code>${code}</code>`);
    }
  });

  it("names nobody as the signer where nobody is proven to be", () => {
    const text = page(verified("unknown", { outcome: "indeterminate", problem: "undetermined" }));
    expect(text).not.toContain("Testesen");
  });

  it("can say of bytes that are no result that they are none", () => {
    const nothing = { format: "unknown", outcome: "invalid", problem: "unreadable", signers: [], answers: [] } as const;
    expect(page(verified("unknown", nothing))).toContain("Nothing that this site can read.");
  });
});
