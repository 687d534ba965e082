import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logInByHand } from "../../src/browser/log-in-by-hand.js";
import { openVisitor } from "../../src/browser/visitor.js";
import { WORDS } from "../../src/browser/words.js";
import { startBrowser } from "../../src/start-browser.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld({ withPortal: true }), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

const choices = [
  { profile: "default", language: "en" },
  { profile: "default", language: "da" },
  { profile: "demo", language: "en" },
  { profile: "demo", language: "da" },
] as const;

describe("a person logs in to the demo portal with NemID and out again", () => {
  it.each(choices)("in the profile $profile, language $language", async (choice) => {
    const words = WORDS[choice.language];
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const visitor = await openVisitor(browser);
    const page = await visitor.newPage();
    await logInByHand(page, world, person, choice);

    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(
      words.welcome.replace("{name}", person.name),
    );
    const claim = (name: string) => page.locator("#userinfo-claims tr", { hasText: name }).locator("td").textContent();
    expect(await claim("signicat.national_id")).toBe(person.cpr);
    expect(await claim("nemid.pid")).toBe(person.pid);

    await page.getByRole("button", { name: words.logOut }).click();
    await page.getByRole("button", { name: words.portalLogIn }).waitFor();
    await page.goto(`${world.portalUrl}/account`);
    expect(new URL(page.url()).pathname).toBe("/");
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });
});
