import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addClients } from "../../src/world/edit-customer.js";
import { callAs, getTokens } from "../../src/world/get-tokens.js";
import { logIn, openBrowser, type Person } from "../../src/world/log-in.js";
import { authorize, claimsIn, DEMO, redeem, userinfo } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const DAY = 86_400_000;
const SECRET = "a-secret";
const PARTY = { ...DEMO, clientId: "stayer", secret: SECRET, scope: "openid profile offline_access" };
const OTHER = { ...PARTY, clientId: "other" };
let world: World;
let issuer = "";
let anna: Person;
let skippedMs = 0;
const clock = { now: () => new Date(Date.now() + skippedMs) };
beforeAll(async () => {
  const client = (clientId: string) => ({
    clientId,
    name: "Stayer",
    secret: SECRET,
    redirectUris: [DEMO.redirectUri],
    postLogoutRedirectUris: ["http://localhost:3999/"],
    scopes: ["openid", "profile", "offline_access"],
  });
  world = await startWorld({
    clock,
    editConfig: (folder) => addClients(folder, "demo", [client("stayer"), client("other")]),
  });
  issuer = `${world.url}/oidc`;
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const refresh = (token: string | undefined, party = PARTY, more: Record<string, string> = {}) =>
  callAs(party, `${issuer}/token`, { grant_type: "refresh_token", refresh_token: token ?? "", ...more });
/** OpenID Connect Core 11: offline access is asked for together with consent. */
const STAY = { extra: { prompt: "consent" } };
const isGood = async (token: string) => !("error" in (await userinfo(issuer, token)));

describe("a refresh token", () => {
  it.each([
    ["that may not have it", DEMO, "openid profile", "consent"],
    ["that does not ask for it", PARTY, "openid profile", "consent"],
    ["that asks without the prompt for consent", PARTY, "openid offline_access", "login"],
  ])("is not given to a client %s", async (_what, party, scope, prompt) => {
    const granted = await getTokens(world, { ...party, scope }, anna, { extra: { prompt } });
    expect(granted.refreshToken).toBeUndefined();
  });

  it("says what was true at the log-in, and asks nobody again", async () => {
    const granted = await getTokens(world, PARTY, anna, STAY);
    const before = claimsIn(granted.idToken);
    await world.simulator.setStatus(anna.alias, "revoked");
    const { status, body } = await refresh(granted.refreshToken);
    await world.simulator.setStatus(anna.alias, "valid");
    expect(status).toBe(200);
    const after = claimsIn(body.id_token);
    for (const name of ["sub", "auth_time", "acr", "amr", "aud"]) expect(after[name]).toEqual(before[name]);
    expect(await userinfo(issuer, body.access_token)).toEqual(await userinfo(issuer, granted.accessToken));
  });

  it("is good once: a second use ends all that came of the log-in", async () => {
    const granted = await getTokens(world, PARTY, anna, STAY);
    const first = await refresh(granted.refreshToken);
    expect(first.body.refresh_token).not.toBe(granted.refreshToken);
    expect(await isGood(String(first.body.access_token))).toBe(true);
    expect((await refresh(granted.refreshToken)).body.error).toBe("invalid_grant");
    expect(await isGood(String(first.body.access_token))).toBe(false);
    expect(await isGood(granted.accessToken)).toBe(false);
    expect((await refresh(String(first.body.refresh_token))).body.error).toBe("invalid_grant");
  });

  it("is good once when many come at once", async () => {
    const { refreshToken } = await getTokens(world, PARTY, anna, STAY);
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(refreshToken)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    for (const { status, body } of answers) if (status !== 200) expect(body.error).toBe("invalid_grant");
  });

  it.each([
    ["of another client", OTHER],
    ["with a wrong secret", { ...PARTY, secret: "wrong" }],
  ])("is worth nothing in the hands %s", async (_whose, party) => {
    const { refreshToken } = await getTokens(world, PARTY, anna, STAY);
    expect((await refresh(refreshToken, party)).status).toBeGreaterThanOrEqual(400);
    expect((await refresh(refreshToken)).status, "and is not lost to its own").toBe(200);
  });

  it("cannot be used for more than was granted", async () => {
    const { refreshToken } = await getTokens(world, PARTY, anna, STAY);
    const { body } = await refresh(refreshToken, PARTY, { scope: "openid profile nemid" });
    expect(body.error).toBe("invalid_scope");
  });

  it("and those that take over from it end two weeks after the log-in", async () => {
    const granted = await getTokens(world, PARTY, anna, STAY);
    skippedMs += 13 * DAY;
    const later = await refresh(granted.refreshToken);
    expect(later.status).toBe(200);
    expect(await isGood(String(later.body.access_token)), "who it was is still known").toBe(true);
    skippedMs += 2 * DAY;
    expect((await refresh(String(later.body.refresh_token))).body.error).toBe("invalid_grant");
  });

  it.each(["", "guess", "a.b.c"])("that is none opens nothing: %j", async (token) => {
    expect((await refresh(token)).status).toBe(400);
  });
});

describe("a code", () => {
  it("that is used twice takes back what its first use gave", async () => {
    const granted = await getTokens(world, PARTY, anna, STAY);
    expect(await isGood(granted.accessToken)).toBe(true);
    expect((await redeem(issuer, PARTY, granted.code, granted.verifier)).body.error).toBe("invalid_grant");
    expect(await isGood(granted.accessToken)).toBe(false);
    expect((await refresh(granted.refreshToken)).body.error).toBe("invalid_grant");
  });

  it("is worth nothing to another client of the same service, and is not lost by the try", async () => {
    const { url, verifier } = authorize(issuer, PARTY);
    const code = (await logIn(openBrowser(), world, url, anna)).searchParams.get("code") ?? "";
    expect((await redeem(issuer, OTHER, code, verifier)).body.error).toBe("invalid_grant");
    expect((await redeem(issuer, PARTY, code, verifier)).status).toBe(200);
  });
});

describe("revocation", () => {
  const revoke = (token: string | undefined, party = PARTY) =>
    callAs(party, `${issuer}/revoke`, { token: token ?? "" });

  it("of an access token ends it", async () => {
    const { accessToken } = await getTokens(world, PARTY, anna, STAY);
    expect((await revoke(accessToken)).status).toBe(200);
    expect(await isGood(accessToken)).toBe(false);
  });

  it("of a refresh token ends what came of it too", async () => {
    const { accessToken, refreshToken } = await getTokens(world, PARTY, anna, STAY);
    expect((await revoke(refreshToken)).status).toBe(200);
    expect((await refresh(refreshToken)).body.error).toBe("invalid_grant");
    expect(await isGood(accessToken)).toBe(false);
  });

  it("is the client's own to ask for", async () => {
    const { accessToken } = await getTokens(world, PARTY, anna, STAY);
    await revoke(accessToken, OTHER);
    expect(await isGood(accessToken)).toBe(true);
    expect((await revoke(accessToken, { ...PARTY, secret: "wrong" })).status).toBe(401);
    expect(await isGood(accessToken)).toBe(true);
  });

  it("of a token that is none is no error", async () => {
    expect((await revoke("guess")).status).toBe(200);
  });
});

describe("a log-out", () => {
  const logOut = async (browser: ReturnType<typeof openBrowser>, query: Record<string, string>) => {
    const page = await browser.get(`${issuer}/session/end?${new URLSearchParams(query)}`);
    return page.forms[0] ? browser.submit(page, page.forms[0]) : page;
  };
  const BACK = "http://localhost:3999/";

  it("by ID token ends the log-in's tokens and goes back with the state", async () => {
    const browser = openBrowser();
    const granted = await getTokens(world, { ...PARTY, scope: "openid profile" }, anna, { browser });
    const end = await logOut(browser, { id_token_hint: granted.idToken, post_logout_redirect_uri: BACK, state: "s t" });
    expect(new URL(end.url).origin + new URL(end.url).pathname).toBe(BACK);
    expect(new URL(end.url).searchParams.get("state")).toBe("s t");
    expect(await isGood(granted.accessToken)).toBe(false);
  });

  it("leaves what the person let the client have while they are away", async () => {
    const browser = openBrowser();
    const granted = await getTokens(world, PARTY, anna, { browser, ...STAY });
    await logOut(browser, { id_token_hint: granted.idToken });
    expect((await refresh(granted.refreshToken)).status).toBe(200);
  });

  it("of one service is nothing to another", async () => {
    const browser = openBrowser();
    const atDemo = await getTokens(world, { ...PARTY, scope: "openid profile" }, anna, { browser });
    const kommune = { ...DEMO, clientId: "kommune", secret: "kommune-secret", scope: "openid profile" };
    const atKommune = await getTokens(world, kommune, anna, { browser });
    await logOut(browser, { id_token_hint: atDemo.idToken, post_logout_redirect_uri: BACK });
    expect(await isGood(atKommune.accessToken)).toBe(true);
  });

  it.each(["not.a.token", "e30.e30.e30", ""])("by something that is no ID token ends on a page: %j", async (hint) => {
    const browser = openBrowser();
    const granted = await getTokens(world, { ...PARTY, scope: "openid profile" }, anna, { browser });
    const page = await browser.get(
      `${issuer}/session/end?${new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: "https://evil.example/" })}`,
    );
    expect(page.text).not.toContain("evil.example");
    expect(new URL(page.url).origin).toBe(world.url);
    if (hint) expect(await isGood(granted.accessToken), "and changes nothing").toBe(true);
  });

  it("by an ID token that somebody else signed changes nothing", async () => {
    const browser = openBrowser();
    const granted = await getTokens(world, { ...PARTY, scope: "openid profile" }, anna, { browser });
    const [header, payload] = granted.idToken.split(".");
    const page = await logOut(browser, { id_token_hint: `${header}.${payload}.AAAA`, post_logout_redirect_uri: BACK });
    expect(page.status).toBe(400);
    expect(await isGood(granted.accessToken)).toBe(true);
  });
});

describe("the subject", () => {
  it("is one person's at all clients of a service, and another at another service", async () => {
    const subs = [];
    for (const party of [PARTY, OTHER, { ...DEMO, scope: "openid" }])
      subs.push(claimsIn((await getTokens(world, party, anna)).idToken).sub);
    expect(new Set(subs).size).toBe(1);
    expect(subs[0]).toMatch(/^[A-Za-z0-9_-]{32}$/);
    const kommune = { ...DEMO, clientId: "kommune", secret: "kommune-secret", scope: "openid" };
    expect(claimsIn((await getTokens(world, kommune, anna)).idToken).sub).not.toBe(subs[0]);
  });
});
