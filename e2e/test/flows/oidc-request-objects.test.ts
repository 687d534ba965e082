import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addClients } from "../../src/world/edit-customer.js";
import { answerClient, headingOf, logIn, openBrowser, type Person } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { addressWith, type ClientKey, encryptRequest, signRequest } from "../../src/world/request-object.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const PARTY = { ...DEMO, clientId: "signer", scope: "openid profile signicat.national_id" };
const STRICT = { ...PARTY, clientId: "strict" };
let world: World;
let issuer = "";
let anna: Person;
const keys = new Map<string, ClientKey>();
const key = (kid: string) => keys.get(kid)!;

beforeAll(async () => {
  const published: JWK[] = [];
  for (const [kid, alg] of [
    ["one", "RS256"],
    ["two", "RS256"],
    ["ps", "PS256"],
    ["ec", "ES256"],
    ["strange", "RS256"],
  ] as const) {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    keys.set(kid, { kid, alg, privateKey });
    if (kid !== "strange") published.push({ ...(await exportJWK(publicKey)), kid, alg, use: "sig" });
  }
  const client = (clientId: string, more: object = {}) => ({
    clientId,
    name: "Signer",
    secret: "a-secret",
    redirectUris: [DEMO.redirectUri],
    scopes: ["openid", "profile", "signicat.national_id"],
    jwks: { keys: published },
    ...more,
  });
  world = await startWorld({
    editConfig: (folder) =>
      addClients(folder, "demo", [client("signer"), client("strict", { requireEncryptedRequests: true })]),
  });
  issuer = `${world.url}/oidc`;
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const sign = (claims: JWTPayload = {}, kid = "one", party = PARTY) =>
  signRequest(authorize(issuer, party).url, issuer, key(kid), claims);
const send = (request: string, party = PARTY) => openBrowser().get(addressWith(authorize(issuer, party).url, request));
const refusalOf = async (request: string, party = PARTY) => {
  const { searchParams } = new URL((await send(request, party)).url);
  return [searchParams.get("error"), searchParams.get("error_description")];
};

describe("a signed request", () => {
  it.each(["one", "two", "ps", "ec"])("is read when a key of the client's signed it: %s", async (kid) => {
    expect((await send(await sign({}, kid))).text).toContain("nemid_parameters");
  });

  it("need not name its key", async () => {
    const nameless = { ...key("two"), kid: undefined as unknown as string };
    const request = await signRequest(authorize(issuer, PARTY).url, issuer, nameless);
    expect((await send(request)).text).toContain("nemid_parameters");
  });

  it("comes to a log-in like any other, its own state and nonce given back", async () => {
    const { url } = authorize(issuer, PARTY);
    const request = await signRequest(url, issuer, key("one"), { state: "from-inside" });
    const end = await logIn(openBrowser(), world, addressWith(url, request), anna);
    expect(end.searchParams.get("code")).toBeTruthy();
    expect(end.searchParams.get("state")).toBe("from-inside");
  });

  it("is the whole request: nothing that stands beside it counts", async () => {
    const url = addressWith(authorize(issuer, PARTY).url, await sign({ ui_locales: undefined, profile: undefined }));
    url.searchParams.set("ui_locales", "da");
    url.searchParams.set("acr_values", "urn:signicat:oidc:method:nonsense");
    const page = await openBrowser().get(url);
    expect(page.text).toContain('<html lang="en"');
    expect(page.text).toContain("nemid_parameters");
  });

  it("may hold its login hints as a list, as hubs of old want it", async () => {
    const bent = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const request = await sign({ login_hint: [`subject-${bent.cpr}`, "deviceId-x"] });
    const browser = openBrowser();
    const page = await browser.get(addressWith(authorize(issuer, PARTY).url, request));
    const after = await answerClient(browser, world, page, bent);
    expect(after.text).not.toContain('name="cpr"');
    expect(after.text).not.toContain(bent.cpr);
  });

  it("may be posted", async () => {
    const { url } = authorize(issuer, PARTY);
    const answer = await fetch(`${issuer}/authorize`, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: addressWith(url, await sign()).searchParams,
    });
    expect(answer.headers.get("location")).toMatch(/^\/oidc\/interaction\//);
  });
});

describe("a signed request is refused", () => {
  const now = () => Math.floor(Date.now() / 1000);
  it.each<[string, () => JWTPayload, RegExp]>([
    ["when it has expired", () => ({ exp: now() - 60 }), /expired/],
    ["when it never expires", () => ({ exp: undefined }), /exp is missing/],
    ["when it is good for a day", () => ({ exp: now() + 86_400 }), /an hour/],
    ["before its time", () => ({ nbf: now() + 600 }), /nbf/],
    ["when it is for somebody else", () => ({ aud: "https://other.example" }), /aud/],
    ["when it is for nobody", () => ({ aud: undefined }), /aud/],
    ["when another client made it", () => ({ iss: "demo" }), /iss/],
    ["when nobody made it", () => ({ iss: undefined }), /iss/],
    ["when it names another client", () => ({ client_id: "demo" }), /client_id/],
    ["when it could pass for a client assertion", () => ({ sub: "signer" }), /sub/],
    ["when it holds another request", () => ({ request: "x" }), /another request/],
    ["when it points at another request", () => ({ request_uri: "https://a.example/" }), /another request/],
    ["when it has another response type than stands beside it", () => ({ response_type: "token" }), /response_type/],
    ["when a parameter is no text", () => ({ state: ["a", "b"] }), /no text/],
    ["when a hint is no text", () => ({ login_hint: [{ a: 1 }] }), /no text/],
    ["when a parameter is nothing", () => ({ nonce: null }), /no text/],
  ])("%s", async (_when, claims, reason) => {
    const [error, description] = await refusalOf(await sign(claims()));
    expect(error).toBe("invalid_request_object");
    expect(description).toMatch(reason);
  });

  it("by a key that is not the client's, whatever it calls itself", async () => {
    expect((await refusalOf(await sign({}, "strange")))[0]).toBe("invalid_request_object");
    const disguised = await signRequest(authorize(issuer, PARTY).url, issuer, { ...key("strange"), kid: "one" });
    expect((await refusalOf(disguised))[0]).toBe("invalid_request_object");
  });

  it("when it is changed after it was signed", async () => {
    const [header, payload, signature] = (await sign()).split(".") as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
    const changed = Buffer.from(JSON.stringify({ ...claims, ui_locales: "da" })).toString("base64url");
    expect((await refusalOf(`${header}.${changed}.${signature}`))[0]).toBe("invalid_request_object");
  });

  it("when nobody signed it", async () => {
    const { url } = authorize(issuer, PARTY);
    const unsigned = new UnsecuredJWT(Object.fromEntries(url.searchParams))
      .setIssuer("signer")
      .setAudience(issuer)
      .setExpirationTime("5m")
      .encode();
    expect((await refusalOf(unsigned))[0]).toBe("invalid_request_object");
    expect((await refusalOf(await encryptRequest(issuer, unsigned)))[0], "encrypted").toBe("invalid_request_object");
  });

  it("when it says that it is something else", async () => {
    const typed = await new SignJWT({ ...Object.fromEntries(authorize(issuer, PARTY).url.searchParams), iss: "signer" })
      .setProtectedHeader({ alg: "RS256", kid: "one", typ: "logout+jwt" })
      .setAudience(issuer)
      .setExpirationTime("5m")
      .sign(key("one").privateKey);
    expect(await refusalOf(typed)).toEqual(["invalid_request_object", expect.stringContaining("something else")]);
  });

  it("the second time", async () => {
    const request = await sign();
    expect((await send(request)).text).toContain("nemid_parameters");
    expect(await refusalOf(request)).toEqual(["invalid_request_object", expect.stringContaining("used before")]);
  });

  it("the second time too when both come at once", async () => {
    const request = await sign();
    const pages = await Promise.all([send(request), send(request), send(request)]);
    expect(pages.filter(({ text }) => text.includes("nemid_parameters"))).toHaveLength(1);
  });

  it("when it is given twice", async () => {
    const url = addressWith(authorize(issuer, PARTY).url, await sign());
    url.searchParams.append("request", await sign());
    expect(new URL((await openBrowser().get(url)).url).searchParams.get("error")).toBe("invalid_request_object");
  });

  it.each(["", "x", "a.b.c", "....", "a.b.c.d.e", "e30.e30.e30"])("when it is none: %j", async (request) => {
    expect((await refusalOf(request))[0]).toBe("invalid_request_object");
  });

  it("from a client that has no keys here", async () => {
    const { url } = authorize(issuer, DEMO);
    const request = await signRequest(url, issuer, key("one"));
    const page = await openBrowser().get(addressWith(url, request));
    expect(new URL(page.url).searchParams.get("error")).toBe("invalid_request_object");
  });

  it("on a page of ours where no trusted address stands beside it", async () => {
    const url = new URL(`${issuer}/authorize`);
    url.search = new URLSearchParams({ client_id: "demo", request: await sign({ exp: 1 }) }).toString();
    const page = await openBrowser().get(url);
    expect(page.status).toBe(400);
    expect(new URL(page.url).origin).toBe(world.url);
  });

  it("by its address: nothing is fetched", async () => {
    const { url } = authorize(issuer, PARTY, { request_uri: `${world.url}/assets/x` });
    const page = await openBrowser().get(url);
    expect(new URL(page.url).searchParams.get("error")).toBe("request_uri_not_supported");
  });
});

describe("an encrypted request", () => {
  it.each([{}, { enc: "A256GCM" }, { enc: "A128GCM" }, { enc: "A256CBC-HS512" }])("is read: %j", async (header) => {
    const page = await send(await encryptRequest(issuer, await sign(), header));
    expect(page.text).toContain("nemid_parameters");
  });

  it.each([
    ["with another alg", { alg: "RSA-OAEP-512" }],
    ["with an enc that is not offered", { enc: "A192GCM" }],
    ["with a key that is not ours", { kid: "somebody-else" }],
  ])("is refused %s", async (_what, header) => {
    expect((await refusalOf(await encryptRequest(issuer, await sign(), header)))[0]).toBe("invalid_request_object");
  });

  it("is refused when it was cut", async () => {
    const whole = await encryptRequest(issuer, await sign());
    expect((await refusalOf(whole.slice(0, -4)))[0]).toBe("invalid_request_object");
  });

  it("brings a CPR number where nobody on the way can read it", async () => {
    const request = await encryptRequest(issuer, await sign({ login_hint: `subject-${anna.cpr}` }, "one", STRICT));
    const url = addressWith(authorize(issuer, STRICT).url, request);
    expect((await openBrowser().get(url)).text).toContain("nemid_parameters");
    expect(world.logLines.join()).not.toContain(anna.cpr);
  });
});

describe("a client whose requests must be encrypted", () => {
  const refused = ["invalid_request", expect.stringContaining("encrypted")];
  const errorAt = (url: string) => {
    const { searchParams } = new URL(url);
    return [searchParams.get("error"), searchParams.get("error_description")];
  };

  it.each(["subject-%s", "deviceId-x subject-%s"])("may give no CPR number in the open: %s", async (hint) => {
    const { url } = authorize(issuer, STRICT, { login_hint: hint.replace("%s", anna.cpr ?? "") });
    expect(errorAt((await openBrowser().get(url)).url)).toEqual(refused);
  });

  it("may not when the hint is repeated, or comes by form, or is signed alone", async () => {
    const { url } = authorize(issuer, STRICT, { login_hint: "deviceId-x" });
    url.searchParams.append("login_hint", `subject-${anna.cpr}`);
    expect(errorAt((await openBrowser().get(url)).url)).toEqual(refused);
    const posted = await fetch(`${issuer}/authorize`, { method: "POST", redirect: "manual", body: url.searchParams });
    expect(errorAt(posted.headers.get("location") ?? "")).toEqual(refused);
    const signed = await sign({ login_hint: `subject-${anna.cpr}` }, "one", STRICT);
    expect(await refusalOf(signed, STRICT)).toEqual(refused);
  });

  it("may not through a pushed request either, and may push an encrypted one", async () => {
    const push = (body: URLSearchParams) =>
      fetch(`${issuer}/par`, {
        method: "POST",
        headers: { authorization: `Basic ${Buffer.from("strict:a-secret").toString("base64")}` },
        body,
      });
    const { url } = authorize(issuer, STRICT, { login_hint: `subject-${anna.cpr}` });
    const open = await push(url.searchParams);
    expect([open.status, await open.json()]).toEqual([400, expect.objectContaining({ error: "invalid_request" })]);
    const request = await encryptRequest(issuer, await sign({ login_hint: `subject-${anna.cpr}` }, "one", STRICT));
    const pushed = await push(new URLSearchParams({ request }));
    expect(pushed.status).toBe(201);
    const { request_uri } = (await pushed.json()) as { request_uri: string };
    const page = await openBrowser().get(
      `${issuer}/authorize?${new URLSearchParams({ client_id: "strict", request_uri })}`,
    );
    expect(page.text).toContain("nemid_parameters");
  });

  it("may ask without a number", async () => {
    const page = await openBrowser().get(authorize(issuer, STRICT, { login_hint: "deviceId-x" }).url);
    expect(headingOf(page)).toBe("Log in with NemID");
  });
});

describe("the log", () => {
  it("says why an object was refused, and nothing of what it held", async () => {
    await refusalOf(await sign({ exp: 1, login_hint: `subject-${anna.cpr}` }));
    const line = world.logLines.find(
      (each) => each.includes("a request object was refused") && each.includes("expired"),
    );
    expect(line).toContain('"client":"signer"');
    expect(world.logLines.join()).not.toContain(anna.cpr);
  });
});
