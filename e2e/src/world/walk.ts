/** A person who answers whatever page comes, until the relying party has its answer. */
import type { HttpBrowser, Page } from "../http/http-browser.js";
import { answerClient, answerCpr, type ClientHost, codeOn, headingOf, type Person, pressCancel } from "./log-in.js";

export interface Walk {
  /** Where it ends: at the relying party's address, or at the page with the answer to post. */
  readonly end: Page;
  /** Every page on the way. */
  readonly pages: readonly Page[];
  /** The code on a failure page, if the way led over one. */
  readonly code: string | undefined;
}

const MAX_PAGES = 10;

/** @param organization the CVR number to choose; without one the person acts for themselves */
export async function walk(
  browser: HttpBrowser,
  world: ClientHost,
  url: URL,
  person: Person,
  organization = "",
): Promise<Walk> {
  const pages: Page[] = [];
  let page = await browser.get(url);
  for (let at = 0; at < MAX_PAGES; at++) {
    const names = page.forms.flatMap((form) => form.names);
    if (page.status === 0 || names.includes("SAMLResponse"))
      return { end: page, pages, code: pages.map(codeOn).find((code) => code !== undefined) };
    pages.push(page);
    page = await answer(page, names);
  }
  throw new Error(`no end after ${MAX_PAGES} pages: ${headingOf(page)}`);

  async function answer(shown: Page, names: readonly string[]): Promise<Page> {
    if (shown.forms.some(({ id }) => id === "postBackForm" || id === "signedForm"))
      // A client that lets nobody in posts nothing: all that is left is our own Cancel.
      return answerClient(browser, world, shown, person).catch(() => pressCancel(browser, shown));
    if (names.includes("cpr")) return answerCpr(browser, shown, person.cpr ?? "");
    const choice = shown.forms.find((form) => form.names.includes("organization"));
    if (choice) return browser.submit(shown, choice, { organization, action: "continue" });
    return pressCancel(browser, shown);
  }
}
