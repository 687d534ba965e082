import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSamlFailure, writeSamlResponse } from "@eid-gateway/saml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANSWER, edit, FAILURE, key, otherKey } from "../answers.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "judges-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** With the signer's key given: what KeyInfo says is not the question here. */
function verify(xml: string, pem = key.pem): Promise<string> {
  const files = { message: join(folder, "message.xml"), certificate: join(folder, "signer.pem") };
  writeFileSync(files.message, xml);
  writeFileSync(files.certificate, pem);
  const id = ["--id-attr:ResponseID", "urn:oasis:names:tc:SAML:1.0:protocol:Response"];
  const given = ["--pubkey-cert-pem", files.certificate, "--enabled-key-data", "x509"];
  return new Promise((resolve, reject) => {
    execFile("xmlsec1", ["--verify", ...id, ...given, files.message], { encoding: "utf8" }, (error, stdout, stderr) => {
      if (error?.code === "ENOENT") reject(new Error("xmlsec1 is needed to judge (Debian: apt install xmlsec1)"));
      else resolve(error === null && /\(ok\/all\): 1\/1/.test(stdout + stderr) ? "verified" : "refused");
    });
  });
}

describe.each([
  ["a success", await writeSamlResponse(ANSWER, key)],
  ["a success for an audience", await writeSamlResponse({ ...ANSWER, audience: "urn:shop" }, key)],
  ["a cancel", await writeSamlFailure(FAILURE, key)],
])("xmlsec1 on %s", (_name, { xml }) => {
  const text = Buffer.from(xml).toString();

  test("verifies it, and with no other key", async () => {
    expect(await verify(text)).toBe("verified");
    expect(await verify(text, otherKey.pem)).toBe("refused");
  });

  test.each([
    ["the recipient", "shop.example", "shap.example"],
    ["the status", /samlp:(Success|Responder)/, "samlp:Requester"],
    ["what the status's prefix means", `xmlns:samlp="urn:oasis`, `xmlns:samlp="urn:other`],
    ["a prefix nothing uses", "XMLSchema-instance", "XMLSchema-other"],
    ["the prefix list", 'xsd xsi"', 'xsd"'],
  ])("refuses another %s", async (_what, from, to) => {
    expect(await verify(edit(text, from, to))).toBe("refused");
  });
});
