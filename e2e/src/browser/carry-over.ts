/** Takes a log-in that was begun by plain HTTP on into a browser window, cookies and all. */
import type { Page } from "playwright-core";
import type { HttpBrowser } from "../http/http-browser.js";

export async function openInWindow(page: Page, browser: HttpBrowser, url: string): Promise<void> {
  const cookies = browser.cookies.list().map(({ name, value, host, path }) => ({ name, value, domain: host, path }));
  await page.context().addCookies(cookies);
  await page.goto(url);
}
