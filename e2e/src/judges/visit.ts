/** A person sent by a relying party, in a browser without a screen that goes all the way back to it. */
import { HttpBrowser, type Page } from "../http/http-browser.js";
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
      const page = await browser.get(address);
      if (!page.forms.some(({ id }) => id === "postBackForm"))
        throw new Error(`no log-in at ${page.url}: ${headingOf(page)}`);
      return goOn(browser, await answerClient(browser, host, page, person));
    },
  };
}

/** As a browser does with form_post's page (OAuth 2.0 Form Post Response Mode, 2): its one form is posted without a click. */
export async function goOn(browser: HttpBrowser, page: Page): Promise<Page> {
  const [form] = page.forms;
  const isCarrier = form !== undefined && ["code", "error"].some((name) => form.names.includes(name));
  return isCarrier ? browser.submit(page, form) : page;
}
