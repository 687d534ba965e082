import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSamlFailure, writeSamlResponse } from "@eid-gateway/saml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANSWER, edit, FAILURE, key, otherKey, textOf } from "../answers.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "judges-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where Debian puts the schemas; samlsign looks for those of SAML 2.0 unless told. */
const SCHEMAS = ["xmltooling/catalog.xml", "opensaml/saml11-catalog.xml"].map((name) => `/usr/share/xml/${name}`);

/** OpenSAML, as Shibboleth's service provider has it: reads the message as SAML by the OASIS schemas and verifies its signature. */
function judge(xml: string, pem = key.pem): Promise<string> {
  const files = { message: join(folder, "message.xml"), certificate: join(folder, "signer.pem") };
  writeFileSync(files.message, xml);
  writeFileSync(files.certificate, pem);
  return new Promise((resolve, reject) => {
    const options = ["-V", "-c", files.certificate, "-f", files.message];
    const env = { ...process.env, OPENSAML_SCHEMAS: SCHEMAS.join(":") };
    execFile("samlsign", options, { encoding: "utf8", env }, (error, _stdout, stderr) => {
      if (error?.code === "ENOENT")
        reject(new Error("samlsign is needed to judge (Debian: apt install opensaml-tools opensaml-schemas)"));
      else resolve(error === null ? "accepted" : `refused: ${stderr}`);
    });
  });
}

describe.each([
  ["a success", await writeSamlResponse(ANSWER, key)],
  ["a success for an audience", await writeSamlResponse({ ...ANSWER, audience: "urn:shop" }, key)],
  ["a cancel", await writeSamlFailure(FAILURE, key)],
])("OpenSAML on %s", (_name, message) => {
  const xml = textOf(message);

  test("reads and verifies it, and with no other key", async () => {
    expect(await judge(xml)).toBe("accepted");
    expect(await judge(xml, otherKey.pem)).toContain("refused");
  });

  test.each([
    ["recipient", "shop.example", "shap.example"],
    ["status", /samlp:(Success|Responder)/, "samlp:Requester"],
    ["character of the digest", /<ds:DigestValue>(.)/, "<ds:DigestValue>0"],
    ["version", 'MajorVersion="1"', 'MajorVersion="2"'],
  ])("refuses another %s", async (_what, from, to) => {
    expect(await judge(edit(xml, from, to))).toContain("refused");
  });

  test("refuses what the schema does not know, before it looks at the signature", async () => {
    expect(await judge(edit(xml, "<Status>", "<Extra/><Status>"))).toContain("refused");
  });
});
