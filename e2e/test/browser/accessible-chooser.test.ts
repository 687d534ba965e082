import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectPage, ONE_VIEW } from "../../src/browser/inspect-page.js";
import { type Inspector, openInspector } from "../../src/browser/scene.js";
import { openVisitor } from "../../src/browser/visitor.js";
import type { Language } from "../../src/browser/words.js";
import { startBrowser } from "../../src/start-browser.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { PORTAL, withSeveralMethods } from "../../src/world/several-methods.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const NAMES = {
  en: { private: "Private NemID For you as a citizen", another: "Choose another way to log in" },
  da: { private: "NemID privat Til dig som borger", another: "Vælg en anden måde at logge på" },
};
const TITLE = { en: "How do you want to log in?", da: "Hvordan vil du logge på?" };

let world: World;
let browser: Browser;
let inspector: Inspector;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld({ editConfig: withSeveralMethods }), startBrowser()]);
  inspector = openInspector(browser);
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

function open(page: Page, language: Language, profile = "default"): Promise<unknown> {
  const extra = { acr_values: `${PORTAL}alle`, ui_locales: language, profile };
  return page.goto(authorize(`${world.url}/oidc`, DEMO, extra).url.href);
}

describe.each(["en", "da"] as const)("the choice, in %s", (language) => {
  it.each([
    ["default", "on"],
    ["demo", "on"],
    ["default", "off"],
  ] as const)("has no fault in the profile %s, script %s", async (profile, script) => {
    const found = await inspector.inspect({ open: (page) => open(page, language, profile) }, language, script);
    expect(found).toEqual({ at: "gateway/choose", language, faults: [] });
  });

  it("leads to a method's page without script, and from there back", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await open(page, language);
    await page.getByRole("button", { name: NAMES[language].private }).click();
    await page.getByRole("button", { name: NAMES[language].another }).click();
    expect(await page.locator("h1").textContent()).toBe(TITLE[language]);
    await context.close();
  });

  it("has no fault on a method's page with the way back", async () => {
    const visitor = await openVisitor(browser);
    const page = await visitor.newPage();
    await open(page, language);
    await page.getByRole("button", { name: NAMES[language].private }).click();
    await page.getByRole("button", { name: NAMES[language].another }).waitFor();
    expect(await inspectPage(page, ONE_VIEW)).toEqual([]);
    await visitor.close();
  });
});

describe("with the keyboard alone", () => {
  it("a method is chosen by Tab and Enter, and its line is read out with it", async () => {
    const visitor = await openVisitor(browser);
    const page = await visitor.newPage();
    await open(page, "en");
    const button = page.getByRole("button", { name: "NemID at work For those who act for a company" });
    for (let tabs = 0; !(await button.evaluate((element) => element === document.activeElement)); tabs += 1) {
      expect(tabs).toBeLessThan(10);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.locator("#nemid_iframe").waitFor();
    expect(visitor.complaints()).toEqual([]);
    await visitor.close();
  });
});

describe("the browser's own Back", () => {
  it("never breaks a log-in: whatever an old page posts, the person lands where it stands", async () => {
    const visitor = await openVisitor(browser);
    const page = await visitor.newPage();
    await open(page, "en");
    await page.getByRole("button", { name: "Private NemID" }).click();
    await page.locator("#nemid_iframe").waitFor();
    await page.goBack();
    const old = page.getByRole("button", { name: "NemID at work For those who act for a company" });
    if (await old.isVisible()) await old.click();
    await page.locator("#nemid_iframe").waitFor();
    await page.getByRole("button", { name: "Choose another way to log in" }).click();
    expect(await page.locator("h1").textContent()).toBe(TITLE.en);
    await visitor.close();
  });
});

describe("the preview's own pages", () => {
  it.each(["/preview", "/preview/demo/demo"])("have no fault: %s", async (path) => {
    const visitor = await openVisitor(browser);
    const page = await visitor.newPage();
    await page.goto(`${world.managementUrl}${path}`);
    expect(await inspectPage(page)).toEqual([]);
    await visitor.close();
  });

  it("show a screen without asking for the eID's client", async () => {
    const visitor = await openVisitor(browser);
    const page = await visitor.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).origin));
    await page.goto(`${world.managementUrl}/preview/demo/demo/dark/privat-1?language=da`);
    await page.locator("iframe").waitFor();
    expect(new Set(asked)).toEqual(new Set([world.managementUrl]));
    expect(await inspectPage(page, ONE_VIEW)).toEqual([]);
    expect(visitor.complaints()).toEqual([]);
    await visitor.close();
  });
});
