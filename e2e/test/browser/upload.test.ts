/** A person supplies a file on the signing pages, in a browser. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eventsOf, fetchResult, orderUpload, statusOf } from "../../src/signing/order-by-soap.js";
import { samplePdf } from "../../src/signing/sample-pdf.js";
import { setTheStage } from "./at-the-browser.js";

const stage = setTheStage();
const WORDS = {
  en: { supply: "Supply", taken: "I have read it", done: "Thank you, it is done", refused: "cannot be taken" },
  da: { supply: "Læg op", taken: "Jeg har læst det", done: "Tak, det er klaret", refused: "kan ikke tages imod" },
} as const;

const choose = (page: Page, name: string, mimeType: string, content: Uint8Array | string) =>
  page.locator("#file").setInputFiles({ name, mimeType, buffer: Buffer.from(content as string) });
const screenOf = (page: Page) => page.locator("main").getAttribute("data-screen");

describe("a person who is asked for a file", () => {
  it.each(["en", "da"] as const)("supplies a PDF, sees it, and sends it in, in %s", async (language) => {
    const words = WORDS[language];
    const { id, url } = await orderUpload(stage.world, language);
    const pdf = await samplePdf(2);
    const page = await (await stage.visit()).newPage();
    await page.goto(url);
    await choose(page, "løn & <b>.pdf", "application/pdf", pdf);
    await page.getByRole("button", { name: words.supply }).click();
    await page.locator("canvas").nth(1).waitFor();
    await page.getByRole("button", { name: words.taken }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(words.done);
    const kept = await fetchResult(stage.world, `${stage.world.url}/doc/demo/order/${id}/task/own/original`);
    expect([kept.type, Buffer.from(kept.bytes).equals(pdf)]).toEqual(["application/pdf", true]);
  });

  it.each(["en", "da"] as const)(
    "is told when it is none that can be taken, and may choose another, in %s",
    async (language) => {
      const words = WORDS[language];
      const { id, url } = await orderUpload(stage.world, language);
      const page = await (await stage.visit()).newPage();
      await page.goto(url);
      for (const [name, type, content] of [
        ["me.png", "image/png", "x"],
        ["empty.txt", "text/plain", ""],
        ["none.pdf", "application/pdf", "I am none"],
      ] as const) {
        await choose(page, name, type, content);
        await page.getByRole("button", { name: words.supply }).click();
        await page.locator('[role="alert"]', { hasText: words.refused }).waitFor();
        expect([await screenOf(page), await eventsOf(stage.world, id)]).toEqual([
          "sign/upload",
          expect.not.arrayContaining(["document-uploaded"]),
        ]);
      }
      await choose(page, "payslip.txt", "text/plain", "30 000 kr.");
      await page.getByRole("button", { name: words.supply }).click();
      await page.getByRole("button", { name: words.taken }).click();
      expect((await statusOf(stage.world, id)).status).toBe("completed");
    },
  );

  it("cannot send the form without one", async () => {
    const { id, url } = await orderUpload(stage.world);
    const page = await (await stage.visit()).newPage();
    await page.goto(url);
    await page.getByRole("button", { name: WORDS.en.supply }).click();
    expect(await page.locator("#file").evaluate((input) => (input as HTMLInputElement).validity.valueMissing)).toBe(
      true,
    );
    expect(await eventsOf(stage.world, id)).not.toContain("document-uploaded");
  });
});
