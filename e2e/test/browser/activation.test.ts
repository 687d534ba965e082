/** The key card client in standard mode: a temporary password, the choice of a password, and of an identity. */
import { type DescribedIdentity, type RunningSimulator, startSimulator } from "@eid-gateway/nemid-simulator";
import { testKeys } from "@eid-gateway/oces-testing";
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { KEY_CARD } from "../../src/browser/client-calls.js";
import { inspectPage } from "../../src/browser/inspect-page.js";
import { type ServiceProvider, startServiceProvider } from "../../src/browser/service-provider.js";
import { openVisitor, type Visitor } from "../../src/browser/visitor.js";
import { startBrowser } from "../../src/start-browser.js";

let simulator: RunningSimulator;
let browser: Browser;
let shop: ServiceProvider;
let visitor: Visitor;
let page: Page;
let person: DescribedIdentity;
beforeAll(async () => {
  [simulator, browser] = await Promise.all([startSimulator({ port: 0, tlsPort: 0, keys: testKeys() }), startBrowser()]);
  shop = await startServiceProvider(simulator, KEY_CARD);
});
beforeEach(async () => {
  person = await simulator.createIdentity({ autofill: true, kind: "POCES", status: "temporary-password" });
  visitor = await openVisitor(browser);
  page = await visitor.newPage();
});
afterEach(async () => {
  const complaints = visitor.complaints();
  await visitor.close();
  expect(complaints, "the console").toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  shop?.stop();
  await simulator?.stop();
});

async function openActivation(changes = {}) {
  const client = await shop.open(page, changes);
  await client.frame.locator("#userId").fill(person.userId);
  await client.frame.locator("#password").fill(person.temporaryPassword!);
  await client.frame.locator("button.main").click();
  await client.frame.locator("#repeated").waitFor();
  return client;
}
async function choose(frame: Frame, password: string, repeated = password): Promise<void> {
  await frame.getByLabel("New password").fill(password);
  await frame.getByLabel("Repeat the password").fill(repeated);
  await frame.getByRole("button", { name: "Activate" }).click();
}
async function typeCode(frame: Frame): Promise<void> {
  const number = await frame.locator("#number").textContent();
  const card = await (await fetch(`${simulator.url}/api/identities/${person.alias}/keycard`)).json();
  const { codes } = card as { codes: { number: string; code: string }[] };
  await frame.getByLabel("Code", { exact: true }).fill(codes.find((pair) => pair.number === number)!.code);
  await frame.getByRole("button", { name: "Log on" }).click();
}
async function lastSaid(said: () => Promise<readonly { command: string; content: string }[]>) {
  await page.waitForFunction(() => (window as unknown as { said: unknown[] }).said.length > 0);
  const [message, ...more] = await said();
  expect([message?.command, more]).toEqual(["changeResponseAndSubmit", []]);
  return Buffer.from(message!.content, "base64").toString("utf8");
}

describe("a person with a temporary password", () => {
  it("chooses a password and user-id, and is logged in", async () => {
    const { frame, said } = await openActivation();
    await frame.getByLabel("New user ID").fill("ny.bruger");
    await choose(frame, "kaffe42");
    await typeCode(frame);
    expect(await lastSaid(said)).toMatch(/^<\?xml/);
    const kept = simulator.identities().find(({ alias }) => alias === person.alias);
    expect(kept).toMatchObject({ userId: "ny.bruger", password: "kaffe42", status: "valid" });
  });

  it("is told what is wrong with a choice, and types anew from the first field", async () => {
    const { frame } = await openActivation();
    await choose(frame, "kaffe42", "kaffe43");
    expect(await frame.getByRole("alert").textContent()).toBe("The two passwords are not the same.");
    expect(await frame.evaluate(() => document.activeElement?.id)).toBe("password");
    expect(await frame.getByLabel("New password").inputValue()).toBe("");
  });

  it("ends with CAN001 by Cancel", async () => {
    const { frame, said } = await openActivation();
    await frame.getByRole("button", { name: "Cancel" }).click();
    expect(await lastSaid(said)).toBe("CAN001");
  });

  it("chooses among identities by the keyboard alone", async () => {
    const employee = await simulator.createIdentity({ autofill: true, kind: "MOCES", user: person.alias });
    const { frame, said } = await openActivation();
    await choose(frame, "kaffe42");
    await typeCode(frame);
    await frame.getByRole("radio").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const xml = await lastSaid(said);
    const certificates = [...xml.matchAll(/<ds:X509Certificate>([^<]*)</g)].map(([, der]) =>
      Buffer.from(der!, "base64").toString("latin1"),
    );
    expect(certificates[1]).toContain(`CVR:${employee.cvr}-RID:${employee.rid}`);
  });
});

describe.each(["EN", "DA"])("there is no fault on the screen for a new password in %s", (LANGUAGE) => {
  it("at first", async () => {
    await openActivation({ LANGUAGE });
    expect(await inspectPage(page)).toEqual([]);
  });

  it("with a message", async () => {
    const { frame } = await openActivation({ LANGUAGE });
    await frame.locator("button.main").click();
    await frame.getByRole("alert").waitFor();
    expect(await inspectPage(page)).toEqual([]);
  });
});
