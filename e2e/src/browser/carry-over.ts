/** Takes a log-in that was begun by plain HTTP on into a browser window, cookies and all. */
import type { Page } from "playwright-core";
import type { HttpBrowser } from "../http/http-browser.js";

export async function openInWindow(page: Page, browser: HttpBrowser, url: string): Promise<void> {
  const { hostname, pathname } = new URL(url);
  const pairs = browser.cookies.headerFor(new URL(url)).split("; ").filter(Boolean);
  const cookies = pairs.map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), domain: hostname, path: pathname };
  });
  await page.context().addCookies(cookies);
  await page.goto(url);
}
