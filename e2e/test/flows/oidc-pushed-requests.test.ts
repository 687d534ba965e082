import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addClients } from "../../src/world/edit-customer.js";
import { callAs, redeemEnd } from "../../src/world/get-tokens.js";
import { answerClient, logIn, openBrowser, type Person } from "../../src/world/log-in.js";
import { authorize, DEMO, type RelyingParty } from "../../src/world/oidc-client.js";
import { type ClientKey, signRequest } from "../../src/world/request-object.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const MINUTE = 60_000;
const PARTY = { ...DEMO, scope: "openid profile" };
const PUSHER = { ...PARTY, clientId: "pusher", secret: "a-secret" };
let world: World;
let issuer = "";
let anna: Person;
let key: ClientKey;
let skippedMs = 0;
const clock = { now: () => new Date(Date.now() + skippedMs) };
beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  key = { kid: "one", alg: "ES256", privateKey };
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: "one", use: "sig" }] };
  world = await startWorld({
    clock,
    editConfig: (folder) =>
      addClients(folder, "demo", [
        {
          clientId: "pusher",
          name: "Pusher",
          secret: "a-secret",
          redirectUris: [DEMO.redirectUri],
          requirePushedRequests: true,
          jwks,
        },
        { clientId: "asserter", name: "Asserter", auth: "private_key_jwt", redirectUris: [DEMO.redirectUri], jwks },
      ]),
  });
  issuer = `${world.url}/oidc`;
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const push = (party: RelyingParty, parameters: URLSearchParams | Record<string, string>) =>
  callAs(party, `${issuer}/par`, parameters);
const addressOf = (clientId: string, request_uri: unknown) =>
  new URL(`${issuer}/authorize?${new URLSearchParams({ client_id: clientId, request_uri: String(request_uri) })}`);
const errorAt = (url: string) => new URL(url).searchParams.get("error");

describe("a pushed request", () => {
  it("is answered with an address that is good for a minute, and leads to a log-in", async () => {
    const { url, verifier, state } = authorize(issuer, PUSHER);
    const { status, body } = await push(PUSHER, url.searchParams);
    expect([status, body.expires_in]).toEqual([201, 60]);
    const address = addressOf("pusher", body.request_uri);
    expect(address.href).not.toMatch(/scope|state|nonce/);
    const end = await logIn(openBrowser(), world, address, anna);
    expect(end.searchParams.get("state")).toBe(state);
    expect((await redeemEnd(world, PUSHER, end, verifier)).idToken).toBeTruthy();
  });

  it("may repeat its login hints, which then stand in no address", async () => {
    const { url } = authorize(issuer, { ...DEMO, scope: "openid signicat.national_id" });
    url.searchParams.append("login_hint", "deviceId-x");
    url.searchParams.append("login_hint", `subject-${anna.cpr}`);
    const { status, body } = await push(DEMO, url.searchParams);
    expect(status).toBe(201);
    const browser = openBrowser();
    const page = await browser.get(addressOf("demo", body.request_uri));
    const after = await answerClient(browser, world, page, anna);
    expect(after.text, "consent to check the number is all that is asked").not.toContain('name="cpr"');
    expect(after.status).toBe(200);
  });

  it("may be a signed object, with the client named by its credentials alone", async () => {
    const { url } = authorize(issuer, PUSHER);
    const { status, body } = await push(PUSHER, { request: await signRequest(url, issuer, key) });
    expect(status).toBe(201);
    expect((await openBrowser().get(addressOf("pusher", body.request_uri))).text).toContain("nemid_parameters");
  });

  it("may be a signed object of a client that proves itself by its key, and is named nowhere else", async () => {
    const party = { ...PARTY, clientId: "asserter" };
    const request = await signRequest(authorize(issuer, party).url, issuer, key);
    const client_assertion = await new SignJWT({ sub: "asserter", jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: "ES256", kid: "one" })
      .setIssuer("asserter")
      .setAudience(issuer)
      .setIssuedAt()
      .setExpirationTime("1m")
      .sign(key.privateKey);
    const client_assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    const push = (assertion: string) =>
      fetch(`${issuer}/par`, {
        method: "POST",
        body: new URLSearchParams({ request, client_assertion: assertion, client_assertion_type }),
      });
    expect((await push("not.an.assertion")).status).toBeGreaterThanOrEqual(400);
    const answer = await push(client_assertion);
    expect([answer.status, await answer.json()]).toEqual([201, expect.objectContaining({ expires_in: 60 })]);
  });

  it("is used up by the log-in it led to", async () => {
    const { url } = authorize(issuer, PUSHER);
    const address = addressOf("pusher", (await push(PUSHER, url.searchParams)).body.request_uri);
    expect((await logIn(openBrowser(), world, address, anna)).searchParams.get("code")).toBeTruthy();
    expect(errorAt((await openBrowser().get(address)).url)).toBe("invalid_request_uri");
  });

  it.each([
    ["within its minute", 0],
    ["and take longer than its minute", MINUTE + 1_000],
  ])("gives one code when two browsers log in with it %s", async (_when, takesMs) => {
    const { url } = authorize(issuer, PUSHER);
    const address = addressOf("pusher", (await push(PUSHER, url.searchParams)).body.request_uri);
    const browsers = [openBrowser(), openBrowser()];
    const pages = [await browsers[0]!.get(address), await browsers[1]!.get(address)];
    skippedMs += takesMs;
    const ends = [];
    for (const at of [0, 1]) ends.push((await answerClient(browsers[at]!, world, pages[at]!, anna)).url);
    expect(ends.filter((end) => new URL(end).searchParams.has("code"))).toHaveLength(1);
    expect(ends.map(errorAt).filter(Boolean)).toEqual(["invalid_request_uri"]);
  });
});

describe("a pushed request is refused", () => {
  it.each([
    ["a wrong secret", { ...PUSHER, secret: "wrong" }, 401, "invalid_client"],
    ["an unknown client", { ...PUSHER, clientId: "nobody" }, 401, "invalid_client"],
  ])("with %s", async (_what, party, status, error) => {
    const { url } = authorize(issuer, party);
    expect(await push(party, url.searchParams)).toMatchObject({ status, body: { error } });
  });

  it("without credentials", async () => {
    const answer = await fetch(`${issuer}/par`, { method: "POST", body: authorize(issuer, PUSHER).url.searchParams });
    expect(answer.status).toBe(401);
  });

  it.each([
    ["a redirect address that is not the client's", { redirect_uri: "https://evil.example/" }],
    ["no challenge it could keep", { code_challenge_method: "plain" }],
    ["an address in it", { request_uri: "urn:ietf:params:oauth:request_uri:x" }],
    ["an object that is none", { request: "x" }],
  ])("with %s", async (_what, extra) => {
    const { status, body } = await push(PUSHER, authorize(issuer, PUSHER, extra).url.searchParams);
    expect(status).toBe(400);
    expect(body.error).toMatch(/^(invalid_request|invalid_request_object|request_uri_not_supported)$/);
  });

  it("with an object of another client", async () => {
    const { url } = authorize(issuer, DEMO);
    const { status, body } = await push(DEMO, { request: await signRequest(url, issuer, key) });
    expect([status, body.error]).toEqual([400, "invalid_request_object"]);
  });

  it.each([
    ["application/json", "{}", 400],
    ["application/x-www-form-urlencoded", `state=${"x".repeat(60_000)}`, 413],
    ["application/x-www-form-urlencoded", "state=\u00e6", 400],
  ])("in words for a machine when its form is none: %s", async (type, body, status) => {
    const answer = await fetch(`${issuer}/par`, { method: "POST", headers: { "content-type": type }, body });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: "invalid_request" });
  });
});

describe("the address of a pushed request is worth nothing", () => {
  it.each(["urn:ietf:params:oauth:request_uri:guess", "urn:ietf:params:oauth:request_uri:"])(
    "when it is guessed: %s",
    async (uri) => {
      const page = await openBrowser().get(addressOf("pusher", uri));
      expect(page.url).not.toContain("code=");
      expect(page.text).not.toContain("nemid_parameters");
    },
  );

  it("to another client", async () => {
    const { url } = authorize(issuer, PUSHER);
    const { body } = await push(PUSHER, url.searchParams);
    const page = await openBrowser().get(addressOf("demo", body.request_uri));
    expect(page.text).not.toContain("nemid_parameters");
  });

  it("after its minute", async () => {
    const { url } = authorize(issuer, PUSHER);
    const { body } = await push(PUSHER, url.searchParams);
    skippedMs += MINUTE + 1_000;
    const page = await openBrowser().get(addressOf("pusher", body.request_uri));
    expect(errorAt(page.url)).toBe("invalid_request_uri");
  });
});

describe("a client that must push", () => {
  it("cannot ask in the open", async () => {
    expect(errorAt((await openBrowser().get(authorize(issuer, PUSHER).url)).url)).toBe("invalid_request");
  });

  it("cannot ask by a signed object in the open", async () => {
    const { url } = authorize(issuer, PUSHER);
    url.searchParams.set("request", await signRequest(url, issuer, key));
    expect(errorAt((await openBrowser().get(url)).url)).toBe("invalid_request");
  });
});
