import { describe, expect, it } from "vitest";
import { tabTo } from "../../src/browser/focus.js";
import { clientOf, logInByHand, logOut, readCode } from "../../src/browser/log-in-by-hand.js";
import { WORDS } from "../../src/browser/words.js";
import { setTheStage } from "./at-the-browser.js";

const stage = setTheStage();
const choices = [
  { profile: "default", language: "en" },
  { profile: "default", language: "da" },
  { profile: "demo", language: "en" },
  { profile: "demo", language: "da" },
] as const;

describe("a person logs in to the demo portal with NemID and out again", () => {
  it.each(choices)("in the profile $profile, language $language", async (choice) => {
    const { world } = stage;
    const words = WORDS[choice.language];
    const person = await stage.newPerson();
    const page = await (await stage.visit()).newPage();
    await logInByHand(page, world, person, choice);

    const welcome = words.welcome.replace("{name}", person.name);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(welcome);
    const claim = (name: string) => page.locator("#userinfo-claims tr", { hasText: name }).locator("td").textContent();
    expect(await claim("signicat.national_id")).toBe(person.cpr);
    expect(await claim("nemid.pid")).toBe(person.pid);

    await logOut(page, choice.language);
    await page.goto(`${world.portalUrl}/account`);
    expect(new URL(page.url()).pathname).toBe("/");
  });

  it("with nothing but the keyboard", async () => {
    const { world } = stage;
    const words = WORDS.en;
    const person = await stage.newPerson();
    const page = await (await stage.visit()).newPage();
    await page.goto(`${world.portalUrl}/?language=en`);
    const { keyboard } = page;
    await tabTo(page, words.portalLogIn);
    await keyboard.press("Enter");
    await clientOf(page).getByLabel(words.password).waitFor();
    await tabTo(page, words.userId);
    await keyboard.type(person.alias);
    await tabTo(page, words.password);
    await keyboard.type(person.password);
    await keyboard.press("Enter");
    await clientOf(page).locator("#number").waitFor();
    await tabTo(page, words.code);
    await keyboard.type(await readCode(page, world, person));
    await keyboard.press("Enter");
    await page.getByLabel(words.cpr, { exact: true }).waitFor();
    await tabTo(page, words.cpr);
    await keyboard.type(person.cpr ?? "");
    await tabTo(page, words.consent);
    await keyboard.press("Space");
    await page.waitForURL(`${world.portalUrl}/account`);
    await tabTo(page, words.logOut);
    await keyboard.press("Enter");
    await page.getByRole("button", { name: words.portalLogIn }).waitFor();
  });
});
