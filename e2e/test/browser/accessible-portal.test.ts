import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openInWindow } from "../../src/browser/carry-over.js";
import { type Inspector, openInspector, type Scene } from "../../src/browser/scene.js";
import type { Language } from "../../src/browser/words.js";
import { HttpBrowser } from "../../src/http/http-browser.js";
import { orderAtPortal, signAtGateway } from "../../src/signing/sign-at-portal.js";
import { press, wayBack } from "../../src/signing/sign-by-hand.js";
import { startBrowser } from "../../src/start-browser.js";
import { answerClient, answerCpr, postResponse } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

/** The operator's answers about revocation hold for seconds. */
const now = new Date();
const STILL = { now: () => now };
let world: World;
let browser: Browser;
let inspector: Inspector;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld({ withPortal: true, clock: STILL }), startBrowser()]);
  inspector = openInspector(browser);
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

async function begin(language: Language) {
  const http = new HttpBrowser();
  return { http, page: await http.get(`${world.portalUrl}/login?profile=default&language=${language}`) };
}
async function logIn(language: Language, scenario = "none"): Promise<HttpBrowser> {
  const { http, page } = await begin(language);
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  world.simulator.setScenario(person.alias, { scenario });
  await answerCpr(http, await answerClient(http, world, page, person), person.cpr ?? "");
  return http;
}
/** Fails at the gateway with this code of NemID's, and is sent back: a callback works once. */
async function returnWith(page: Page, language: Language, code: string): Promise<void> {
  const { http, page: client } = await begin(language);
  const failure = await postResponse(http, client, Buffer.from(code).toString("base64"));
  await openInWindow(page, http, failure.url);
  await page.locator("form[data-cancel] button").click();
  await page.waitForURL(`${world.portalUrl}/**`);
}
/** Has the sample signed; ends at what the portal says of it. */
async function sign(page: Page, language: Language, method: string): Promise<void> {
  const http = new HttpBrowser({ headers: { "accept-language": language } });
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  const document = await orderAtPortal(http, world.portalUrl, { source: "sample", method });
  await openInWindow(page, http, (await signAtGateway(http, world, document, person)).url);
}
async function leave(page: Page, language: Language): Promise<void> {
  const http = new HttpBrowser({ headers: { "accept-language": language } });
  const wish = { source: "text", method: "nemid", text: "a" } as const;
  const back = wayBack(await press(http, await orderAtPortal(http, world.portalUrl, wish), "postpone"));
  await openInWindow(page, http, back ?? "");
}
async function orderNothing(page: Page, language: Language): Promise<void> {
  await page.goto(`${world.portalUrl}/sign?language=${language}`);
  await page.locator("#source-file").check();
  await page.locator("main form button").click();
  await page.locator("[role=alert]").waitFor();
}
const scenes: readonly (Omit<Scene, "at"> & { readonly title: Readonly<Record<Language, string>> })[] = [
  {
    name: "the front page",
    title: { en: "Your insurance, in good hands", da: "Din forsikring er i gode hænder" },
    open: (page, language) => page.goto(`${world.portalUrl}/?language=${language}`),
  },
  {
    name: "the account page",
    title: { en: "Welcome", da: "Velkommen" },
    open: async (page, language) => openInWindow(page, await logIn(language), `${world.portalUrl}/account`),
  },
  {
    name: "the front page of someone logged in",
    title: { en: "Your insurance, in good hands", da: "Din forsikring er i gode hænder" },
    open: async (page, language) => openInWindow(page, await logIn(language), `${world.portalUrl}/`),
  },
  {
    name: "a log-in that was cancelled",
    title: { en: "You were not logged in", da: "Du blev ikke logget på" },
    open: (page, language) => returnWith(page, language, "CAN002"),
  },
  {
    name: "a log-in that failed at the gateway",
    title: { en: "The log-in could not be completed", da: "Dit login kunne ikke gennemføres" },
    open: (page, language) => returnWith(page, language, "APP001"),
  },
  {
    name: "a log-in that was not begun here",
    title: { en: "This log-in was not begun here", da: "Dette login er ikke begyndt her" },
    open: (page) => page.goto(`${world.portalUrl}/callback?code=a&state=b`),
  },
  {
    name: "the page that asks what to sign",
    title: { en: "Sign a document", da: "Underskriv et dokument" },
    open: (page, language) => page.goto(`${world.portalUrl}/sign?language=${language}`),
  },
  {
    name: "the same with what is wrong",
    title: { en: "Sign a document", da: "Underskriv et dokument" },
    open: orderNothing,
  },
  {
    name: "what was signed with NemID",
    title: { en: "It is signed, and it holds", da: "Det er underskrevet, og det holder" },
    open: (page, language) => sign(page, language, "nemid-sign"),
  },
  {
    name: "what was signed by a log-in",
    title: { en: "It is signed, and it holds", da: "Det er underskrevet, og det holder" },
    open: (page, language) => sign(page, language, "nemid"),
  },
  {
    name: "a signing left for later",
    title: { en: "It is not signed yet", da: "Det er ikke underskrevet endnu" },
    open: leave,
  },
  {
    name: "a signing that is not kept",
    title: { en: "This signing is not here any more", da: "Denne underskrift er her ikke mere" },
    open: (page) => page.goto(`${world.portalUrl}/signed/none`),
  },
  {
    name: "an address where there is nothing",
    title: { en: "There is no such page", da: "Siden findes ikke" },
    open: (page) => page.goto(`${world.portalUrl}/nowhere`),
  },
];

describe.each(scenes)("the portal: there is no fault on $name", (scene) => {
  it.each([
    { language: "en", script: "on" },
    { language: "en", script: "off" },
    { language: "da", script: "on" },
    { language: "da", script: "off" },
  ] as const)("in $language, script $script", async ({ language, script }) => {
    const inspected = await inspector.inspect(scene, language, script);
    expect(inspected).toEqual({ at: expect.stringContaining(scene.title[language]), language, faults: [] });
  });
});
