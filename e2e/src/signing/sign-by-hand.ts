/** A person at the signing pages, without a screen: reads, agrees, signs with NemID, and is asked for their number. */
import type { HttpBrowser, Page } from "../http/http-browser.js";
import { decodeEntities } from "../http/read-forms.js";
import { answerClient, answerCpr, type ClientHost, headingOf, type Person } from "../world/log-in.js";

/** Presses the button of a form by its field `action`. @throws Error when the page has none */
export function press(
  browser: HttpBrowser,
  page: Page,
  action: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const form = page.forms.find((each) => each.fields.action === action);
  if (!form) throw new Error(`nothing to ${action} on this page: ${headingOf(page)}`);
  return browser.submit(page, form, fields);
}

/** From the document's page through NemID to wherever that leads. */
export async function signOn(browser: HttpBrowser, world: ClientHost, page: Page, person: Person): Promise<Page> {
  return passNemid(browser, world, await press(browser, page, "sign", { consent: "on" }), person);
}

/** NemID's client, then the question for the number, whichever way it is asked. */
export async function passNemid(browser: HttpBrowser, world: ClientHost, page: Page, person: Person): Promise<Page> {
  const answered = await answerClient(browser, world, page, person);
  if (answered.forms.some(({ names }) => names.includes("cpr"))) return answerCpr(browser, answered, person.cpr ?? "");
  const asksConsent = answered.text.includes('data-screen="nemid/cpr-given"');
  return asksConsent ? browser.submit(answered, answered.forms[0]!, { action: "check" }) : answered;
}

/** Where the page that ends a sitting leads: the customer's own address. */
export function wayBack(page: Page): string | undefined {
  const written = /<meta http-equiv="refresh" content="0;url=([^"]*)"/.exec(page.text)?.[1];
  return written === undefined ? undefined : decodeEntities(written);
}

/** Opens a document's file, as the link on its page does. */
export function openFile(browser: HttpBrowser, page: Page, at = 0): Promise<Page> {
  const [, sitting] = /(\/sitting\/[^/?]+)/.exec(new URL(page.url).pathname) ?? [];
  return browser.get(new URL(`${sitting}/file/${at}`, page.url));
}
