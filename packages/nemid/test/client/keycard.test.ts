import { generateKeyPairSync } from "node:crypto";
import { type Client, EidError, type LoginRequest } from "@eid-gateway/core";
import { keycardClient, type NemidSettings } from "@eid-gateway/nemid";
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
  readonly client?: NemidSettings["client"];
  readonly language?: string;
  readonly kept?: string;
}

async function ask({ client, language = "da", kept }: Given = {}): Promise<Client> {
  const settings = { client: client ?? { url: "http://localhost:8090/launcher", mode: "lmt" } } as NemidSettings;
  const now = new Date("2026-03-01T12:34:56.789Z");
  const browser = { ...request.browser, ...(kept !== undefined && { kept }) };
  const asked = { request: { ...request, language, browser }, challenge: "abc", settings, credential, now };
  return keycardClient.ask({ ...asked, requestIssuer: "Demo", kinds: ["POCES"] });
}

async function parameters(given?: Given): Promise<Record<string, string>> {
  return JSON.parse((await ask(given)).data.text) as Record<string, string>;
}

describe("the key card client is given", () => {
  it("the ids that pages of the time had", async () => {
    const block = await ask();
    expect(block.data).toMatchObject({ id: "nemid_parameters", type: "text/x-nemid" });
    expect(block.form).toEqual({ id: "postBackForm", fields: ["response"] });
    expect(block.frame?.id).toBe("nemid_iframe");
  });

  it("one flat object of strings, sealed", async () => {
    expect(await parameters()).toEqual({
      CLIENTFLOW: "OCESLOGIN2",
      SP_CERT: "MAP/",
      TIMESTAMP: "2026-03-01 12:34:56+0000",
      LANGUAGE: "DA",
      ORIGIN: origin,
      SIGN_PROPERTIES: "challenge=abc",
      REMEMBER_USERID: "",
      REMEMBER_USERID_INITIAL_STATUS: "FALSE",
      PARAMS_DIGEST: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      DIGEST_SIGNATURE: expect.stringMatching(/^[A-Za-z0-9+/]{342}==$/),
    });
  });

  it.each([
    ["da", "DA"],
    ["en", "EN"],
    ["nb", "EN"],
    ["sv", "EN"],
  ])("for pages in %s the language %s", async (language, expected) => {
    expect((await parameters({ language })).LANGUAGE).toBe(expected);
  });

  it("a frame by mode, with a number against caches", async () => {
    const limited = (await ask()).frame;
    expect([limited?.url.href, limited?.size]).toEqual([
      "http://localhost:8090/launcher/lmt/1772368496789",
      [320, 460],
    ]);
    const standard = (await ask({ client: { url: "https://applet.example/launcher/", mode: "std" } })).frame;
    expect([standard?.url.href, standard?.size]).toEqual([
      "https://applet.example/launcher/std/1772368496789",
      [500, 450],
    ]);
  });

  it("no parameter that the standard client does not know", async () => {
    const given = await parameters({ client: { url: "https://applet.example", mode: "std" } });
    expect(given).not.toHaveProperty("REMEMBER_USERID_INITIAL_STATUS");
  });

  it("the token from this browser's last visit", async () => {
    expect((await parameters({ kept: "dG9rZW4=" })).REMEMBER_USERID).toBe("dG9rZW4=");
  });

  it.each(["", "not base64!", '";alert(1)', "a".repeat(5000), "AAAA\nBBBB"])(
    "no token for a cookie that NemID cannot have written (%j)",
    async (kept) => {
      expect((await parameters({ kept })).REMEMBER_USERID).toBe("");
    },
  );
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const codeOf = (response?: string): string => {
  try {
    keycardClient.read(response === undefined ? {} : { response });
    return "accepted";
  } catch (error) {
    return error instanceof EidError ? `${error.code} ${error.category}` : String(error);
  }
};

describe("the key card client's answer", () => {
  it("is the bytes of the message", () => {
    const xml = `<?xml version="1.0"?><signature>${"x".repeat(100)}</signature>`;
    expect(Buffer.from(keycardClient.read({ response: base64(xml) })).toString()).toBe(xml);
  });

  it("may come in lines", () => {
    const lines = base64("<signature>".repeat(20)).replace(/.{76}/g, "$&\r\n");
    expect(keycardClient.read({ response: lines })).toHaveLength(220);
  });

  it.each([
    ["missing", undefined, "nemid:client:CAN002 cancelled"],
    ["empty", "", "nemid:client:CAN002 cancelled"],
    ["blank", " \r\n", "nemid:client:CAN002 cancelled"],
    ["a cancel", base64("CAN002"), "nemid:client:CAN002 cancelled"],
    ["a cancel of OpenSign's", base64("cancel"), "nemid:client:CAN002 cancelled"],
    ["a cancel of OpenSign's signing", base64("cancelSign"), "nemid:client:CAN002 cancelled"],
    ["a code with a line feed", base64("LOCK001\n"), "nemid:client:LOCK001 refused"],
    ["a code in lower case", base64("app001"), "nemid:client:APP001 misconfigured"],
    ["a code of four letters", base64("CAPP004"), "nemid:client:CAPP004 refused"],
    ["a code that nobody knows yet", base64("AUTH099"), "nemid:client:unknown refused"],
    ["a name of every object in place of a code", base64("__proto__"), "nemid:invalidresponse invalid-response"],
    ["a short text", base64("hello"), "nemid:invalidresponse invalid-response"],
    ["something like a code, too long", base64("ABCDE123"), "nemid:invalidresponse invalid-response"],
    ["no base64", "<xml/>", "nemid:invalidresponse invalid-response"],
    ["base64url", "_-_-".repeat(20), "nemid:invalidresponse invalid-response"],
    [
      "padding in the middle",
      `${base64("a")}${base64("<signature>".repeat(9))}`,
      "nemid:invalidresponse invalid-response",
    ],
    ["100 KB", base64("<".repeat(100_000)), "nemid:invalidresponse invalid-response"],
  ])("that is %s gives its code", (_what, response, expected) => {
    expect(codeOf(response)).toBe(expected);
  });
});
