import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpBrowser } from "../../src/http/http-browser.js";
import { addClients, editFile } from "../../src/world/edit-customer.js";
import { getTokens, redeemEnd } from "../../src/world/get-tokens.js";
import { answerClient, answerCpr, logIn, openBrowser, type Person, pressCancel } from "../../src/world/log-in.js";
import { authorize, claimsIn, DEMO, userinfo } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ONE = { ...DEMO, clientId: "one", secret: "a-secret", scope: "openid profile" };
const TWO = { ...ONE, clientId: "two" };
const KOMMUNE = { ...DEMO, clientId: "kommune", secret: "kommune-secret", scope: "openid profile" };
let world: World;
let issuer = "";
let [anna, bent]: Person[] = [];
let skippedMs = 0;
const clock = { now: () => new Date(Date.now() + skippedMs) };
beforeAll(async () => {
  const client = (clientId: string, more: object = {}) => ({
    clientId,
    name: clientId,
    secret: "a-secret",
    redirectUris: [DEMO.redirectUri],
    postLogoutRedirectUris: ["http://localhost:3999/"],
    scopes: ["openid", "profile", "signicat.national_id", "nemid"],
    ...more,
  });
  world = await startWorld({
    clock,
    editConfig: (folder) => {
      for (const service of ["demo", "kommune"])
        editFile(join(folder, "customers", service, "customer.yaml"), (yaml) =>
          yaml.replace("  clients:\n", "  sessionReuse: { idleMinutes: 15, hours: 8 }\n  clients:\n"),
        );
      addClients(folder, "demo", [
        client("one"),
        client("two", { legacyAmrString: true }),
        { clientId: "app", name: "App", type: "public", redirectUris: ["dk.demo.app:/callback"], scopes: ["openid"] },
      ]);
      editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
        yaml.replace("methods:\n", "methods:\n  second: { method: nemid, config: { requestIssuer: Demo } }\n"),
      );
    },
  });
  issuer = `${world.url}/oidc`;
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  bent = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const ask = async (browser: HttpBrowser, party = ONE, extra: Record<string, string> = {}) => {
  const { url, verifier } = authorize(issuer, party, extra);
  const page = await browser.get(url);
  const isBack = page.status === 0;
  return { page, verifier, end: isBack ? new URL(page.url) : undefined };
};
/** What a request comes to: a code at once, the eID, or an error. */
const outcomeOf = async (browser: HttpBrowser, party = ONE, extra: Record<string, string> = {}) => {
  const { page, end } = await ask(browser, party, extra);
  if (!end) return page.text.includes("nemid_parameters") ? "eID" : `page ${page.status}`;
  return end.searchParams.has("code") ? "code" : end.searchParams.get("error");
};
const loggedIn = async (extra: Record<string, string> = {}, person = anna!, party = ONE) => {
  const browser = openBrowser();
  await logIn(browser, world, authorize(issuer, party, extra).url, person);
  return browser;
};

describe("a person who has logged in to one client of a service", () => {
  it("is not asked again by another, nor by the same", async () => {
    const browser = await loggedIn();
    expect(await outcomeOf(browser, TWO)).toBe("code");
    expect(await outcomeOf(browser, ONE)).toBe("code");
  });

  it("is the same person there, who used the eID when they did", async () => {
    const browser = openBrowser();
    const first = await getTokens(world, ONE, anna!, { browser });
    const { end, verifier } = await ask(browser, TWO);
    const second = await redeemEnd(world, TWO, end!, verifier);
    const [one, two] = [claimsIn(first.idToken), claimsIn(second.idToken)];
    for (const name of ["sub", "auth_time", "acr"]) expect(two[name]).toEqual(one[name]);
    expect([one.amr, two.amr]).toEqual([[expect.any(String)], expect.any(String)]);
    expect((await userinfo(issuer, second.accessToken)).name).toBe((await userinfo(issuer, first.accessToken)).name);
  });

  it("is found by prompt=none", async () => {
    expect(await outcomeOf(await loggedIn(), TWO, { prompt: "none" })).toBe("code");
  });

  it("may be asked for within max_age", async () => {
    expect(await outcomeOf(await loggedIn(), TWO, { max_age: "600" })).toBe("code");
  });

  it("keeps what a client has already, in another tab of the same browser", async () => {
    const browser = openBrowser();
    const first = await getTokens(world, ONE, anna!, { browser });
    const { end, verifier } = await ask(browser, ONE, { scope: "openid nemid" });
    const second = await redeemEnd(world, ONE, end!, verifier);
    expect(await userinfo(issuer, first.accessToken)).toHaveProperty("name");
    expect(await userinfo(issuer, first.accessToken), "no more than was asked for").not.toHaveProperty(["nemid.pid"]);
    expect(await userinfo(issuer, second.accessToken)).toHaveProperty(["nemid.pid"]);
    expect(await userinfo(issuer, second.accessToken)).not.toHaveProperty("name");
  });

  it("has no birth date told that came with the number, where the number was not asked for", async () => {
    const browser = openBrowser();
    const party = { ...ONE, scope: "openid profile signicat.national_id" };
    const first = await getTokens(world, party, anna!, { browser });
    expect(await userinfo(issuer, first.accessToken)).toHaveProperty("birthdate");
    const { end, verifier } = await ask(browser, TWO);
    const second = await redeemEnd(world, TWO, end!, verifier);
    expect(await userinfo(issuer, second.accessToken)).not.toHaveProperty("birthdate");
    const claims = '{"id_token":{"signicat.national_id":null}}';
    const third = await ask(browser, TWO, { claims });
    const asked = await redeemEnd(world, TWO, third.end!, third.verifier);
    expect(await userinfo(issuer, asked.accessToken)).toHaveProperty("birthdate");
  });

  it("has the number that was asked for then, and no other client gets it without its scope", async () => {
    const browser = openBrowser();
    const party = { ...ONE, scope: "openid signicat.national_id" };
    await getTokens(world, party, anna!, { browser });
    const { end, verifier } = await ask(browser, TWO);
    const granted = await redeemEnd(world, TWO, end!, verifier);
    expect(await userinfo(issuer, granted.accessToken)).not.toHaveProperty(["signicat.national_id"]);
    const again = await ask(browser, { ...TWO, scope: "openid signicat.national_id" });
    const withNumber = await redeemEnd(world, TWO, again.end!, again.verifier);
    expect(await userinfo(issuer, withNumber.accessToken)).toMatchObject({ "signicat.national_id": anna!.cpr });
  });
});

describe("the eID is used anyway", () => {
  it.each([
    ["for prompt=login", { prompt: "login" }],
    ["for prompt=consent", { prompt: "consent" }],
    ["for max_age=0", { max_age: "0" }],
    ["for another method", { acr_values: "urn:signicat:oidc:method:second" }],
    ["when the number was not asked for then", { scope: "openid signicat.national_id" }],
    ["when claims ask for it", { claims: '{"userinfo":{"signicat.national_id":null}}' }],
    ["when another person's number is hinted", { login_hint: "subject-0101010000" }],
    ["when another company is hinted", { login_hint: "organization-12345678" }],
    ["when another subject is demanded", { claims: '{"id_token":{"sub":{"value":"somebody"}}}' }],
  ])("%s", async (_when, extra) => {
    expect(await outcomeOf(await loggedIn(), ONE, extra as unknown as Record<string, string>)).toBe("eID");
  });

  it("by prompt=consent_revoke", async () => {
    expect(await outcomeOf(await loggedIn(), ONE, { prompt: "consent_revoke" })).toBe("eID");
  });

  it("after a prompt=consent_revoke, which ends the session that was there", async () => {
    const browser = await loggedIn();
    await logIn(browser, world, authorize(issuer, ONE, { prompt: "consent_revoke" }).url, anna!);
    expect(await outcomeOf(browser, TWO, { prompt: "none" })).toBe("login_required");
    expect(await outcomeOf(browser, ONE)).toBe("eID");
  });

  it("after consent was taken back on the page for it, and not when that was cancelled", async () => {
    const browser = await loggedIn();
    const begin = async () => {
      const page = await browser.get(`${world.url}/consent/demo`);
      const chooser = await browser.submit(page, page.forms.find(({ action }) => action.startsWith("/consent/"))!);
      return browser.post(chooser.url, { ...chooser.forms[0]!.fields, method: "nemid" });
    };
    await pressCancel(browser, await begin());
    expect(await outcomeOf(browser, TWO)).toBe("code");
    expect((await answerClient(browser, world, await begin(), anna!)).url).toMatch(/\/forgotten$/);
    expect(await outcomeOf(browser, TWO)).toBe("eID");
  });

  it("when the ID token hint is another person's", async () => {
    const { idToken } = await getTokens(world, ONE, bent!);
    expect(await outcomeOf(await loggedIn(), ONE, { id_token_hint: idToken })).toBe("eID");
  });

  it("and the person who came by it is the session's from then on", async () => {
    const browser = await loggedIn();
    const { url, verifier } = authorize(issuer, ONE, { prompt: "login" });
    const second = await redeemEnd(world, ONE, await logIn(browser, world, url, bent!), verifier);
    const { end, verifier: third } = await ask(browser, TWO);
    expect(claimsIn((await redeemEnd(world, TWO, end!, third)).idToken).sub).toBe(claimsIn(second.idToken).sub);
  });

  it.each([
    [{ acr_values: "urn:signicat:oidc:method:second" }],
    [{ scope: "openid signicat.national_id" }],
    [{ max_age: "0" }],
    [{ login_hint: "subject-0101010000" }],
  ])("and prompt=none with %j is login_required instead", async (extra) => {
    const more = { ...extra, prompt: "none" } as unknown as Record<string, string>;
    expect(await outcomeOf(await loggedIn(), ONE, more)).toMatch(/login_required|invalid_request/);
  });

  it("for an unknown method it is still an error", async () => {
    expect(await outcomeOf(await loggedIn(), ONE, { acr_values: "urn:signicat:oidc:method:none" })).toBe(
      "invalid_request",
    );
  });
});

describe("a session", () => {
  it("of one service is nobody's at another", async () => {
    const browser = await loggedIn();
    expect(await outcomeOf(browser, KOMMUNE)).toBe("eID");
    expect(await outcomeOf(browser, KOMMUNE, { prompt: "none" })).toBe("login_required");
  });

  it("survives a log-in to another service in the same browser", async () => {
    const browser = await loggedIn();
    await logIn(browser, world, authorize(issuer, KOMMUNE).url, bent!);
    expect(await outcomeOf(browser, TWO)).toBe("code");
  });

  it("is another browser's business", async () => {
    await loggedIn();
    expect(await outcomeOf(openBrowser())).toBe("eID");
  });

  it.each(["guess", "", "x".repeat(43)])("is not had by a cookie that somebody made up: %j", async (value) => {
    const browser = await loggedIn();
    const cookie = browser.cookies.list().find(({ name }) => name.startsWith("eid_service_"))!;
    browser.cookies.set(new URL(world.url), `${cookie.name}=${value}; path=/`);
    expect(await outcomeOf(browser)).toBe("eID");
  });

  it("of one service is not had under the cookie's name of another", async () => {
    const browser = await loggedIn();
    const mine = browser.cookies.list().find(({ name }) => name.startsWith("eid_service_"))!;
    const other = openBrowser();
    const name = `eid_service_${createHash("sha256").update("kommune").digest("hex").slice(0, 12)}`;
    other.cookies.set(new URL(world.url), `${name}=${mine.value}; path=/`);
    expect(await outcomeOf(other, KOMMUNE)).toBe("eID");
  });

  it("is over after the idle time, which each log-in to a client begins anew", async () => {
    const browser = await loggedIn();
    for (let at = 0; at < 3; at += 1) {
      skippedMs += 10 * MINUTE;
      expect(await outcomeOf(browser, TWO), `after ${at + 1} times ten minutes`).toBe("code");
    }
    skippedMs += 16 * MINUTE;
    expect(await outcomeOf(browser, TWO)).toBe("eID");
  });

  it("is over eight hours after the eID was used, however busy it was", async () => {
    const browser = await loggedIn();
    for (let at = 0; at < 47; at += 1) {
      skippedMs += 10 * MINUTE;
      if ((await outcomeOf(browser, TWO)) !== "code") throw new Error(`over after ${at + 1} times ten minutes`);
    }
    skippedMs += 11 * MINUTE;
    expect(await outcomeOf(browser, TWO)).toBe("eID");
    expect(47 * 10 * MINUTE).toBeLessThan(8 * HOUR);
  });

  it("is not an app's: the person is asked each time", async () => {
    const browser = await loggedIn();
    const party = { clientId: "app", redirectUri: "dk.demo.app:/callback", scope: "openid" };
    const page = await browser.get(authorize(issuer, party).url);
    expect(page.text).toContain("nemid_parameters");
  });
});

describe("a log-out", () => {
  const logOut = async (browser: HttpBrowser, clientId: string) => {
    const query = { client_id: clientId, post_logout_redirect_uri: "http://localhost:3999/" };
    const page = await browser.get(`${issuer}/session/end?${new URLSearchParams(query)}`);
    return browser.submit(page, page.forms[0]!);
  };
  const isGood = async (token: string) => !("error" in (await userinfo(issuer, token)));

  it("at one client ends the session and the tokens of all of the service's", async () => {
    const browser = openBrowser();
    const first = await getTokens(world, ONE, anna!, { browser });
    const { end, verifier } = await ask(browser, TWO);
    const second = await redeemEnd(world, TWO, end!, verifier);
    await logOut(browser, "two");
    expect([await isGood(first.accessToken), await isGood(second.accessToken)]).toEqual([false, false]);
    expect(await outcomeOf(browser)).toBe("eID");
  });

  it("ends it also when somebody has logged in to another service since, and leaves that one be", async () => {
    const browser = openBrowser();
    const here = await getTokens(world, ONE, anna!, { browser });
    const there = await getTokens(world, KOMMUNE, anna!, { browser });
    await logOut(browser, "one");
    expect(await outcomeOf(browser)).toBe("eID");
    expect([await isGood(here.accessToken), await isGood(there.accessToken)]).toEqual([false, true]);
  });

  it("is told to no one else: the cookie is worth nothing even where it was kept", async () => {
    const browser = await loggedIn();
    const kept = browser.cookies.list().find(({ name }) => name.startsWith("eid_service_"))!;
    await logOut(browser, "one");
    const thief = openBrowser();
    thief.cookies.set(new URL(world.url), `${kept.name}=${kept.value}; path=/`);
    expect(await outcomeOf(thief)).toBe("eID");
  });
});

describe("the number that was hinted", () => {
  it("is not confirmed to a client that may not have it: right or wrong, the eID is used", async () => {
    const browser = openBrowser();
    await getTokens(world, { ...ONE, scope: "openid signicat.national_id" }, anna!, { browser });
    for (const number of [anna!.cpr, "0101010000"]) {
      const hinted = { login_hint: `subject-${number}`, prompt: "none" };
      expect(await outcomeOf(browser, TWO, hinted)).toBe("login_required");
    }
    expect(await outcomeOf(browser, TWO)).toBe("code");
  });

  it("is the session's own: nobody is asked", async () => {
    const browser = openBrowser();
    const party = { ...ONE, scope: "openid signicat.national_id" };
    const page = await browser.get(authorize(issuer, party).url);
    const cprPage = await answerClient(browser, world, page, anna!);
    await answerCpr(browser, cprPage, anna!.cpr ?? "");
    expect(await outcomeOf(browser, party, { login_hint: `subject-${anna!.cpr}` })).toBe("code");
  });
});
