import { generateKeyPairSync } from "node:crypto";
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { buildParameters, type Changes, NOW, ORIGIN, type Signer, signerOf } from "./build-parameters.js";
import { startForTest } from "./start-for-test.js";

let simulator: RunningSimulator;
let signer: Signer;
beforeAll(async () => {
  simulator = await startForTest();
  signer = signerOf(simulator, simulator.merchant("1001"));
});

/** What the client makes of a text: an error code, or "accepted". */
async function judge(parameters: string, { origin = ORIGIN, mode = "lmt" as "lmt" | "std" } = {}): Promise<string> {
  const user = simulator.identities()[0]!;
  const outcome = await simulator.client({
    parameters,
    origin,
    mode,
    userId: user.alias,
    password: user.password,
    code: "auto",
  });
  const text = "stuck" in outcome ? "stuck" : Buffer.from(outcome.content, "base64").toString();
  return text.startsWith("<?xml") ? "accepted" : text;
}
const judgeChanges = (changes: Changes, options = {}) =>
  judge(JSON.stringify(buildParameters(signer, changes)), options);
const base64 = (text: string) => Buffer.from(text).toString("base64");
const HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
const SIGNING = { CLIENTFLOW: "OCESSIGN2", SIGNTEXT: "YQ==" };
const XML = { SIGNTEXT_FORMAT: "XML", SIGNTEXT_TRANSFORMATION: "YQ==" };
const REMOTE = {
  ...{ CLIENTFLOW: "OCESSIGN2", SIGNTEXT_FORMAT: "PDF", SIGNTEXT_URI: "https://sp.example/a.pdf" },
  SIGNTEXT_REMOTE_HASH: HASH,
};
const minutes = (count: number) => String(NOW.getTime() + count * 60_000);

describe("accepts", () => {
  test.each<[string, Changes]>([
    ["the honest parameters", {}],
    [
      "any extra parameter of the table",
      { before: { REMEMBER_USERID: "", CREDENTIAL_UPDATE: "NONE", CLIENTMODE: "LIMITED" } },
    ],
    ["no language", { before: { LANGUAGE: undefined } }],
    ["Greenlandic", { before: { LANGUAGE: "KL" } }],
    ["enumerated values in any letter case", { before: { CLIENTFLOW: "OcesLogin2", LANGUAGE: "en" } }],
    ["no ORIGIN", { before: { ORIGIN: undefined } }],
    ["no SIGN_PROPERTIES", { before: { SIGN_PROPERTIES: undefined } }],
    ["sign properties with = in a value and a last ;", { before: { SIGN_PROPERTIES: "challenge=a=b==;extra=1;" } }],
    [
      "names in other letter case, digested as sent",
      { before: { LANGUAGE: undefined, language: "DA", clientflow: "OCESLOGIN2", CLIENTFLOW: undefined } },
    ],
    ["a time stamp two minutes old", { before: { TIMESTAMP: minutes(-2) } }],
    ["a time stamp of exactly three minutes ahead", { before: { TIMESTAMP: minutes(3) } }],
    ["milliseconds in base64", { before: { TIMESTAMP: base64(minutes(0)) } }],
    ["a date with offset", { before: { TIMESTAMP: "2023-03-14 14:00:00+0200" } }],
    ["a date with negative offset", { before: { TIMESTAMP: "2023-03-14 08:30:00-0330" } }],
    ["a date with offset in base64", { before: { TIMESTAMP: base64("2023-03-14 13:00:00+0100") } }],
    ["a date with a zone name", { before: { TIMESTAMP: "2023-03-14 13:00:00CET" } }],
    ["a date with UTC", { before: { TIMESTAMP: "2023-03-14 12:00:00UTC" } }],
    ["a date with an IANA zone", { before: { TIMESTAMP: "2023-03-14 13:00:00 Europe/Copenhagen" } }],
    ["a date without zone, in Danish time", { before: { TIMESTAMP: "2023-03-14 13:00:00" } }],
    ["a transaction context of 100 characters", { before: { TRANSACTION_CONTEXT: base64("æ".repeat(100)) } }],
    [
      "a signing of plain text",
      {
        before: {
          CLIENTFLOW: "OCESSIGN2",
          SIGNTEXT: base64("I agree"),
          SIGNTEXT_FORMAT: "TEXT",
          SIGNTEXT_MONOSPACEFONT: "TRUE",
        },
      },
    ],
  ])("%s", async (_what, changes) => expect(await judgeChanges(changes)).toBe("accepted"));

  test("an alias change in standard mode", async () =>
    expect(await judgeChanges({ before: { CREDENTIAL_UPDATE: "ALIAS" } }, { mode: "std" })).toBe("accepted"));
});

describe("refuses with APP001", () => {
  test.each([
    ["text that is not JSON", "{"],
    ["an empty text", ""],
    ["a JSON array", "[]"],
    ["JSON null", "null"],
    ["a member that is not a string", '{"CLIENTFLOW":1}'],
    ["a nested object", '{"CLIENTFLOW":{"a":"b"}}'],
    ["an empty object", "{}"],
    ["a name twice in different letter case", '{"LANGUAGE":"DA","language":"EN"}'],
  ])("%s", async (_what, text) => expect(await judge(text)).toBe("APP001"));

  test.each(["CLIENTFLOW", "SP_CERT", "TIMESTAMP"])("parameters without %s", async (name) =>
    expect(await judgeChanges({ before: { [name]: undefined } })).toBe("APP001"),
  );
  test.each(["PARAMS_DIGEST", "DIGEST_SIGNATURE"])("parameters without %s", async (name) =>
    expect(await judgeChanges({ after: { [name]: undefined } })).toBe("APP001"),
  );

  test.each<[string, Changes]>([
    ["an unknown name", { before: { COLOUR: "blue" } }],
    ["a parameter of the code file client", { before: { REQUESTISSUER: "RGVtbw==" } }],
    ["an unknown flow", { before: { CLIENTFLOW: "login" } }],
    ["an unknown language", { before: { LANGUAGE: "SV" } }],
    ["an unknown sign text format", { before: { CLIENTFLOW: "OCESSIGN2", SIGNTEXT: "YQ==", SIGNTEXT_FORMAT: "RTF" } }],
    ["an SP_CERT with line breaks", { after: { SP_CERT: "QUJD\nREVG" } }],
    ["a time stamp in another spelling", { before: { TIMESTAMP: "2023-03-14T12:00:00Z" } }],
    ["a day that does not exist", { before: { TIMESTAMP: "2023-02-30 12:00:00+0000" } }],
    ["a zone that does not exist", { before: { TIMESTAMP: "2023-03-14 12:00:00XYZ" } }],
    ["a sign property without =", { before: { SIGN_PROPERTIES: "challenge" } }],
    ["a sign property with a digit in its name", { before: { SIGN_PROPERTIES: "a1=2" } }],
    ["a sign property twice", { before: { SIGN_PROPERTIES: "a=1;a=2" } }],
    ["a sign property that is the operator's own", { before: { SIGN_PROPERTIES: "challenge=1;RequestIssuer=Bank" } }],
    ["a sign property XML cannot hold", { before: { SIGN_PROPERTIES: "challenge=\u0001" } }],
    ["a changed value", { after: { SIGN_PROPERTIES: "challenge=4712" } }],
    ["a changed letter case of a name", { after: { LANGUAGE: undefined, Language: "EN" } }],
    ["a digest of something else", { after: { PARAMS_DIGEST: base64("nothing of the kind 1234567890ab") } }],
    ["a signing without text", { before: { CLIENTFLOW: "OCESSIGN2" } }],
    ["an ORIGIN with a path", { before: { ORIGIN: `${ORIGIN}/` } }],
    ["an ORIGIN with the default port", { before: { ORIGIN: `${ORIGIN}:443` } }],
  ])("%s", async (_what, changes) => expect(await judgeChanges(changes)).toBe("APP001"));

  test("a message that comes from elsewhere than ORIGIN says", async () =>
    expect(await judgeChanges({}, { origin: "https://evil.example" })).toBe("APP001"));

  test("names sorted with _ after letters", async () => {
    const sign = { CLIENTFLOW: "OCESSIGN2", SIGNTEXT: base64("text") };
    const honest = buildParameters(signer, { before: sign });
    const upper = Object.keys(honest)
      .filter((name) => !/DIGEST/.test(name))
      .sort(); // SIGNTEXT before SIGN_PROPERTIES
    const { createHash } = await import("node:crypto");
    const digest = createHash("sha256")
      .update(upper.map((name) => name + honest[name]).join(""))
      .digest("base64");
    expect(await judge(JSON.stringify(honest))).toBe("accepted");
    expect(await judge(JSON.stringify({ ...honest, PARAMS_DIGEST: digest }))).toBe("APP001");
  });
});

describe("refuses with the code of", () => {
  test.each<[string, string, Changes]>([
    ["APP007", "a retired name", { before: { ZIP_FILE_ALIAS: "OpenLogon2" } }],
    ["APP007", "a retired name in other letter case", { before: { "opensign.message.name": "x" } }],
    ["APP008", "an alias change in limited mode", { before: { CREDENTIAL_UPDATE: "ALIAS" } }],
    ["APP008", "a sign text at log-in", { before: { SIGNTEXT: "YQ==" } }],
    [
      "APP008",
      "a text and an address of one",
      { before: { CLIENTFLOW: "OCESSIGN2", SIGNTEXT: "YQ==", SIGNTEXT_URI: "https://sp.example/a.pdf" } },
    ],
    ["APP008", "an address of plain text", { before: { ...REMOTE, SIGNTEXT_FORMAT: "TEXT" } }],
    ["APP008", "a hash without an address", { before: { ...SIGNING, SIGNTEXT_REMOTE_HASH: HASH } }],
    ["APP001", "an address without a hash", { before: { ...REMOTE, SIGNTEXT_REMOTE_HASH: undefined } }],
    ["APP001", "a hash in hexadecimal", { before: { ...REMOTE, SIGNTEXT_REMOTE_HASH: base64("e3b0c442".repeat(8)) } }],
    ["APP001", "an address that is not http", { before: { ...REMOTE, SIGNTEXT_URI: "file:///a.pdf" } }],
    ["APP001", "XML without a style sheet", { before: { ...SIGNING, SIGNTEXT_FORMAT: "XML" } }],
    [
      "APP008",
      "a style sheet for HTML",
      { before: { ...SIGNING, SIGNTEXT_FORMAT: "HTML", SIGNTEXT_TRANSFORMATION: "YQ==" } },
    ],
    [
      "APP001",
      "a style sheet's name that XML cannot hold",
      { before: { ...SIGNING, ...XML, SIGNTEXT_TRANSFORMATION_ID: "a\u0001" } },
    ],
    [
      "APP001",
      "a style sheet's name with half a character",
      { before: { ...SIGNING, ...XML, SIGNTEXT_TRANSFORMATION_ID: "a\ud800" } },
    ],
    [
      "APP008",
      "the name of one for HTML",
      { before: { ...SIGNING, SIGNTEXT_FORMAT: "HTML", SIGNTEXT_TRANSFORMATION_ID: "1" } },
    ],
    ["APP008", "the name of one for plain text", { before: { ...SIGNING, SIGNTEXT_TRANSFORMATION_ID: "1" } }],
    [
      "APP002",
      "a style sheet that is not base64",
      { before: { ...SIGNING, SIGNTEXT_FORMAT: "XML", SIGNTEXT_TRANSFORMATION: "<xsl/>" } },
    ],
    [
      "APP002",
      "HTML with an element beyond the list",
      { before: { ...SIGNING, SIGNTEXT_FORMAT: "HTML", SIGNTEXT: base64("<br>") } },
    ],
    ["APP002", "a sign text that is not base64", { before: { CLIENTFLOW: "OCESSIGN2", SIGNTEXT: "not base64" } }],
    ["APP002", "a sign text that is not UTF-8", { before: { CLIENTFLOW: "OCESSIGN2", SIGNTEXT: "//79" } }],
    ["SRV001", "a signature over something else", { after: { DIGEST_SIGNATURE: base64("x".repeat(256)) } }],
    [
      "SRV003",
      "a time stamp three minutes and a second old",
      { before: { TIMESTAMP: String(NOW.getTime() - 181_000) } },
    ],
    ["SRV003", "a time stamp in the future", { before: { TIMESTAMP: minutes(4) } }],
    ["SRV003", "an hour's difference by the zone", { before: { TIMESTAMP: "2023-03-14 12:00:00+0200" } }],
    ["SRV011", "a transaction context of 101 characters", { before: { TRANSACTION_CONTEXT: base64("x".repeat(101)) } }],
  ])("%s: %s", async (code, _what, changes) => expect(await judgeChanges(changes)).toBe(code));

  test("SRV001: a signature by another key than SP_CERT's", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const privateKeyPem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
    expect(await judge(JSON.stringify(buildParameters({ ...signer, privateKeyPem })))).toBe("SRV001");
  });
  test("SRV001: an SP_CERT that is no certificate", async () => {
    const parameters = buildParameters({ ...signer, certificate: base64("no certificate") });
    expect(await judge(JSON.stringify(parameters))).toBe("SRV001");
  });
});

describe("knows service providers by their VOCES", () => {
  const judgeSigner = (other: Signer) => judge(JSON.stringify(buildParameters(other)));
  const read = (issued: { certificate: Uint8Array; privateKeyPem: string }): Signer => ({
    certificate: Buffer.from(issued.certificate).toString("base64"),
    privateKeyPem: issued.privateKeyPem,
  });

  test("SRV005: a VOCES of the CA that no service provider has", async () =>
    expect(await judgeSigner(read(await simulator.ca.issueVoces({ name: "Stranger" })))).toBe("SRV005"));

  test("SRV005: a person's certificate", async () =>
    expect(await judgeSigner(read(await simulator.ca.issuePoces()))).toBe("SRV005"));

  test("SRV005: a VOCES of another CA with the same names", async () => {
    const { createTestCa } = await import("@eid-gateway/oces-testing");
    const other = await createTestCa({ baseUrl: simulator.url });
    const { cvr, uid } = simulator.merchant("1001");
    expect(await judgeSigner(read(await other.issueVoces({ cvr, uid })))).toBe("SRV005");
  });

  test("accepts a second VOCES of the same UID: a renewal", async () => {
    const { cvr, uid, name } = simulator.merchant("1001");
    expect(await judgeSigner(read(await simulator.ca.issueVoces({ cvr, uid, name })))).toBe("accepted");
  });

  test.each([
    ["has expired", { notBefore: new Date("2019-01-01"), notAfter: new Date("2022-01-01") }],
    ["is not valid yet", { notBefore: new Date("2023-04-01"), notAfter: new Date("2026-04-01") }],
    ["is revoked", { revoked: { at: NOW, reason: "keyCompromise" } as const }],
  ])("SRV010: a VOCES that %s", async (_what, options) => {
    const { cvr, uid, name } = simulator.merchant("1001");
    expect(await judgeSigner(read(await simulator.ca.issueVoces({ cvr, uid, name, ...options })))).toBe("SRV010");
  });

  test.each(["suspended", "revoked", "expired"] as const)(
    "SRV010: a service provider that is %s, until it is active again",
    async (status) => {
      const merchant = await simulator.createMerchant({ friendlyName: `Merchant ${status}`, pidCpr: "off" });
      const setStatus = (value: string) =>
        fetch(`${simulator.url}/api/merchants/${merchant.spid}`, {
          method: "PATCH",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ status: value }),
        });
      await setStatus(status);
      expect(await judgeSigner(signerOf(simulator, simulator.merchant(merchant.spid)))).toBe("SRV010");
      await setStatus("active");
      expect(await judgeSigner(signerOf(simulator, simulator.merchant(merchant.spid)))).toBe("accepted");
    },
  );
});
