import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DemoPortal, startDemoPortal } from "../src/index.js";
import { SmallBrowser } from "./small-browser.js";
import { startTinyProvider, type TinyProvider } from "./tiny-provider.js";

let provider: TinyProvider;
let portal: DemoPortal;
let browser: SmallBrowser;
const reported: string[] = [];
let now = Date.parse("2026-01-01T12:00:00Z");

beforeAll(async () => {
  provider = await startTinyProvider();
  portal = await startDemoPortal({
    port: 0,
    issuer: provider.issuer,
    clientId: "demo",
    clientSecret: "demo-secret",
    simulatorUrl: "http://localhost:8090",
    now: () => now,
    report: (problem) => reported.push(problem),
  });
  provider.open(`${portal.url}/callback`, `${portal.url}/`);
});
beforeEach(() => {
  browser = new SmallBrowser();
  provider.refuse = undefined;
  reported.length = 0;
});
afterAll(async () => {
  await portal.stop();
  await provider.stop();
});

const logIn = (query = "") => browser.visit(`${portal.url}/login${query}`);
const sessionCookie = () => browser.cookies.get(portal.url)?.get("demo_portal_session");
/** The callback's address as the provider would call it, without going there. */
async function callbackAddress(): Promise<string> {
  const begun = await fetch(`${portal.url}/login`, { redirect: "manual" });
  const cookie = begun.headers.getSetCookie()[0]!.split(";")[0]!;
  browser.cookies.set(portal.url, new Map([cookie.split("=") as [string, string]]));
  const state = new URL(begun.headers.get("location")!).searchParams.get("state");
  return `${portal.url}/callback?state=${state}&iss=${encodeURIComponent(provider.issuer)}`;
}

describe("a log-in", () => {
  it("ends at the account, with the claims of both tokens in tables", async () => {
    const { url, status, text } = await logIn();
    expect([url, status]).toEqual([`${portal.url}/account`, 200]);
    const [userinfo, idToken] = [tableIn(text, "userinfo"), tableIn(text, "idToken")];
    expect(userinfo).toContain("<code>signicat.national_id</code></th><td>6101701234</td>");
    expect(userinfo).toContain("<code>nemid.pid</code></th><td>9208-2002-2-000000000001</td>");
    expect(idToken).toContain("<code>sub</code></th><td>ada</td>");
    expect(idToken).toMatch(/<code>iat<\/code><\/th><td>\d+ <small>20\d\d-/);
  });
  it("asks for the method, the profile, the language, and with state, nonce and PKCE", async () => {
    await logIn("?profile=demo&language=da");
    const asked = Object.fromEntries(provider.asked.at(-1)!);
    expect(asked).toMatchObject({
      acr_values: "urn:signicat:oidc:method:nemid",
      profile: "demo",
      ui_locales: "da",
      scope: "openid profile signicat.national_id signicat.organization nemid",
      code_challenge_method: "S256",
    });
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked[name]?.length, name).toBeGreaterThan(30);
  });
  it.each(["../x", "<script>", "none", ""])("takes the default profile for %j", async (profile) => {
    await logIn(`?profile=${encodeURIComponent(profile)}&language=xx`);
    expect(provider.asked.at(-1)?.get("profile")).toBe("default");
  });
  it("shows what the gateway says as text, never as markup", async () => {
    const { text } = await logIn();
    expect(text).toContain("Ada &#60;b&#62;Test&#60;/b&#62;");
    expect(text).not.toContain("<b>Test");
  });
  it("gives the session a new name", async () => {
    await browser.visit(`${portal.url}/`);
    const address = await callbackAddress();
    const before = sessionCookie();
    await logIn();
    expect(sessionCookie()).not.toBe(before);
    expect(address).toContain("/callback");
  });
  it("speaks the chosen language afterwards", async () => {
    expect((await logIn("?language=da")).text).toContain('<html lang="da">');
    expect((await browser.visit(`${portal.url}/account?language=en`)).text).toContain("Welcome, Ada");
    expect((await browser.visit(`${portal.url}/account`)).text).toContain('<html lang="en">');
  });
  it("is over after half an hour without a visit", async () => {
    await logIn();
    now += 29 * 60_000;
    expect((await browser.visit(`${portal.url}/account`)).url).toBe(`${portal.url}/account`);
    now += 31 * 60_000;
    expect((await browser.visit(`${portal.url}/account`)).url).toBe(`${portal.url}/`);
  });
});

describe("a log-out", () => {
  it("forgets the person and goes by way of the provider's own", async () => {
    await logIn();
    const { url, text } = await browser.visit(`${portal.url}/logout`, { method: "POST" });
    expect(url).toContain(`${provider.issuer}/session/end?`);
    expect(new URL(url).searchParams.get("post_logout_redirect_uri")).toBe(`${portal.url}/`);
    expect(text).not.toContain("error");
    expect((await browser.visit(`${portal.url}/account`)).url).toBe(`${portal.url}/`);
  });
  it("keeps nothing but the language", async () => {
    await logIn("?profile=default&language=da");
    await browser.visit(`${portal.url}/logout`, { method: "POST" });
    expect((await browser.visit(`${portal.url}/`)).text).toContain('<html lang="da">');
  });
  it("of nobody goes to the front page", async () => {
    expect((await browser.visit(`${portal.url}/logout`, { method: "POST" })).url).toBe(`${portal.url}/`);
  });
  it("is not to be had by a link", async () => {
    await logIn();
    expect((await browser.visit(`${portal.url}/logout`)).status).toBe(405);
    expect((await browser.visit(`${portal.url}/account`)).url).toBe(`${portal.url}/account`);
  });
});

describe("a log-in that the gateway refuses", () => {
  it("is told in words, with code and description as text, and can be begun again as it was", async () => {
    provider.refuse = { error: "access_denied", error_description: "urn:signicat:error:usercancel <b>" };
    const { url, status, text } = await logIn("?profile=demo&language=da");
    expect([new URL(url).pathname, status]).toEqual(["/callback", 403]);
    expect(text).toContain("Du blev ikke logget på");
    expect(text).toContain("<code>access_denied</code>");
    expect(text).toContain("urn:signicat:error:usercancel &#60;b&#62;");
    expect(text).toContain('href="/login?method=nemid&#38;profile=demo&#38;door=oidc&#38;language=da"');
  });
  it.each([
    ["temporarily_unavailable", 503, "not working just now"],
    ["server_error", 400, "could not be completed"],
  ] as const)("with %s answers %d", async (error, status, words) => {
    provider.refuse = { error, error_description: "x" };
    const visit = await logIn("?language=en");
    expect(visit.status).toBe(status);
    expect(visit.text).toContain(words);
  });
});

describe("a callback", () => {
  it("without a log-in begun in this browser shows nothing it was given", async () => {
    const visit = await browser.visit(
      `${portal.url}/callback?error=access_denied&error_description=Call+555-EVIL&state=x`,
    );
    expect(visit.status).toBe(400);
    expect(visit.text).toContain("not begun here");
    expect(visit.text).not.toContain("EVIL");
  });
  it("from another issuer is refused", async () => {
    const address = (await callbackAddress()).replace(
      encodeURIComponent(provider.issuer),
      "https%3A%2F%2Fevil.example",
    );
    expect((await browser.visit(`${address}&code=x`)).status).toBe(502);
  });
  it("without the issuer is refused, since the provider says it sends one", async () => {
    const address = (await callbackAddress()).replace(/&iss=.*/, "");
    expect((await browser.visit(`${address}&code=x`)).status).toBe(502);
  });
  it("with another state is refused", async () => {
    const address = (await callbackAddress()).replace(/state=[^&]*/, "state=other");
    expect((await browser.visit(`${address}&code=x`)).status).toBe(400);
  });
  it("with a made-up code is refused, and says the code of the error alone", async () => {
    const visit = await browser.visit(`${await callbackAddress()}&code=made-up-code`);
    expect(visit.status).toBe(502);
    expect(visit.text).toContain("<code>invalid_grant</code>");
    expect(reported.join()).toContain("invalid_grant");
    expect(reported.join()).not.toContain("made-up-code");
  });
  it("works once", async () => {
    const address = await callbackAddress();
    await browser.visit(`${address}&code=x`);
    expect((await browser.visit(`${address}&code=x`)).text).toContain("not begun here");
  });
  it("of the oldest of six tabs has been forgotten", async () => {
    const address = await callbackAddress();
    for (let tab = 0; tab < 5; tab++)
      await fetch(`${portal.url}/login`, {
        redirect: "manual",
        headers: { cookie: `demo_portal_session=${sessionCookie()}` },
      });
    expect((await browser.visit(`${address}&code=x`)).text).toContain("not begun here");
  });
});

function tableIn(text: string, kind: string): string {
  return new RegExp(`<table id="${kind}-claims">[\\s\\S]*?</table>`).exec(text)![0];
}
