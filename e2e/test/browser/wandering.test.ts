import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  beginAtPortal,
  clientOf,
  logInByHand,
  logOut,
  passClient,
  readCode,
  typeCode,
  typeCpr,
  typePassword,
} from "../../src/browser/log-in-by-hand.js";
import { WORDS } from "../../src/browser/words.js";
import { setTheStage } from "./at-the-browser.js";

const stage = setTheStage();
const words = WORDS.en;
const choice = { profile: "default", language: "en" } as const;

async function expectAccountOf(page: Page, { name }: { readonly name: string }): Promise<void> {
  await page.waitForURL(`${stage.world.portalUrl}/account`);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(`Welcome, ${name}`);
}
async function screenOf(page: Page): Promise<string | null> {
  return page.locator("main").getAttribute("data-screen");
}

describe("nobody is lost", () => {
  it("by a double click on every main button", async () => {
    const { world } = stage;
    const person = await stage.newPerson();
    const page = await (await stage.visit()).newPage();
    await page.goto(`${world.portalUrl}/?language=en`);
    await page.getByRole("button", { name: words.portalLogIn }).dblclick();
    const client = clientOf(page);
    await client.getByLabel(words.userId, { exact: true }).fill(person.alias);
    await client.getByLabel(words.password).fill(person.password);
    await client.getByRole("button", { name: words.next }).dblclick();
    const code = client.getByLabel(words.code, { exact: true });
    await code.waitFor();
    await code.fill(await readCode(page, world, person));
    await client.getByRole("button", { name: words.confirm }).dblclick();
    await page.getByLabel(words.cpr, { exact: true }).fill(person.cpr ?? "");
    await page.getByRole("button", { name: words.consent }).dblclick();
    await expectAccountOf(page, person);
  });

  it("by loading the page again at every step", async () => {
    const { world } = stage;
    const person = await stage.newPerson();
    const page = await (await stage.visit()).newPage();
    await beginAtPortal(page, world, choice);
    await page.reload();
    await typePassword(page, person);
    await clientOf(page).locator("#number").waitFor();
    await page.reload(); // the client begins anew
    await passClient(page, world, person);
    await page.getByLabel(words.cpr, { exact: true }).waitFor();
    await page.reload();
    await typeCpr(page, "12");
    await page.getByRole("alert").waitFor();
    await page.reload();
    await typeCpr(page, person.cpr ?? "");
    await expectAccountOf(page, person);
    await page.reload();
    await expectAccountOf(page, person);
  });

  it("by going back and forward at every step", async () => {
    const { world } = stage;
    const person = await stage.newPerson();
    const page = await (await stage.visit()).newPage();
    await beginAtPortal(page, world, choice);
    await page.goBack();
    await page.goForward();
    await passClient(page, world, person);
    await page.getByLabel(words.cpr, { exact: true }).waitFor();
    await page.goBack();
    await page.goForward();
    expect(await screenOf(page)).toBe("nemid/cpr");
    await typeCpr(page, person.cpr ?? "");
    await expectAccountOf(page, person);
  });

  it("by going back from the account: the log-in says that it is over, and the account is still there", async () => {
    const { world } = stage;
    const person = await stage.newPerson();
    const page = await (await stage.visit()).newPage();
    await beginAtPortal(page, world, choice);
    const flow = page.url();
    await passClient(page, world, person);
    await typeCpr(page, person.cpr ?? "");
    await expectAccountOf(page, person);
    const answer = await page.context().request.get(flow, { failOnStatusCode: false });
    expect(await answer.text()).toContain('data-screen="notice/completed"');
    await page.goBack();
    await page.locator('[data-screen="notice/completed"]').waitFor();
    await page.goto(`${world.portalUrl}/account`);
    await expectAccountOf(page, person);
  });

  it("by closing the window and coming back to the address", async () => {
    const { world } = stage;
    const person = await stage.newPerson();
    const visitor = await stage.visit();
    const closed = await visitor.newPage();
    await beginAtPortal(closed, world, choice);
    await passClient(closed, world, person);
    await closed.getByLabel(words.cpr, { exact: true }).waitFor();
    const address = closed.url();
    await closed.close();
    const page = await visitor.newPage();
    await page.goto(address);
    await typeCpr(page, person.cpr ?? "");
    await expectAccountOf(page, person);
  });

  it("by two log-ins in two tabs at once", async () => {
    const { world } = stage;
    const [one, other] = [await stage.newPerson(), await stage.newPerson()];
    const visitor = await stage.visit();
    const [left, right] = [await visitor.newPage(), await visitor.newPage()];
    await beginAtPortal(left, world, choice);
    await beginAtPortal(right, world, { profile: "demo", language: "en" });
    await typePassword(left, one);
    await typePassword(right, other);
    await typeCode(right, world, other);
    await typeCode(left, world, one);
    await typeCpr(left, one.cpr ?? "");
    await expectAccountOf(left, one);
    await typeCpr(right, other.cpr ?? "");
    await expectAccountOf(right, other);
  });

  it("by changing the language on the way", async () => {
    const { world } = stage;
    const person = await stage.newPerson();
    const page = await (await stage.visit()).newPage();
    await beginAtPortal(page, world, choice);
    await passClient(page, world, person);
    await page.getByRole("link", { name: "Dansk" }).click();
    await typeCpr(page, "12", "da");
    await page.getByRole("alert").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("da");
    await typeCpr(page, person.cpr ?? "", "da");
    await page.waitForURL(`${world.portalUrl}/account`);
  });

  it("by logging in again after logging out, nor lets the first person back in", async () => {
    const { world } = stage;
    const [one, other] = [await stage.newPerson(), await stage.newPerson()];
    const page = await (await stage.visit()).newPage();
    await logInByHand(page, world, one, choice);
    await logOut(page);
    await logInByHand(page, world, other, choice);
    await expectAccountOf(page, other);
  });
});
