import {
  type AttackName,
  attackMessage,
  attacksOn,
  createTestCa,
  type IssuedCertificate,
  loginProperties,
  type MessageKind,
  type MessageOptions,
  type SigningContent,
  signMessage,
} from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { objectsOf, SIGNINGS, type SigningName } from "../signings.js";
import { openWorkbench, type Workbench } from "./workbench.js";

const STATEMENT = { requestIssuer: "Blåbær & Søn", challenge: "8412<>&\"'", timeStamp: "2026-03-02 11:00:00+0100" };

let bench: Workbench;
let person: IssuedCertificate;
let stranger: IssuedCertificate;
beforeAll(async () => {
  bench = openWorkbench();
  const ca = await createTestCa({ baseUrl: "http://localhost:8090" });
  [person, stranger] = [await ca.issuePoces(), await ca.issuePoces()];
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

describe.each(["keycard", "codefile"] as const)("a signing in the %s dialect", (dialect) => {
  const all = Object.entries(SIGNINGS) as [SigningName, SigningContent][];
  test.each(all)("xmlsec1 verifies: %s", async (_name, signing) => {
    const covered = objectsOf(signing);
    expect(await verify(sign({ dialect, signing }))).toMatchObject({
      content: true,
      said: expect.stringContaining(`(ok/all): ${covered}/${covered}`),
    });
  });

  test.each(all)("xmlsec1 refuses it with one more blank in the last object: %s", async (_name, signing) => {
    const xml = Buffer.from(sign({ dialect, signing })).toString("utf8");
    const changed = xml.replace("</ds:Object>\n</ds:Signature>", " </ds:Object>\n</ds:Signature>");
    expect(changed).not.toBe(xml);
    expect((await verify(changed)).content).toBe(false);
  });

  test("xmlsec1 verifies the namespace of OCES I", async () => {
    expect(await verify(sign({ dialect, signing: SIGNINGS.text, namespace: "2003/10" }))).toMatchObject({
      content: true,
      said: expect.stringContaining("(ok/all): 1/1"),
    });
  });

  test("xmlsec1 verifies the algorithms of the applet's early years", async () => {
    expect((await verify(sign({ dialect, signing: SIGNINGS["pdf as object"], digest: "sha1" }))).said).toContain(
      "(ok/all): 2/2",
    );
  });
});

test("xmlsec1 verifies what is wrapped otherwise inside what is signed", async () => {
  const style = { documentColumns: 60, valueColumns: 60, lineEnd: "\r\n" } as const;
  expect((await verify(sign({ style, signing: SIGNINGS["pdf as both"] }))).content).toBe(true);
});

test("xmlsec1 refuses a message changed by one character", async () => {
  const changed = Buffer.from(sign()).toString("utf8").replace(">8412", ">8413");
  expect((await verify(changed)).content).toBe(false);
});

/** Where xmlsec1 differs from xml-crypto, which takes every Id, ID and id for an identifier and refuses two alike. */
const XMLSEC1_ACCEPTS: Partial<Record<AttackName, string>> = {
  "evil-id-by-ID": "told that Id is the identifier, it sees none in ID",
  "evil-id-by-id": "told that Id is the identifier, it sees none in id",
  "honest-id-on-root": "told that objects have identifiers, it sees none on another element",
  "honest-id-on-key-info": "told that objects have identifiers, it sees none on another element",
};

describe.each<[MessageKind, SigningContent]>([
  ["text", SIGNINGS.text],
  ["pdf-object", SIGNINGS["pdf as object"]],
  ["attachment", SIGNINGS["text with attachments"]],
])("attacks on a signing: %s", (kind, signing) => {
  const broken = attacksOn(kind).filter(({ holds }) => !holds);
  test.each(broken)("xmlsec1 refuses $name, or it is listed why not", async ({ name }) => {
    const { content } = await verify(attackMessage(name, sign({ signing }), { kind, stranger }));
    expect({ accepted: content }).toEqual({ accepted: XMLSEC1_ACCEPTS[name] !== undefined });
  });
});
