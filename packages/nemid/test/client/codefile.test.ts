import { createHash, generateKeyPairSync } from "node:crypto";
import { type Client, EidError, type LoginRequest } from "@eid-gateway/core";
import { clientCodes, codeFileClient, type HolderKind, type NemidSettings } from "@eid-gateway/nemid";
import { fakeCredential } from "@eid-gateway/testkit";
import { describe, expect, it } from "vitest";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const credential = fakeCredential({ certificate: Buffer.from([0x30, 0x03, 0xff]), privateKey, fetch });
const origin = "https://eid.example";
const request: LoginRequest = {
  id: "tx",
  language: "da",
  needs: { nationalId: false, organization: false },
  hints: { other: {} },
  addresses: { origin, callback: new URL(origin), report: new URL(origin), token: "t" },
  browser: { ip: "192.0.2.1", userAgent: "test" },
  fresh: false,
};

interface Given {
  readonly url?: string;
  readonly environment?: "test" | "production";
  readonly language?: string;
  readonly kinds?: readonly HolderKind[];
  readonly requestIssuer?: string;
}

async function ask({ url, environment = "test", language = "da", ...given }: Given = {}): Promise<Client> {
  const settings = {
    codeFile: { url: url ?? "http://localhost:8090/codefile" },
    trust: { environment },
  } as unknown as NemidSettings;
  return codeFileClient.ask({
    request: { ...request, language },
    challenge: "abc",
    settings,
    credential,
    requestIssuer: given.requestIssuer ?? "Demo",
    kinds: given.kinds ?? ["MOCES"],
    now: new Date("2026-03-01T12:34:56.789Z"),
  });
}

async function parameters(given?: Given): Promise<Record<string, string>> {
  return JSON.parse((await ask(given)).data.text) as Record<string, string>;
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const decode = (text = "") => Buffer.from(text, "base64").toString();

describe("the code file client is given", () => {
  it("the ids that pages of the time had", async () => {
    const block = await ask();
    expect(block.data).toMatchObject({ id: "codefile_parameters", type: "text/x-nemid" });
    expect(block.form).toEqual({ id: "signedForm", fields: ["signature", "result"] });
    expect(block.frame).toMatchObject({ id: "codefile_iframe", size: [500, 450] });
  });

  it("one flat object of strings, those of free text in base64", async () => {
    const { PARAMS_DIGEST, DIGEST_SIGNATURE, ...others } = await parameters({ requestIssuer: "Ærø Færge A/S" });
    expect(others).toEqual({
      CLIENTFLOW: "login",
      SP_CERT: "MAP/",
      TIMESTAMP: base64("2026-03-01 12:34:56+0000"),
      REQUESTISSUER: base64("Ærø Færge A/S"),
      ORIGIN: base64(origin),
      LANGUAGE: "da",
      SIGN_PROPERTIES: "challenge=abc",
      ADDITIONAL_PARAMS: base64(`subjectdnfilter=UklEOg==;issuerdnfilter=${base64("TRUST2408 Systemtest")}`),
    });
    const row = Object.keys(others)
      .sort()
      .map((name) => name + others[name])
      .join("");
    expect(PARAMS_DIGEST).toBe(createHash("sha256").update(row).digest("base64"));
    expect(DIGEST_SIGNATURE).toMatch(/^[A-Za-z0-9+/]{342}==$/);
  });

  it.each([
    ["da", "da"],
    ["en", "en"],
    ["nb", "en"],
  ])("for pages in %s the language %s, in small letters", async (language, expected) => {
    expect((await parameters({ language })).LANGUAGE).toBe(expected);
  });

  it.each<[string, Given, string]>([
    ["employees", { kinds: ["MOCES"] }, "RID:"],
    ["persons", { kinds: ["POCES"] }, "PID:"],
    ["both", { kinds: ["MOCES", "POCES"] }, ""],
  ])("a filter for the key files of %s", async (_who, given, expected) => {
    const filters = decode((await parameters(given)).ADDITIONAL_PARAMS);
    expect(decode(/subjectdnfilter=([^;]*)/.exec(filters)?.[1])).toBe(expected);
  });

  it("a filter for the key files of the environment that is trusted", async () => {
    const filters = decode((await parameters({ environment: "production" })).ADDITIONAL_PARAMS);
    expect(decode(/issuerdnfilter=([^;]*)/.exec(filters)?.[1])).toBe("TRUST2408 OCES");
  });

  it.each([
    ["http://localhost:8090/codefile", "http://localhost:8090/codefile?t=1772368496789"],
    ["https://codefileclient.example", "https://codefileclient.example/?t=1772368496789"],
    ["https://proxy.example/?to=codefile", "https://proxy.example/?to=codefile&t=1772368496789"],
  ])("a frame from %s, with a number against caches", async (url, expected) => {
    expect((await ask({ url })).frame?.url.href).toBe(expected);
  });
});

const ok = base64("ok");
const message = base64(`<?xml version="1.0"?><signature>${"x".repeat(100)}</signature>`);

function codeOf(fields: Readonly<Record<string, string>>): string {
  try {
    codeFileClient.read(fields);
    return "accepted";
  } catch (error) {
    return error instanceof EidError ? `${error.code} ${error.category}` : String(error);
  }
}

describe("the code file client's answer", () => {
  it.each(["ok", "OK", "Ok", " ok\n"])("is the message when the result is %j", (said) => {
    const bytes = codeFileClient.read({ result: base64(said), signature: message });
    expect(Buffer.from(bytes).toString("base64")).toBe(message);
  });

  it("may come in lines", () => {
    expect(codeOf({ result: `${ok}\r\n`, signature: message.replace(/.{76}/g, "$&\r\n") })).toBe("accepted");
  });

  it.each(Object.keys(clientCodes).filter((code) => code !== "unknown"))("may be the code %s", (code) => {
    expect(codeOf({ result: base64(code), signature: "" })).toMatch(new RegExp(`^nemid:client:${code} `));
  });

  it.each([
    ["cancel", "nemid:client:CAN002 cancelled"],
    ["cancelsign", "nemid:client:CAN002 cancelled"],
    ["Cancel", "nemid:client:CAN002 cancelled"],
    ["can002", "nemid:client:CAN002 cancelled"],
    ["AUTH099", "nemid:client:unknown refused"],
  ])("%s counts as %s", (code, expected) => {
    expect(codeOf({ result: base64(code), signature: "" })).toBe(expected);
  });

  const refused = "nemid:invalidresponse invalid-response";
  it.each<[string, Readonly<Record<string, string>>]>([
    ["nothing at all", {}],
    ["two empty fields", { result: "", signature: "" }],
    ["a message without result", { signature: message }],
    ["a message with an empty result", { result: "", signature: message }],
    ["ok without message", { result: ok }],
    ["ok with an empty message", { result: ok, signature: "" }],
    ["ok with a code for a message", { result: ok, signature: base64("CAN002") }],
    ["ok that is not base64", { result: "ok!", signature: message }],
    ["ok in plain text", { result: "ok", signature: message }],
    ["a message that is not base64", { result: ok, signature: "<xml/>" }],
    ["a message in base64url", { result: ok, signature: "_-_-".repeat(20) }],
    ["a message of 100 KB", { result: ok, signature: base64("<".repeat(100_000)) }],
    ["a result of 100 KB", { result: base64("A".repeat(100_000)), signature: message }],
    ["a result that is no code", { result: base64("okay"), signature: message }],
    ["a result that begins like ok", { result: base64("ok\0AUTH004"), signature: message }],
    ["the name of every object's member", { result: base64("__proto__"), signature: "" }],
    ["a message where the result belongs", { result: message, signature: message }],
    ["the key card's field", { response: message }],
  ])("that is %s is refused", (_what, fields) => {
    expect(codeOf(fields)).toBe(refused);
  });

  it("that is a code counts as the code, whatever else is posted", () => {
    expect(codeOf({ result: base64("AUTH004"), signature: message })).toBe("nemid:client:AUTH004 refused");
  });
});
