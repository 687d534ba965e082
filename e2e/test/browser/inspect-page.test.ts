import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectPage } from "../../src/browser/inspect-page.js";
import { withoutScript } from "../../src/browser/without-script.js";
import { startBrowser } from "../../src/start-browser.js";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const ADDRESS = "http://page.example/";
async function inspect(body: string, { script = true } = {}): Promise<string> {
  const page = await browser.newPage();
  const html = `<!doctype html><html lang="en"><title>Page</title>${body}</html>`;
  await page.route(ADDRESS, (route) => route.fulfill({ contentType: "text/html", body: html }));
  const open = () => page.goto(ADDRESS);
  await (script ? open() : withoutScript(page, open));
  const faults = await inspectPage(page);
  await page.close();
  return faults.join("\n");
}

describe("the inspection of a page", () => {
  it("finds nothing where there is nothing", async () => {
    expect(await inspect("<main><h1>Fine</h1></main>")).toBe("");
  });
  it.each([
    ["a picture without words", "<img src='x.png'>", "image-alt"],
    [
      "pale text, where it is pale",
      "<style>@media(prefers-color-scheme:dark){p{color:#ddd}}</style><p>pale</p>",
      "dark 320px",
    ],
    [
      "a page that is wider than a narrow screen",
      "<div style='width:400px'>a</div>",
      "light 320px /: scrolls sideways by",
    ],
    [
      "what is wrong on a wide screen only",
      "<style>@media(min-width:600px){p{color:#ddd}}</style><p>pale</p>",
      "light 1280px",
    ],
    [
      "two small buttons side by side",
      "<button style='all:unset'>a</button><button style='all:unset'>b</button>",
      "target-size",
    ],
    [
      "what is wrong in a frame",
      "<iframe title=f srcdoc='<html lang=en><title>f</title><main><h1>f</h1><input></main>'></iframe>",
      "label",
    ],
  ])("finds %s", async (_what, body, fault) => {
    expect(await inspect(`<main><h1>Page</h1>${body}</main>`)).toContain(fault);
  });
  it("sees without script what is for those without", async () => {
    const body = "<main><h1>Page</h1><noscript><input></noscript></main>";
    expect(await inspect(body)).toBe("");
    expect(await inspect(body, { script: false })).toContain("label");
  });
});
