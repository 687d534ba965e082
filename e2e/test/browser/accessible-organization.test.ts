import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openInWindow } from "../../src/browser/carry-over.js";
import { type Inspector, openInspector } from "../../src/browser/scene.js";
import { openVisitor } from "../../src/browser/visitor.js";
import type { Language } from "../../src/browser/words.js";
import { startBrowser } from "../../src/start-browser.js";
import { answerClient, answerCpr, openBrowser } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const METHOD = "urn:signicat:oidc:method:nemid-erhverv";
const BAKERY = { cvr: "30000001", companyName: "Bageriet på Hjørnet ApS", role: "signs-alone", form: "ApS" } as const;
const companies = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ ...BAKERY, cvr: `3100000${n}`, companyName: `Firma ${n} ApS` }));
const WORDS = {
  en: {
    next: "Continue",
    search: "Search",
    field: "Find a company by name or CVR number",
    none: "None of your companies",
  },
  da: { next: "Fortsæt", search: "Søg", field: "Find en virksomhed ved navn eller CVR-nummer", none: "Ingen af dine" },
};

let world: World;
let browser: Browser;
let inspector: Inspector;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  inspector = openInspector(browser);
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

/** A person with so many companies, past client and CPR page. */
async function open(page: Page, language: Language, count: number): Promise<void> {
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true, roles: companies(count) });
  const http = openBrowser();
  const { url } = authorize(`${world.url}/oidc`, DEMO, { acr_values: METHOD, ui_locales: language });
  const asked = await answerClient(http, world, await http.get(url), person);
  const { url: here } = await answerCpr(http, asked, person.cpr ?? "");
  await openInWindow(page, http, here);
}

async function openDown(page: Page, language: Language): Promise<void> {
  world.simulator.services.companyRegister = "down";
  await open(page, language, 1).finally(() => Object.assign(world.simulator.services, { companyRegister: "up" }));
}

describe.each(["en", "da"] as const)("the choice of whom to act for, in %s", (language) => {
  it.each([
    ["one company", (page: Page) => open(page, language, 1), "nemid/organization"],
    ["nine companies and a search", (page: Page) => open(page, language, 9), "nemid/organization"],
    ["a register that is down", (page: Page) => openDown(page, language), "nemid/organization-down"],
  ] as const)("has no fault with %s, with script and without", async (_what, show, at) => {
    for (const script of ["on", "off"] as const)
      expect(await inspector.inspect({ open: show }, language, script)).toEqual({ at, language, faults: [] });
  });

  it("says that nothing was chosen, and that a search found none, without a fault", async () => {
    const { next, search, field, none } = WORDS[language];
    const say = async (page: Page) => {
      await open(page, language, 9);
      await page.getByRole("button", { name: next }).click();
      await page.locator("[data-screen='nemid/organization'] .problem").waitFor();
      await page.getByLabel(field).fill("Zebra");
      await page.getByRole("button", { name: search, exact: true }).click();
      await page.getByText(none).waitFor();
    };
    const found = await inspector.inspect({ open: say }, language, "on");
    expect(found).toEqual({ at: "nemid/organization", language, faults: [] });
  });
});

describe("in a browser", () => {
  it("a company is found by Enter in the search field, and chosen", async () => {
    const visitor = await openVisitor(browser);
    const page = await visitor.newPage();
    await open(page, "en", 9);
    await page.getByLabel("Firma 2 ApS").check();
    await page.getByLabel(WORDS.en.field).fill("firma 7");
    await page.keyboard.press("Enter");
    await page.getByLabel("Firma 2 ApS").waitFor({ state: "detached" });
    await page.getByLabel("Firma 7 ApS").check();
    const delivered = page.waitForRequest((request) =>
      request.url().startsWith("http://localhost:3999/callback?code="),
    );
    await page.getByRole("button", { name: "Continue" }).click();
    await delivered;
    await visitor.close();
  });
});
