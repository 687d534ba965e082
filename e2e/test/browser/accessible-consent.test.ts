import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openInWindow } from "../../src/browser/carry-over.js";
import { type Inspector, openInspector, type Scene } from "../../src/browser/scene.js";
import type { Language } from "../../src/browser/words.js";
import { startBrowser } from "../../src/start-browser.js";
import { answerClient, openBrowser, pressCancel } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let chromium: Browser;
let inspector: Inspector;
beforeAll(async () => {
  [world, chromium] = await Promise.all([startWorld(), startBrowser()]);
  inspector = openInspector(chromium);
});
afterAll(async () => {
  await chromium?.close();
  await world?.stop();
});

type Ending = "forgotten" | "nothing" | "unchanged";

/** A person who has something remembered where there is to be something to forget. */
async function newPerson(ending: Ending) {
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  if (ending !== "forgotten") return person;
  const browser = openBrowser();
  const { url } = authorize(`${world.url}/oidc`, DEMO);
  const asked = await answerClient(browser, world, await browser.get(url), person);
  const form = asked.forms.find(({ names }) => names.includes("cpr"))!;
  await browser.submit(asked, form, { cpr: person.cpr ?? "", remember: "on", action: "check" });
  return person;
}

/** Through the page's button to its end, by plain HTTP; then in the window. */
async function openEnd(page: Page, language: Language, ending: Ending): Promise<void> {
  const person = await newPerson(ending);
  const browser = openBrowser();
  const begun = await browser.get(`${world.url}/consent/demo?language=${language}`);
  const chooser = await browser.submit(begun, begun.forms[0]!);
  const client = await browser.post(chooser.url, { ...chooser.forms[0]!.fields, method: "nemid" });
  const end =
    ending === "unchanged" ? await pressCancel(browser, client) : await answerClient(browser, world, client, person);
  await openInWindow(page, browser, end.url);
}

const scenes: readonly Scene[] = [
  {
    name: "the page to take consent back on",
    at: "consent/start",
    open: (page, language) => page.goto(`${world.url}/consent/demo?language=${language}`),
  },
  ...(["forgotten", "nothing", "unchanged"] as const).map((ending) => ({
    name: `its end: ${ending}`,
    at: `consent/${ending}`,
    open: (page: Page, language: Language) => openEnd(page, language, ending),
  })),
];
const views = (["en", "da"] as const).flatMap((language) =>
  (["on", "off"] as const).map((script) => ({ language, script })),
);

describe.each(scenes)("there is no fault on $name", (scene) => {
  it.each(views)("in $language, script $script", async ({ language, script }) => {
    expect(await inspector.inspect(scene, language, script)).toEqual({ at: scene.at, language, faults: [] });
  });
});

describe("a person in a browser", () => {
  it("takes consent back by the button, and finds the way back to the service", async () => {
    const page = await (await chromium.newContext({ locale: "da-DK" })).newPage();
    await page.goto(`${world.url}/consent/demo`);
    await page.getByRole("button", { name: "Log på og slet" }).click();
    await page.getByRole("button", { name: /Afbryd/ }).click();
    await page.locator("[data-screen='consent/unchanged']").waitFor();
    expect(await page.getByRole("link", { name: "Tilbage til Demo Insurance" }).getAttribute("href")).toMatch(/^http/);
    await page.getByRole("link", { name: "Prøv igen" }).click();
    await page.locator("[data-screen='consent/start']").waitFor();
    await page.context().close();
  });
});
