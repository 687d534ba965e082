/** A person sent by a relying party, in a browser without a screen that goes all the way back to it. */
import { HttpBrowser, type Page } from "../http/http-browser.js";
import { decodeEntities } from "../http/read-forms.js";
import { answerClient, type ClientHost, headingOf, type Person } from "../world/log-in.js";
import { navigate } from "./navigate.js";

export interface Visit {
  readonly browser: HttpBrowser;
  /** Logs in and gives the relying party's page. */
  logIn(address: string, host: ClientHost, person: Person): Promise<Page>;
}

export function openVisit(): Visit {
  const browser = new HttpBrowser({ fetch: navigate });
  return {
    browser,
    async logIn(address, host, person) {
      const page = await choose(browser, await browser.get(address));
      if (!page.forms.some(({ id }) => id === "postBackForm"))
        throw new Error(`no log-in at ${page.url}: ${headingOf(page)}`);
      return goOn(browser, await answerClient(browser, host, page, person));
    },
  };
}

/** As a browser does without a click: follows a refresh, and posts form_post's one form (OAuth 2.0 Form Post Response Mode, 2). */
export async function goOn(browser: HttpBrowser, page: Page): Promise<Page> {
  const refresh = /<meta http-equiv="refresh" content="0;url=([^"]*)">/.exec(page.text)?.[1];
  if (refresh !== undefined) return goOn(browser, await browser.get(new URL(decodeEntities(refresh), page.url)));
  const [form] = page.forms;
  const isCarrier = form !== undefined && ["code", "error"].some((name) => form.names.includes(name));
  return isCarrier ? browser.submit(page, form) : page;
}

/** Which eID, where the relying party names none. */
async function choose(browser: HttpBrowser, page: Page): Promise<Page> {
  const form = page.forms.find(({ names }) => names.includes("method"));
  return form ? browser.submit(page, form, { method: "nemid" }) : page;
}
