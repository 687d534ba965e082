import {
  createTestCa,
  type IssuedCertificate,
  loginProperties,
  type MessageOptions,
  signMessage,
} from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkbench, type Workbench } from "./workbench.js";

const STATEMENT = { requestIssuer: "Blåbær & Søn", challenge: "8412<>&\"'", timeStamp: "2026-03-02 11:00:00+0100" };

let bench: Workbench;
let person: IssuedCertificate;
beforeAll(async () => {
  bench = openWorkbench();
  person = await (await createTestCa({ baseUrl: "http://localhost:8090" })).issuePoces();
  bench.file("signer.pem", person.pem);
});
afterAll(() => bench.clear());

/** With the signer's key given: whose certificate stands first in KeyInfo is not the question here. */
function verify(message: string | Uint8Array) {
  const key = ["--pubkey-cert-pem", bench.path("signer.pem"), "--enabled-key-data", "x509"];
  return bench.ask("xmlsec1", "--verify", "--id-attr:Id", "Object", ...key, bench.file("message.xml", message));
}

const sign = (options: Partial<MessageOptions> = {}): Uint8Array =>
  signMessage({ identity: person, properties: loginProperties(STATEMENT, options.dialect), ...options });

test.each(["keycard", "codefile"] as const)("xmlsec1 verifies a log-in of the %s dialect", async (dialect) => {
  expect(await verify(sign({ dialect }))).toMatchObject({
    content: true,
    said: expect.stringContaining("(ok/all): 1/1"),
  });
});

test.each<NonNullable<MessageOptions["style"]>>([
  { lineEnd: "\r\n" },
  { attributeOrder: "reversed" },
  { base64Columns: 0 },
  { encodingCase: "upper" },
  { lineEnd: "\r\n", attributeOrder: "reversed", base64Columns: 64, encodingCase: "capital" },
])("xmlsec1 verifies a log-in in the style of %o", async (style) => {
  expect(await verify(sign({ style }))).toMatchObject({ content: true });
});

test("xmlsec1 verifies a message with documents", async () => {
  const documents = [
    { id: "signText", mimeType: "application/pdf", bytes: Buffer.from("%PDF-1.7"), originalTitle: "a&b" },
  ];
  expect(await verify(sign({ documents }))).toMatchObject({
    content: true,
    said: expect.stringContaining("(ok/all): 2/2"),
  });
});

test("xmlsec1 refuses a message changed by one character", async () => {
  const changed = Buffer.from(sign()).toString("utf8").replace(">8412", ">8413");
  expect((await verify(changed)).content).toBe(false);
});
