/** A whole signing as a person does it: the portal's form, the gateway's pages, NemID's own client, and back. */
import { readFile } from "node:fs/promises";
import type { Frame, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { readCode } from "../../src/browser/log-in-by-hand.js";
import { confirmReading, makePdf } from "../../src/browser/sign-by-hand.js";
import { type Language, WORDS } from "../../src/browser/words.js";
import { setTheStage } from "./at-the-browser.js";

const stage = setTheStage();
const PORTAL = {
  en: { order: "Read and sign", done: "It is signed, and it holds", sealed: "The sealed PDF (PAdES)" },
  da: { order: "Læs og underskriv", done: "Det er underskrevet, og det holder", sealed: "Den forseglede PDF (PAdES)" },
} as const;

async function order(page: Page, language: Language, pdf: Uint8Array): Promise<void> {
  await page.goto(`${stage.world.portalUrl}/sign?language=${language}`);
  await page.locator("#source-file").check();
  await page
    .locator("#file")
    .setInputFiles({ name: "loan.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdf) });
  await page.locator("#method-nemid-sign").check();
  await page.getByRole("button", { name: PORTAL[language].order }).click();
}

/** The gateway's page draws the PDF; then NemID's window opens. */
async function readAndGoOn(page: Page): Promise<Frame> {
  await page.locator("canvas").first().waitFor();
  await page.locator("form:has(input[name=action][value=sign]) button").click();
  const frame = await (await page.locator("#nemid_iframe").elementHandle())?.contentFrame();
  if (!frame) throw new Error("NemID's window did not open");
  return frame;
}

async function downloaded(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return readFile(await download.path());
}

describe("a visitor has a PDF of theirs signed with NemID in a browser", () => {
  it.each(["en", "da"] as const)("reads it twice, signs it and takes the sealed PDF along, in %s", async (language) => {
    const words = WORDS[language];
    const person = await stage.newPerson();
    const page = await (await stage.visit()).newPage();
    await order(page, language, await makePdf());
    const frame = await readAndGoOn(page);
    await confirmReading(frame, language);
    await frame.getByLabel(words.userId, { exact: true }).fill(person.alias);
    await frame.getByLabel(words.password).fill(person.password);
    await frame.getByRole("button", { name: words.next, exact: true }).click();
    await frame.getByLabel(words.code, { exact: true }).fill(await readCode(page, stage.world, person));
    await frame.locator("button.main").click();
    await page.waitForURL(`${stage.world.portalUrl}/signed/**`);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(PORTAL[language].done);
    expect(await page.locator("dd", { hasText: person.name }).count()).toBe(2);
    const sealed = await downloaded(page, PORTAL[language].sealed);
    expect(sealed.toString("latin1")).toMatch(/^%PDF-[\s\S]*ETSI\.CAdES\.detached/);
  });
});
