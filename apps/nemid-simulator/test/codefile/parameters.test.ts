import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { type Changes, NOW, ORIGIN, type Signer, signerOf } from "../build-parameters.js";
import { startForTest } from "../start-for-test.js";
import { additional, base64, buildCodeFileParameters } from "./code-file-parameters.js";

let simulator: RunningSimulator;
let signer: Signer;
beforeAll(async () => {
  simulator = await startForTest();
  signer = signerOf(simulator, simulator.merchant("1001"));
});

/** What the page of the client is told about parameters: "accepted", or the command and the code. */
async function judge(parameters: string, origin = ORIGIN): Promise<string> {
  const response = await fetch(`${simulator.url}/codefile/requests`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ parameters, origin }),
  });
  const { end } = (await response.json()) as { end?: { command: string; content: string } };
  return end ? `${end.command} ${Buffer.from(end.content, "base64")}` : "accepted";
}
const judgeChanges = (changes: Changes, by = signer) => judge(JSON.stringify(buildCodeFileParameters(by, changes)));
const minutes = (count: number) => base64(String(NOW.getTime() + count * 60_000));
const signing = { CLIENTFLOW: "sign", SIGNTEXT: base64("I agree") };

describe("accepts", () => {
  test.each<[string, Changes]>([
    ["the honest parameters", {}],
    ["no language", { before: { LANGUAGE: undefined } }],
    ["Danish", { before: { LANGUAGE: "da" } }],
    ["no SIGN_PROPERTIES", { before: { SIGN_PROPERTIES: undefined } }],
    ["the version of a sample's", { before: { TU_VERSION: "Java 1.2" } }],
    ["a date in base64", { before: { TIMESTAMP: base64("2023-03-14 13:00:00+0100") } }],
    ["a time stamp of exactly three minutes ago", { before: { TIMESTAMP: minutes(-3) } }],
    ["empty ADDITIONAL_PARAMS", { before: { ADDITIONAL_PARAMS: "" } }],
    [
      "filters that stand in the certificate's names",
      {
        before: { ADDITIONAL_PARAMS: additional({ subjectdnfilter: "PID:", issuerdnfilter: "TRUST2408 Systemtest" }) },
      },
    ],
    ["blank filters", { before: { ADDITIONAL_PARAMS: base64("subjectdnfilter=;issuerdnfilter=;") } }],
    ["a signing of plain text", { before: signing }],
    ["a signing of plain text that is called so", { before: { ...signing, SIGNTEXT_FORMAT: "text" } }],
    ["a name that is not the registered one", { before: { REQUESTISSUER: base64("Somebody else") } }],
  ])("%s", async (_what, changes) => expect(await judgeChanges(changes)).toBe("accepted"));
});

describe("refuses with APP001", () => {
  test.each([
    ["text that is not JSON", "{"],
    ["an empty object", "{}"],
    ["a list", "[]"],
    ["a member that is not a string", '{"CLIENTFLOW":1}'],
  ])("%s", async (_what, text) => expect(await judge(text)).toBe("logonError APP001"));

  test.each(["CLIENTFLOW", "SP_CERT", "TIMESTAMP", "REQUESTISSUER", "ORIGIN"])("parameters without %s", async (name) =>
    expect(await judgeChanges({ before: { [name]: undefined } })).toBe("logonError APP001"),
  );
  test.each(["PARAMS_DIGEST", "DIGEST_SIGNATURE"])("parameters without %s", async (name) =>
    expect(await judgeChanges({ after: { [name]: undefined } })).toBe("logonError APP001"),
  );
  test.each<[string, Changes]>([
    ["a name in other letter case", { before: { LANGUAGE: undefined, Language: "en" } }],
    ["a name twice in different letter case", { before: { language: "en" } }],
    ["a flow in other letter case", { before: { CLIENTFLOW: "Login" } }],
    ["the key card's flow", { before: { CLIENTFLOW: "OCESLOGIN2" } }],
    ["a language in other letter case", { before: { LANGUAGE: "EN" } }],
    ["Greenlandic, which this client has not", { before: { LANGUAGE: "kl" } }],
    ["an unknown name", { before: { COLOUR: "blue" } }],
    ["a parameter of the key card client", { before: { REMEMBER_USERID: "" } }],
    ["a plain TIMESTAMP", { before: { TIMESTAMP: String(NOW.getTime()) } }],
    ["a TIMESTAMP in another spelling", { before: { TIMESTAMP: base64("2023-03-14T12:00:00Z") } }],
    ["the key card client's name of a style sheet", { before: { SIGNTEXT_TRANSFORMATION_ID: "letter" } }],
    ["a plain REQUESTISSUER", { before: { REQUESTISSUER: "My shop" } }],
    ["a REQUESTISSUER of blanks", { before: { REQUESTISSUER: base64("  ") } }],
    ["a REQUESTISSUER with a line break", { before: { REQUESTISSUER: base64("A\nB") } }],
    ["a REQUESTISSUER that is not UTF-8", { before: { REQUESTISSUER: "/w==" } }],
    ["a REQUESTISSUER of more than 200 characters", { before: { REQUESTISSUER: base64("x".repeat(201)) } }],
    ["a plain ORIGIN", { before: { ORIGIN } }],
    ["an ORIGIN with a path", { before: { ORIGIN: base64(`${ORIGIN}/`) } }],
    ["an ORIGIN of another page", { before: { ORIGIN: base64("https://other.example") } }],
    ["an SP_CERT in lines", { before: { SP_CERT: "QUJD\nREVG" } }],
    ["sign properties without =", { before: { SIGN_PROPERTIES: "challenge" } }],
    ["a sign property that is the client's own", { before: { SIGN_PROPERTIES: "challenge=1;action=sign" } }],
    ["ADDITIONAL_PARAMS that are not base64", { before: { ADDITIONAL_PARAMS: "subjectdnfilter=UElEOg==" } }],
    ["ADDITIONAL_PARAMS without =", { before: { ADDITIONAL_PARAMS: base64("subjectdnfilter") } }],
    ["an additional parameter nobody knows", { before: { ADDITIONAL_PARAMS: additional({ colour: "blue" }) } }],
    [
      "an additional parameter in other letter case",
      { before: { ADDITIONAL_PARAMS: additional({ SubjectDNFilter: "" }) } },
    ],
    ["an additional parameter twice", { before: { ADDITIONAL_PARAMS: base64("subjectdnfilter=;subjectdnfilter=") } }],
    ["a plain filter", { before: { ADDITIONAL_PARAMS: base64("subjectdnfilter=PID:") } }],
    ["a plain filter of issuers", { before: { ADDITIONAL_PARAMS: base64("issuerdnfilter=TRUST2408 OCES") } }],
    ["a changed value", { after: { SIGN_PROPERTIES: "challenge=4712" } }],
    ["a digest of something else", { after: { PARAMS_DIGEST: base64("nothing of the kind 1234567890ab") } }],
  ])("%s", async (_what, changes) => expect(await judgeChanges(changes)).toBe("logonError APP001"));

  test("a message that comes from elsewhere than ORIGIN says", async () => {
    const parameters = JSON.stringify(buildCodeFileParameters(signer));
    expect(await judge(parameters, "https://evil.example")).toBe("logonError APP001");
  });
  test("a signing without text, as an error of signing", async () =>
    expect(await judgeChanges({ before: { CLIENTFLOW: "sign" } })).toBe("signError APP001"));
  test("a sign text format in other letter case", async () =>
    expect(await judgeChanges({ before: { ...signing, SIGNTEXT_FORMAT: "TEXT" } })).toBe("signError APP001"));
});

describe("refuses what does not go together", () => {
  test.each<[string, Changes]>([
    ["a text at log-in", { before: { SIGNTEXT: base64("I agree") } }],
    ["attachments at log-in", { before: { ADDITIONAL_PARAMS: additional({ attachments: "<attachments/>" }) } }],
  ])("%s: APP008", async (_what, changes) => expect(await judgeChanges(changes)).toBe("logonError APP008"));

  test.each<[string, Readonly<Record<string, string>>]>([
    ["HTML with an element beyond the list", { SIGNTEXT_FORMAT: "html", SIGNTEXT: base64("<p>I<br>agree</p>") }],
    ["XML that is none", { SIGNTEXT_FORMAT: "xml", SIGNTEXT_TRANSFORMATION: base64("<xsl/>") }],
    ["PDF that is none", { SIGNTEXT_FORMAT: "pdf" }],
    ["a text that is not UTF-8", { SIGNTEXT: "/w==" }],
    ["a text that is not base64", { SIGNTEXT: "I agree" }],
  ])("a signing of %s: APP002", async (_what, before) =>
    expect(await judgeChanges({ before: { ...signing, ...before } })).toBe("signError APP002"),
  );

  const hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  const remote = (more: string) =>
    base64(`signtext.uri=http://sp.example/a.pdf;signtext.uri.hash.value=${hash}${more}`);
  const attached = (parts: string) =>
    additional({ attachments: `<attachments><attachment>${parts}</attachment></attachments>` });
  const attachment = `<title>A</title><path>https://sp.example/a</path><mimeType>text/plain</mimeType><size>1</size><hashValue>${hash}</hashValue>`;
  test.each<[string, string, Readonly<Record<string, string | undefined>>]>([
    ["APP008", "a style sheet for plain text", { SIGNTEXT_TRANSFORMATION: base64("<xsl/>") }],
    ["APP001", "XML without a style sheet", { SIGNTEXT_FORMAT: "xml" }],
    ["APP008", "a text and the address of one", { SIGNTEXT_FORMAT: "pdf", ADDITIONAL_PARAMS: remote("") }],
    ["APP008", "an address of plain text", { SIGNTEXT: undefined, ADDITIONAL_PARAMS: remote("") }],
    ["APP008", "a hash without an address", { ADDITIONAL_PARAMS: base64(`signtext.uri.hash.value=${hash}`) }],
    [
      "APP001",
      "an address without a hash",
      {
        SIGNTEXT: undefined,
        SIGNTEXT_FORMAT: "pdf",
        ADDITIONAL_PARAMS: base64("signtext.uri=http://sp.example/a.pdf"),
      },
    ],
    [
      "APP001",
      "another hash than SHA-256",
      { SIGNTEXT: undefined, SIGNTEXT_FORMAT: "pdf", ADDITIONAL_PARAMS: remote(";signtext.uri.hash.algorithm=sha-1") },
    ],
    ["APP001", "attachments that are no XML", { ADDITIONAL_PARAMS: additional({ attachments: "a.txt" }) }],
    ["APP001", "an attachment without a title", { ADDITIONAL_PARAMS: attached(attachment.replace("A", "")) }],
    [
      "APP001",
      "an attachment without a path",
      { ADDITIONAL_PARAMS: attached(attachment.replace(/<path>.*<.path>/, "")) },
    ],
    ["APP001", "an attachment from a file", { ADDITIONAL_PARAMS: attached(attachment.replace("https:", "file:")) }],
    ["APP001", "an attachment without a hash", { ADDITIONAL_PARAMS: attached(attachment.replace(hash, "")) }],
    ["APP001", "an attachment of unknown size", { ADDITIONAL_PARAMS: attached(attachment.replace(">1<", ">one<")) }],
    ["APP001", "an attachment with a part nobody knows", { ADDITIONAL_PARAMS: attached(`${attachment}<more/>`) }],
  ])("%s: a signing of %s", async (code, _what, before) =>
    expect(await judgeChanges({ before: { ...signing, ...before } })).toBe(`signError ${code}`),
  );
});

describe("the operator's server refuses", () => {
  test("a signature by another key: SRV001", async () => {
    const other = signerOf(simulator, simulator.merchant("1002"));
    const forged = { ...signer, privateKeyPem: other.privateKeyPem };
    expect(await judgeChanges({}, forged)).toBe("logonError SRV001");
  });
  test("an SP_CERT that is no certificate: SRV001", async () =>
    expect(await judgeChanges({}, { ...signer, certificate: base64("no certificate") })).toBe("logonError SRV001"));

  test("a company that is no service provider here: SRV005", async () => {
    const voces = await simulator.ca.issueVoces();
    const stranger = {
      certificate: Buffer.from(voces.certificate).toString("base64"),
      privateKeyPem: voces.privateKeyPem,
    };
    expect(await judgeChanges({}, stranger)).toBe("logonError SRV005");
  });
  test("a service provider that is suspended: SRV010", async () => {
    const { spid } = await simulator.createMerchant({ friendlyName: "Gone", pidCpr: "off" });
    const gone = signerOf(simulator, simulator.merchant(spid));
    await fetch(`${simulator.url}/api/merchants/${spid}`, {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: '{"status":"suspended"}',
    });
    expect(await judgeChanges({ before: { CLIENTFLOW: "sign", SIGNTEXT: "YQ==" } }, gone)).toBe("signError SRV010");
  });
  test.each([-4, 4])("a time stamp %i minutes off: SRV003", async (off) =>
    expect(await judgeChanges({ before: { TIMESTAMP: minutes(off) } })).toBe("logonError SRV003"),
  );
});

test.each([
  ["no JSON", "{", 400],
  ["another shape", '{"parameters":1,"origin":"https://sp.example"}', 400],
  ["a member nobody named", '{"parameters":"{}","origin":"https://sp.example","password":"x"}', 400],
])("a request that is %s is refused", async (_what, body, status) => {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`${simulator.url}/codefile/requests`, { method: "POST", headers, body });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: expect.any(String) });
});
