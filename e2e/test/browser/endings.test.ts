import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  beginAtPortal,
  clientOf,
  logOut,
  passClient,
  typeCpr,
  typePassword,
} from "../../src/browser/log-in-by-hand.js";
import { WORDS } from "../../src/browser/words.js";
import type { Person } from "../../src/world/log-in.js";
import { setTheStage } from "./at-the-browser.js";

const stage = setTheStage();
const words = WORDS.en;
const choice = { profile: "default", language: "en" } as const;

async function begin(options?: Parameters<typeof stage.visit>[0]): Promise<Page> {
  const page = await (await stage.visit(options)).newPage();
  await beginAtPortal(page, stage.world, choice);
  return page;
}
async function failureOn(page: Page): Promise<string | null> {
  return page.locator("[data-code]").getAttribute("data-code");
}
async function finish(page: Page, person: Person): Promise<void> {
  await passClient(page, stage.world, person);
  await typeCpr(page, person.cpr ?? "");
  await page.waitForURL(`${stage.world.portalUrl}/account`);
}
async function tryWrongPassword(page: Page, person: Person, times: number): Promise<void> {
  for (let time = 1; time <= times; time += 1) {
    await typePassword(page, { ...person, password: `wrong${1000 + time}` });
    if (time < times) await clientOf(page).getByRole("alert").waitFor();
  }
}

describe("Cancel", () => {
  it("in NemID's client leads to a page from which another try succeeds", async () => {
    const page = await begin();
    await clientOf(page).getByRole("button", { name: words.clientCancel }).click();
    await page.getByRole("heading", { name: words.cancelled }).waitFor();
    expect(await failureOn(page)).toBe("nemid:client:CAN002");
    await page.getByRole("button", { name: words.retry }).click();
    await finish(page, await stage.newPerson());
  });
  it.each([{ language: "en" }, { language: "da" }] as const)(
    "in NemID's client leads back to the service too: $language",
    async ({ language }) => {
      const page = await (await stage.visit()).newPage();
      await beginAtPortal(page, stage.world, { profile: "demo", language });
      await clientOf(page).getByRole("button", { name: WORDS[language].clientCancel }).click();
      await page.getByRole("button", { name: WORDS[language].back }).click();
      await page.waitForURL(`${stage.world.portalUrl}/callback?**`);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(WORDS[language].refused);
    },
  );
  it("on the gateway's page leads back at once, and the portal lets one begin again", async () => {
    const page = await begin();
    await page.locator("form[data-cancel] button").click();
    await page.waitForURL(`${stage.world.portalUrl}/callback?**`);
    await page.getByRole("link", { name: words.retry }).click();
    await finish(page, await stage.newPerson());
  });
  it("on the CPR page leads back at once", async () => {
    const page = await begin();
    await passClient(page, stage.world, await stage.newPerson());
    await page.getByRole("button", { name: words.cancel }).click();
    await page.waitForURL(`${stage.world.portalUrl}/callback?**`);
  });
});

describe("NemID's client", () => {
  it("ends when nobody touches it, after a warning", async () => {
    const visitor = await stage.visit();
    await visitor.context.clock.install();
    const page = await visitor.newPage();
    await beginAtPortal(page, stage.world, choice);
    await visitor.context.clock.runFor(4 * 60_000 + 1000);
    await clientOf(page).getByText("The log-in ends soon").waitFor();
    await visitor.context.clock.runFor(60_000);
    await page.locator("[data-screen=failure]").waitFor();
    expect(await failureOn(page)).toBe("nemid:client:CAN003");
  });
  it("remembers the user-id of whoever ticked the box, and forgets it when the box is not ticked again", async () => {
    const person = await stage.newPerson();
    const page = await begin();
    await clientOf(page).getByLabel(words.remember).check();
    await finish(page, person);
    await logOut(page);
    await beginAtPortal(page, stage.world, choice);
    const userId = clientOf(page).getByLabel(words.userId, { exact: true });
    expect(await userId.inputValue()).toBe(person.alias);
    await clientOf(page).getByLabel(words.remember).uncheck();
    await finish(page, person);
    await logOut(page);
    await beginAtPortal(page, stage.world, choice);
    expect(await userId.inputValue()).toBe("");
  });
  it("locks after five wrong passwords, and stays locked for the right one", async () => {
    const person = await stage.newPerson();
    const page = await begin();
    await tryWrongPassword(page, person, 5);
    await page.locator("[data-screen=failure]").waitFor();
    expect(await failureOn(page)).toBe("nemid:client:LOCK001");
    await page.getByRole("button", { name: words.retry }).click();
    await typePassword(page, person);
    await page.locator("[data-code='nemid:client:AUTH004']").waitFor();
  });
  it("that never says a word is missed after a while", async () => {
    const { world } = stage;
    const visitor = await stage.visit();
    await visitor.context.clock.install();
    const page = await visitor.newPage();
    await page.route(`${world.simulator.url}/launcher/**`, (route) =>
      route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Nothing</title>" }),
    );
    await page.goto(`${world.portalUrl}/login?profile=default&language=en`);
    await page.getByText("Waiting for the log-in window").waitFor();
    await visitor.context.clock.runFor(21_000);
    await page.getByText("The log-in window does not answer.").waitFor();
  });
});

describe("three wrong CPR numbers", () => {
  it("end the log-in, each one said on the page", async () => {
    const page = await begin();
    await passClient(page, stage.world, await stage.newPerson());
    await typeCpr(page, "7101011234");
    await page.getByText("You have two more tries.").waitFor();
    expect(await page.title()).toMatch(/^Problem: /);
    await typeCpr(page, "7101011234");
    await page.getByText("You have one more try.").waitFor();
    await typeCpr(page, "7101011234");
    await page.locator("[data-code='nemid:cprmismatch']").waitFor();
    await page.getByRole("button", { name: words.back }).click();
    await page.waitForURL(`${stage.world.portalUrl}/callback?**`);
  });
});

describe("without script", () => {
  it("the client's page says what is missing, shows no empty frame, and lets one go back", async () => {
    const page = await (await stage.visit({ javaScriptEnabled: false })).newPage();
    await page.goto(`${stage.world.portalUrl}/login?profile=demo&language=da`);
    const notice = page.locator("noscript .problem"); // which Playwright does not look for by its text
    await notice.waitFor();
    expect(await notice.textContent()).toContain("kræver JavaScript");
    expect(await page.locator("#nemid_iframe").isVisible()).toBe(false);
    await page.getByRole("button", { name: WORDS.da.cancel }).click();
    await page.waitForURL(`${stage.world.portalUrl}/callback?**`);
  });
  it("the CPR page works, and so do the portal and its log-out", async () => {
    const { world } = stage;
    const person = await stage.newPerson();
    const scripted = await begin();
    await passClient(scripted, world, person);
    await scripted.getByLabel(words.cpr, { exact: true }).waitFor();
    const page = await (await stage.visit({ javaScriptEnabled: false })).newPage();
    await page.context().addCookies(await scripted.context().cookies());
    await page.goto(scripted.url());
    await typeCpr(page, "12");
    await page.getByRole("alert").waitFor();
    await typeCpr(page, person.cpr ?? "");
    await page.waitForURL(`${world.portalUrl}/account`);
    await page.getByRole("button", { name: words.logOut }).click();
    await page.locator("[data-screen=forward] form button").click();
    await page.waitForURL(`${world.portalUrl}/**`);
  });
});
