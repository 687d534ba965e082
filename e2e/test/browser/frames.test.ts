import { join } from "node:path";
import type { Browser, Frame, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { codeBeside } from "../../src/browser/log-in-by-hand.js";
import { openVisitor, type Visitor } from "../../src/browser/visitor.js";
import { WORDS } from "../../src/browser/words.js";
import { startBrowser } from "../../src/start-browser.js";
import { addClients, editFile } from "../../src/world/edit-customer.js";
import { type FramingSite, startFramingSite } from "../../src/world/framing-site.js";
import { authorize, DEMO, type RelyingParty } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";
import { writeProfile } from "../../src/world/write-profile.js";

const words = WORDS.en;
let site: FramingSite;
let world: World;
let browser: Browser;
let visitor: Visitor;
let party: RelyingParty;

/** The gateway, the portal, a stranger and NemID's client: four sites. Cookies of other sites are blocked, as browsers begin to do. */
beforeAll(async () => {
  site = await startFramingSite();
  party = {
    ...DEMO,
    clientId: "framed",
    secret: "framed-secret",
    redirectUri: `${site.origin("portal")}/callback`,
    scope: "openid profile",
  };
  const parents = `frameParents: ["${site.origin("portal")}", "${site.origin("second")}"]`;
  [world, browser] = await Promise.all([
    startWorld({
      editConfig(folder) {
        editFile(join(folder, "gateway.yaml"), (yaml) =>
          yaml.replace("host: http://localhost", "host: http://gateway.localhost"),
        );
        const client = {
          clientId: "framed",
          name: "Framed",
          secret: "framed-secret",
          redirectUris: [party.redirectUri],
        };
        addClients(folder, "demo", [client]);
        writeProfile(folder, "demo", "framed", `window: self\n${parents}\n`);
        writeProfile(folder, "demo", "popup", `window: popup\n${parents}\n`);
      },
    }),
    startBrowser(["--test-third-party-cookie-phaseout"]),
  ]);
});
afterEach(() => visitor?.close());
afterAll(async () => {
  await browser?.close();
  await world?.stop();
  site?.close();
});

const request = (profile: string, extra: Readonly<Record<string, string>> = {}) =>
  authorize(`${world.url}/oidc`, party, { profile, ui_locales: "en", ...extra });

async function openPage(host: string, way: "frame" | "open", url: string): Promise<Page> {
  visitor = await openVisitor(browser);
  const page = await visitor.newPage();
  await page.goto(`${site.origin(host)}/${way}?url=${encodeURIComponent(url)}`);
  return page;
}
const ours = (page: Page): FrameLocator => page.frameLocator("iframe");
const said = (page: Page): Promise<unknown> => page.evaluate(() => (window as unknown as { said: unknown }).said);
async function frameAt(page: Page, path: string): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes(path));
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  return find()!;
}

describe("in a frame of a page that the profile names", () => {
  it("a person logs in, NemID's own frame within, and the page around hears how it ended", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { url, state } = request("framed");
    const page = await openPage("portal", "frame", url.href);
    const client = ours(page).frameLocator("#nemid_iframe");
    await client.getByLabel(words.userId, { exact: true }).fill(person.alias);
    await client.getByLabel(words.password).fill(person.password);
    await client.getByRole("button", { name: words.next }).click();
    const number = (await client.locator("#number").textContent()) ?? "";
    await client.getByLabel(words.code, { exact: true }).fill(await codeBeside(number, page, world, person));
    await client.getByRole("button", { name: words.confirm }).click();
    const end = await frameAt(page, "/callback?");
    expect(new URL(end.url()).searchParams.get("code"), "the answer stays in the frame").not.toBeNull();
    expect(await said(page)).toEqual([
      { origin: world.url, data: { type: "hub.auth", version: 1, status: "success", state } },
    ]);
    expect(new URL(page.url()).pathname).toBe("/frame");
  });

  it.each(["query", "form_post"])("a cancel ends by %s, and nothing is said of who it was", async (response_mode) => {
    const { url, state } = request("framed", { response_mode });
    const page = await openPage("portal", "frame", url.href);
    await ours(page).locator("[data-cancel] button").click();
    await frameAt(page, "/callback");
    expect(await said(page)).toEqual([
      { origin: world.url, data: { type: "hub.auth", version: 1, status: "cancel", code: "usercancel", state } },
    ]);
  });

  it("a request that cannot be served is answered there too", async () => {
    const page = await openPage(
      "portal",
      "frame",
      request("framed", { acr_values: "urn:signicat:oidc:method:mitid" }).url.href,
    );
    expect((await frameAt(page, "/callback")).url()).toContain("error=invalid_request");
  });

  it("the language is switched and kept", async () => {
    const page = await openPage("portal", "frame", request("framed").url.href);
    await ours(page).getByRole("link", { name: "Dansk" }).click();
    await ours(page).getByRole("heading", { name: "Log på med NemID" }).waitFor();
  });

  it("the cookies are for this page's site alone", async () => {
    const page = await openPage("portal", "frame", request("framed").url.href);
    await ours(page).locator("#nemid_iframe").waitFor();
    const cookies = await visitor.context.cookies();
    const own = cookies.filter(({ domain }) => domain === "gateway.localhost");
    expect(own.length).toBeGreaterThan(1);
    for (const { sameSite, secure, partitionKey } of own) {
      expect({ sameSite, secure, partitionKey }).toMatchObject({ sameSite: "None", secure: true });
      expect(partitionKey).toContain("portal.localhost");
    }
  });

  it("the page works by itself, too, where a browser takes no frames", async () => {
    visitor = await openVisitor(browser);
    const page = await visitor.newPage();
    await page.goto(request("framed").url.href);
    await page.locator("[data-cancel] button").click();
    await page.waitForURL(/\/callback\?/);
  });
});

describe("a page that may not", () => {
  it("frame: a stranger sees nothing and hears nothing", async () => {
    const page = await openPage("stranger", "frame", request("framed").url.href);
    await expectRefused(page);
    expect(await said(page)).toEqual([]);
  });

  it.each(["default", "popup"])("frame: nobody frames the profile %s", async (profile) => {
    await expectRefused(await openPage("portal", "frame", request(profile).url.href));
  });

  it("hear: a stranger who opens the window is told nothing", async () => {
    const page = await openPage("stranger", "open", request("popup").url.href);
    const [popup] = await Promise.all([visitor.context.waitForEvent("page"), page.getByRole("button").click()]);
    await popup.locator("[data-cancel] button").click();
    await popup.waitForURL(/\/callback\?/);
    expect(await said(page)).toEqual([]);
  });
});

describe("in a window that a page opens", () => {
  it("the page that opened it hears how it ended, and the answer goes on in the window", async () => {
    const { url, state } = request("popup");
    const page = await openPage("portal", "open", url.href);
    const [popup] = await Promise.all([visitor.context.waitForEvent("page"), page.getByRole("button").click()]);
    await popup.locator("[data-cancel] button").click();
    await popup.waitForURL(/\/callback\?/);
    expect(await said(page)).toEqual([
      { origin: world.url, data: { type: "hub.auth", version: 1, status: "cancel", code: "usercancel", state } },
    ]);
  });

  it("keeps its opener from pages of any other profile", async () => {
    const page = await openPage("portal", "open", request("default").url.href);
    const [popup] = await Promise.all([visitor.context.waitForEvent("page"), page.getByRole("button").click()]);
    await popup.locator("[data-cancel] button").waitFor();
    expect(await popup.evaluate(() => window.opener)).toBeNull();
  });
});

describe("this browser", () => {
  it("blocks the cookies of other sites, or the tests above would show little", async () => {
    const page = await openPage("portal", "frame", `${site.origin("other")}/third-party`);
    await page.reload();
    expect(await ours(page).locator("#cookies").textContent()).toBe("");
  });
});

/** Chromium shows a page of its own in the place of what may not be framed. */
async function expectRefused(page: Page): Promise<void> {
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
}
