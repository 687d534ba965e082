import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { loginProperties, type SigningContent, signMessage } from "@eid-gateway/oces-testing";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectPage } from "../../src/browser/inspect-page.js";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, SIGNED_AT, type VerificationDesk } from "../../src/cli/verification-desk.js";
import { startBrowser } from "../../src/start-browser.js";

const HOSTILE = `<html><head><style>body{display:none}</style></head><body onload="document.title='taken'">
<p>I owe 100 kr.</p><img src="http://tracker.example/pixel"><script>document.title = "taken"</script></body></html>`;
const SIGNING = { action: "sign", requestIssuer: "Demo", timeStamp: "2022-05-01 14:00:00+0200" } as const;
const DEED = {
  kind: "pdf",
  pdf: Buffer.from("%PDF-1.4"),
  title: "A title that goes on and on ".repeat(6),
  attachments: [{ mimeType: "image/png", bytes: Buffer.from("png"), title: "Plan.png" }],
} as const satisfies SigningContent;
let desk: VerificationDesk;
let browser: Browser;
let files: string[];
beforeAll(async () => {
  [desk, browser] = await Promise.all([openVerificationDesk(), startBrowser()]);
  const properties = [
    { name: "signtext", value: HOSTILE, encoding: "base64", visible: true } as const,
    ...loginProperties(SIGNING),
  ];
  const hostile = signMessage({ identity: await desk.ca.issuePoces({ name: "Ella <b>Testesen</b>" }), properties });
  const deed = signMessage({
    identity: await desk.ca.issueMoces(),
    properties: loginProperties(SIGNING),
    signing: DEED,
  });
  const logIn = await desk.logIn();
  files = [
    desk.file("hostile.xml", hostile),
    logIn,
    desk.file("deed.xml", deed),
    desk.file("changed.xml", readFileSync(logIn, "utf8").replace(">4839204711<", ">1<")),
    desk.file("refused.xml", readFileSync(logIn, "utf8").replace("<ds:KeyInfo>", "<!-- --><ds:KeyInfo>")),
    desk.file("no-message.txt", "hello"),
  ];
});
afterAll(async () => {
  await browser?.close();
  desk?.remove();
});

async function openReport(language: "da" | "en") {
  const options = ["--trust", desk.root, "--crl", desk.lists, "--at", SIGNED_AT];
  const { stdout } = await runGateway(["verify", "--report", "html", "--lang", language, ...options, ...files]);
  const path = join(dirname(desk.root), `${language}.html`);
  writeFileSync(path, stdout);
  // The inspection runs its own script in the page, which the report's policy is there to forbid.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  return { page, requests, path, close: () => context.close() };
}

describe.each(["da", "en"] as const)("a report in %s", (language) => {
  it("is accessible, and readable on a narrow screen", async () => {
    const { page, close } = await openReport(language);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await inspectPage(page)).toEqual([]);
    await close();
  }, 120_000);

  it("shows signed HTML as its source, runs nothing and loads nothing", async () => {
    const { page, requests, path, close } = await openReport(language);
    expect(await page.locator("pre").textContent()).toContain('<script>document.title = "taken"</script>');
    expect(await page.title()).not.toBe("taken");
    expect(await page.locator("script, img, iframe, object, embed, link").count()).toBe(0);
    expect(await page.getByText("Ella <b>Testesen</b>").count()).toBeGreaterThan(0);
    expect(requests).toEqual([pathToFileURL(path).href]);
    await close();
  });

  it("begins a page of paper with each message", async () => {
    const { page, close } = await openReport(language);
    expect(await page.locator("article").count()).toBe(files.length);
    const pdf = (await page.pdf()).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThanOrEqual(files.length);
    await close();
  });
});

it("the policy of a report lets its own style through and nothing else", async () => {
  const { path, close } = await openReport("en");
  await close();
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path).href);
  expect(
    await page
      .locator(".verdict")
      .first()
      .evaluate((element) => getComputedStyle(element).borderTopWidth),
  ).toBe("3px");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken'";
    document.body.append(script);
    return document.title;
  });
  expect(ran).not.toBe("taken");
  await page.close();
});
