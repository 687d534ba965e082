import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createTestCa,
  type IssuedCertificate,
  type OcspOptions,
  type TestCa,
  writeOcspRequest,
} from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { ask } from "../../src/judges/ask.js";
import { OCSP_LENIENCES } from "./chain-differences.js";

let folder: string;
let ca: TestCa;
let person: IssuedCertificate;
let files: readonly string[]; // certificate, issuer, root
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ocsp-"));
  ca = await createTestCa({ baseUrl: "http://pki.test", name: "Judged" }); // of now: OpenSSL knows no other time for answers
  person = await ca.issuePoces();
  files = [person.pem, ca.issuing.pem, ca.root.pem].map((pem, n) => write(`${n}.pem`, pem));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function opinions(options: OcspOptions, about = person) {
  const request = writeOcspRequest({ serial: about.serial, issuer: ca.issuing });
  const answer = write("answer.der", await ca.ocsp(request, options));
  const [certificate, issuer, root] = files as [string, string, string];
  const { said } = await ask(
    ...(["openssl", "ocsp", "-respin", answer, "-issuer", issuer, "-cert", certificate] as const),
    ...["-CAfile", root, "-verify_other", issuer, "-no_nonce"],
  );
  const isGood = /Response verify OK/.test(said) && /: good$/m.test(said) && !/Status times invalid|error/i.test(said);
  const ours = ["--trust", root, "--certificate", certificate, "--issuer", issuer, answer];
  const { code } = await runGateway(["verify-ocsp", ...ours]);
  return { openssl: isGood ? "accepts" : "refuses", ours: code === 0 ? "accepts" : "refuses" };
}

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000);

describe("openssl ocsp and verify-ocsp", () => {
  const table: readonly (readonly [string, OcspOptions, "accepts" | "refuses"])[] = [
    ["a good answer", {}, "accepts"],
    ["one of the issuer itself", { responder: "issuer" }, "accepts"],
    ["a responder named by its key", { responderId: "key" }, "accepts"],
    ["revoked", { status: "revoked" }, "refuses"],
    ["unknown", { status: "unknown" }, "refuses"],
    ["a refusal", { error: "tryLater" }, "refuses"],
    ["a damaged signature", { damagedSignature: true }, "refuses"],
    ["another certificate's serial", { serial: "0102030A" }, "refuses"],
    ["a stale answer", { thisUpdate: hoursFromNow(-9), nextUpdate: hoursFromNow(-1) }, "refuses"],
    ["a responder for something else", { responder: "without-eku" }, "refuses"],
    ["a responder for anything", { responder: "any-eku" }, "refuses"],
    ["a responder of another CA", { responder: "foreign" }, "refuses"],
    ["an expired responder", { responder: "expired" }, "refuses"],
    ["a responder that begins later", { responder: "early" }, "refuses"],
    ["a responder without ocsp-nocheck", { responder: "without-nocheck" }, "refuses"],
    ["a responder without its certificate", { withoutCertificate: true }, "refuses"],
    ["the answer twice", { duplicate: true }, "refuses"],
    ["an answer of the future", { thisUpdate: hoursFromNow(2), nextUpdate: hoursFromNow(3) }, "refuses"],
  ];
  it("differ in no answer but those that are judged", () => {
    expect(Object.keys(OCSP_LENIENCES).filter((name) => !table.some(([known]) => known === name))).toEqual([]);
  });

  it.each(table)("%s", async (name, options, verdict) => {
    const openssl = Object.hasOwn(OCSP_LENIENCES, name) ? "accepts" : verdict;
    expect(await opinions(options)).toEqual({ openssl, ours: verdict });
  });
});
