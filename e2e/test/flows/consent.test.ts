import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpBrowser, Page } from "../../src/http/http-browser.js";
import { answerClient, headingOf, openBrowser, type Person, pressCancel } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
beforeAll(async () => {
  world = await startWorld();
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const WITH_NUMBER = { ...DEMO, scope: "openid signicat.national_id" };
const PLAIN = { ...DEMO, scope: "openid profile" };

/** A log-in by NemID's key card as far as the page after it. */
async function pass(browser: HttpBrowser, extra: Record<string, string> = {}, party = WITH_NUMBER, person = anna) {
  const { url } = authorize(`${world.url}/oidc`, party, extra);
  return answerClient(browser, world, await browser.get(url), person);
}
/** The number is typed and the box is ticked, unless it is remembered already. */
async function remember(person = anna, party = WITH_NUMBER): Promise<void> {
  const browser = openBrowser();
  const page = await pass(browser, {}, party, person);
  if (page.status === 0) return;
  const form = page.forms.find(({ names }) => names.includes("cpr"));
  if (!form) throw new Error(`no CPR field: ${headingOf(page)}`);
  const end = await browser.submit(page, form, { cpr: person.cpr ?? "", remember: "on", action: "check" });
  if (end.status !== 0) throw new Error(`the number was not taken: ${headingOf(end)}`);
}
const isRemembered = async (person = anna, party = WITH_NUMBER) => {
  const page = await pass(openBrowser(), {}, party, person);
  return !page.forms.some(({ names }) => names.includes("cpr"));
};

/** From the page's button to NemID's client, through the choice where there is one. */
async function begin(browser: HttpBrowser, service = "demo", headers = ""): Promise<Page> {
  const page = await browser.get(`${world.url}/consent/${service}${headers}`);
  const chooser = await browser.submit(page, page.forms.find(({ action }) => action.startsWith("/consent/"))!);
  if (chooser.text.includes("nemid_parameters")) return chooser;
  return browser.post(chooser.url, { ...chooser.forms[0]!.fields, method: "nemid" });
}
const screenOf = (page: Page) => /<main data-screen="([^"]*)"/.exec(page.text)?.[1];

describe("the page to take consent back on", () => {
  it.each([
    ["da", "Slet det, vi husker om dig for Demo Insurance"],
    ["en", "Delete what we remember about you for Demo Insurance"],
  ])("says in the person's language what it is for: %s", async (language, heading) => {
    const page = await openBrowser({ headers: { "accept-language": `${language},de;q=0.5` } }).get(
      `${world.url}/consent/demo`,
    );
    expect([page.status, headingOf(page), screenOf(page)]).toEqual([200, heading, "consent/start"]);
    expect(page.text).toContain(`<html lang="${language}"`);
    expect(page.text).not.toContain("<script");
  });

  it("changes its language by a link, and the log-in follows", async () => {
    const browser = openBrowser({ headers: { "accept-language": "en" } });
    const page = await browser.get(`${world.url}/consent/demo?language=da`);
    expect(page.text).toContain('<html lang="da"');
    expect((await begin(browser, "demo", "?language=da")).text).toContain('<html lang="da"');
  });

  it.each(["nobody", "DEMO", "..%2fdemo", "%00", "demo%20", "__proto__", "constructor"])(
    "is a page of ours for a service that is none: %s",
    async (service) => {
      const page = await openBrowser().get(`${world.url}/consent/${service}`);
      expect(page.status).toBe(404);
      expect(page.text).not.toMatch(/href="http/);
    },
  );

  it.each(["xx", "da-DK", "<script>", "../da"])("takes no language that the customer has not: %s", async (language) => {
    const page = await openBrowser().get(`${world.url}/consent/demo?language=${encodeURIComponent(language)}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('<html lang="en"');
    expect(page.text).not.toContain("<script>");
  });

  it.each(["cross-site", "same-site"])(
    "is shown to whom another site's form (%s) brings: nobody logs in without having read what it deletes",
    async (site) => {
      const browser = openBrowser({ headers: { "sec-fetch-site": site } });
      const page = await browser.post(`${world.url}/consent/demo`, { language: "en" });
      expect([page.status, screenOf(page), page.url]).toEqual([200, "consent/start", `${world.url}/consent/demo`]);
      expect(browser.cookies.list()).toEqual([]);
    },
  );

  it("refuses a form that is none", async () => {
    const post = (type: string, body: string) =>
      fetch(`${world.url}/consent/demo`, { method: "POST", headers: { "content-type": type }, body });
    expect((await post("application/json", "{}")).status).toBe(400);
    expect((await post("application/x-www-form-urlencoded", `language=${"x".repeat(2000)}`)).status).toBe(413);
    expect((await fetch(`${world.url}/consent/nobody`, { method: "POST", body: new URLSearchParams() })).status).toBe(
      404,
    );
  });
});

describe("taking consent back by oneself", () => {
  it("deletes the number, and says so", async () => {
    await remember();
    expect(await isRemembered()).toBe(true);
    const browser = openBrowser();
    const end = await answerClient(browser, world, await begin(browser), anna);
    expect([end.status, screenOf(end)]).toEqual([200, "consent/forgotten"]);
    expect(headingOf(end)).toBe("It is deleted");
    expect(end.text).toContain('href="http://localhost:');
    expect(end.text).not.toContain(anna.cpr);
    expect(await isRemembered()).toBe(false);
  });

  it("says when there was nothing", async () => {
    const bent = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const browser = openBrowser();
    const end = await answerClient(browser, world, await begin(browser), bent);
    expect(screenOf(end)).toBe("consent/nothing");
  });

  it("deletes nothing of another person's, nor of another service's", async () => {
    const bent = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    await remember();
    const browser = openBrowser();
    await answerClient(browser, world, await begin(browser), bent);
    expect(await isRemembered()).toBe(true);
    const kommune = openBrowser();
    await answerClient(kommune, world, await begin(kommune, "kommune"), anna);
    expect(await isRemembered()).toBe(true);
  });

  it("changes nothing when the person cancels, and says that too", async () => {
    await remember();
    const browser = openBrowser();
    const end = await pressCancel(browser, await begin(browser));
    expect(screenOf(end)).toBe("consent/unchanged");
    expect(await isRemembered()).toBe(true);
  });

  it("shows its last page to the browser that came by, as often as it likes, and to no other", async () => {
    const browser = openBrowser();
    const end = await answerClient(browser, world, await begin(browser), anna);
    expect(screenOf(await browser.get(end.url))).toBe(screenOf(end));
    expect((await openBrowser().get(end.url)).status).toBe(403);
  });

  it("has no last page before the end, nor for a log-in that is another's", async () => {
    const browser = openBrowser();
    const begun = await begin(browser);
    expect((await browser.get(`${begun.url}/forgotten`)).text).toContain("nemid_parameters");
    const other = openBrowser();
    const login = await other.get(authorize(`${world.url}/oidc`, PLAIN).url);
    expect((await other.get(`${login.url}/forgotten`)).status).toBe(404);
    expect((await other.get(`${world.url}/flow/${"x".repeat(22)}/forgotten`)).status).toBe(410);
  });

  it("is written down without saying whose it was", async () => {
    const line = world.logLines.find((each) => each.includes("flow forgotten"));
    expect(line).toMatch(/"service":"demo".*"count":/);
    for (const secret of [anna.cpr ?? "", anna.alias]) expect(world.logLines.join()).not.toContain(secret);
  });
});

describe("prompt=consent_revoke", () => {
  it("logs in and deletes", async () => {
    await remember();
    const end = await pass(openBrowser(), { prompt: "consent_revoke" }, PLAIN);
    expect(new URL(end.url).searchParams.get("code")).toBeTruthy();
    expect(await isRemembered()).toBe(false);
  });

  it("deletes also what the same log-in was asked to remember", async () => {
    const browser = openBrowser();
    const page = await pass(browser, { prompt: "consent_revoke" });
    const form = page.forms.find(({ names }) => names.includes("cpr"))!;
    const end = await browser.submit(page, form, { cpr: anna.cpr ?? "", remember: "on", action: "check" });
    expect(new URL(end.url).searchParams.get("code")).toBeTruthy();
    expect(await isRemembered()).toBe(false);
  });

  it("deletes nothing when the person cancels", async () => {
    await remember();
    const browser = openBrowser();
    const { url } = authorize(`${world.url}/oidc`, PLAIN, { prompt: "consent_revoke" });
    const end = await pressCancel(browser, await browser.get(url));
    expect(new URL(end.url).searchParams.get("error")).toBe("access_denied");
    expect(await isRemembered()).toBe(true);
  });

  it("may stand with login, but not with none", async () => {
    const at = async (prompt: string) =>
      (await openBrowser().get(authorize(`${world.url}/oidc`, PLAIN, { prompt }).url)).url;
    expect(new URL(await at("none consent_revoke")).searchParams.get("error")).toBe("invalid_request");
    const end = await pass(openBrowser(), { prompt: "login consent_revoke" }, PLAIN);
    expect(new URL(end.url).searchParams.get("code")).toBeTruthy();
    expect(await isRemembered()).toBe(false);
  });
});
