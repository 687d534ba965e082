import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientOf, passClient, typePassword } from "../../src/browser/log-in-by-hand.js";
import { type Inspector, openInspector, type Scene } from "../../src/browser/scene.js";
import { type Language, WORDS } from "../../src/browser/words.js";
import { startBrowser } from "../../src/start-browser.js";
import type { Person } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let browser: Browser;
let inspector: Inspector;
let alias = "";
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  inspector = openInspector(browser);
  const pseudonym = await world.simulator.createIdentity({ kind: "POCES", autofill: true, pseudonym: true });
  await world.simulator.setStatus(pseudonym.alias, "revoked");
  alias = (await world.simulator.createIdentity({ kind: "MOCES", autofill: true })).alias;
  world.simulator.setScenario(alias, { scenario: "error-code", code: "AUTH006", delayMs: 5, times: 2 });
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

const show = (path: string) => (page: Page) => page.goto(`${world.simulator.url}${path.replace("ALIAS", alias)}`);
const tool: readonly Scene[] = [
  { name: "the start page", at: "NemID-simulator", open: show("/") },
  { name: "the identities", at: "Identities", open: show("/identities") },
  { name: "the form for a new identity", at: "New identity", open: show("/identities/new") },
  { name: "an identity", at: "", open: show("/identities/ALIAS") },
  { name: "the form for one more identity", at: "New identity of", open: show("/identities/new?user=ALIAS") },
  { name: "its key card", at: "Key card", open: show("/identities/ALIAS/keycard") },
  { name: "its empty use log", at: "Use log", open: show("/identities/ALIAS/log") },
  { name: "the key files", at: "Key files", open: show("/key-files") },
  { name: "the service providers", at: "Service providers", open: show("/merchants") },
  { name: "the companies", at: "Companies", open: show("/companies") },
  { name: "the services and their faults", at: "Services", open: show("/services") },
  { name: "the scenarios", at: "Scenarios", open: show("/scenarios?alias=ALIAS") },
  { name: "the check of parameters", at: "Check parameters", open: show("/check-parameters") },
  { name: "the check of sign texts", at: "Check sign text", open: show("/check-sign-text") },
  {
    name: "the check of bad parameters",
    at: "Check parameters",
    open: async (page) => {
      await page.goto(`${world.simulator.url}/check-parameters`);
      await page.locator("textarea").fill('{"ORIGIN":"https://a.example"}');
      await page.locator("main .button").click();
      await page.getByText("APP001").waitFor();
    },
  },
  {
    name: "a refusal",
    at: "That did not work",
    open: async (page) => {
      await page.goto(`${world.simulator.url}/identities/new`);
      await page.getByLabel("Password").fill("x");
      await page.locator("main .button").click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "an identity that is not there", at: "That did not work", open: show("/identities/nobody-here") },
];

async function openClient(page: Page, language: Language): Promise<Person> {
  await page.goto(authorize(`${world.url}/oidc`, DEMO, { ui_locales: language }).url.href);
  await clientOf(page).getByLabel(WORDS[language].password).waitFor();
  return world.simulator.createIdentity({ kind: "POCES", autofill: true });
}
async function askCode(page: Page, language: Language): Promise<void> {
  const person = await openClient(page, language);
  await typePassword(page, person, language);
  await clientOf(page).getByLabel(WORDS[language].code, { exact: true }).waitFor();
}
async function askIdentity(page: Page, language: Language): Promise<void> {
  const person = await openClient(page, language);
  const companyName = "Vandværket for Store og Lille Ådum og Omegns Andelshavere A.m.b.a.";
  await world.simulator.createIdentity({ kind: "MOCES", autofill: true, user: person.alias, companyName });
  await passClient(page, world, person, language);
  await clientOf(page).getByRole("radio", { name: "Vandværket" }).waitFor();
}
const inFrame: readonly Scene[] = [
  { name: "user-id and password", at: "nemid/keycard", open: openClient },
  {
    name: "a wrong password",
    at: "nemid/keycard",
    open: async (page, language) => {
      const person = await openClient(page, language);
      await typePassword(page, { ...person, password: "wrong1234" }, language);
      await clientOf(page).getByRole("alert").waitFor();
    },
  },
  { name: "the code", at: "nemid/keycard", open: askCode },
  { name: "the choice of an identity", at: "nemid/keycard", open: askIdentity },
  {
    name: "a wrong code",
    at: "nemid/keycard",
    open: async (page, language) => {
      await askCode(page, language);
      await clientOf(page).getByLabel(WORDS[language].code, { exact: true }).fill("12");
      await clientOf(page).getByRole("button", { name: WORDS[language].confirm }).click();
      await clientOf(page).getByRole("alert").waitFor();
    },
  },
];

describe.each(tool)("the simulator: there is no fault on $name", (scene) => {
  it.each(["on", "off"] as const)("script %s", async (script) => {
    const inspected = await inspector.inspect(scene, "en", script);
    expect(inspected).toEqual({ at: expect.stringContaining(scene.at), language: "en", faults: [] });
  });
});

describe.each(inFrame)("the key card client in its frame: there is no fault on the screen for $name", (scene) => {
  it.each(["en", "da"] as const)("in %s", async (language) => {
    expect(await inspector.inspect(scene, language, "on")).toEqual({ at: scene.at, language, faults: [] });
  });
});
