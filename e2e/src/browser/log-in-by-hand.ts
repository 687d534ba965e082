/** A log-in as a person does it: looks for labels and buttons, types, clicks, and reads the code from the key card's page. */
import type { FrameLocator, Page } from "playwright-core";
import type { Person } from "../world/log-in.js";
import type { World } from "../world/start-world.js";
import { type Language, WORDS } from "./words.js";

export interface Choice {
  readonly profile: "default" | "demo";
  readonly language: Language;
}

export async function beginAtPortal(page: Page, world: World, { profile, language }: Choice): Promise<void> {
  const words = WORDS[language];
  await page.goto(`${world.portalUrl}/?language=${language}`);
  await page.locator(`#profile-${profile}`).check();
  await page.locator(`#language-${language}`).check();
  await page.getByRole("button", { name: words.portalLogIn }).click();
  await clientOf(page).getByLabel(words.password).waitFor();
}

export function clientOf(page: Page): FrameLocator {
  return page.frameLocator("#nemid_iframe");
}

/** Types user-id and password; ends where the client asks for a code, or where it refuses. */
export async function typePassword(page: Page, person: Person, language: Language = "en"): Promise<void> {
  const client = clientOf(page);
  await client.getByLabel(WORDS[language].userId, { exact: true }).fill(person.alias);
  await client.getByLabel(WORDS[language].password).fill(person.password);
  await client.getByRole("button", { name: WORDS[language].next }).click();
}

export async function typeCode(page: Page, world: World, person: Person, language: Language = "en"): Promise<void> {
  const client = clientOf(page);
  const field = client.getByLabel(WORDS[language].code, { exact: true });
  await field.waitFor();
  await field.fill(await readCode(page, world, person));
  await client.getByRole("button", { name: WORDS[language].confirm }).click();
}

/** The code beside the number that the client asks for, from the key card's page in another tab. */
export async function readCode(page: Page, world: World, person: Person): Promise<string> {
  const number = (await clientOf(page).locator("#number").textContent()) ?? "";
  return codeBeside(number, page, world, person);
}

export async function codeBeside(number: string, page: Page, world: World, person: Person): Promise<string> {
  const tab = await page.context().newPage();
  await tab.goto(`${world.simulator.url}/identities/${person.alias}/keycard`);
  const pair = tab.getByRole("listitem").filter({ has: tab.locator("b", { hasText: new RegExp(`^${number}$`) }) });
  const code = await pair.locator("span").textContent();
  await tab.close();
  return code ?? "";
}

export async function passClient(page: Page, world: World, person: Person, language: Language = "en"): Promise<void> {
  await typePassword(page, person, language);
  await typeCode(page, world, person, language);
}

/** Types the CPR number; the button is the consent. */
export async function typeCpr(page: Page, cpr: string, language: Language = "en"): Promise<void> {
  await page.getByLabel(WORDS[language].cpr, { exact: true }).fill(cpr);
  await page.getByRole("button", { name: WORDS[language].consent }).click();
}

/** All the way from the portal's front page to the account page. */
export async function logInByHand(page: Page, world: World, person: Person, choice: Choice): Promise<void> {
  await beginAtPortal(page, world, choice);
  await passClient(page, world, person, choice.language);
  await typeCpr(page, person.cpr ?? "", choice.language);
  await page.waitForURL(`${world.portalUrl}/account`);
}

/** Ends at the portal's front page, so that nothing is on its way any more when the next page is opened. */
export async function logOut(page: Page, language: Language = "en"): Promise<void> {
  await page.getByRole("button", { name: WORDS[language].logOut }).click();
  await page.getByRole("button", { name: WORDS[language].portalLogIn }).waitFor();
  await page.waitForLoadState();
}
