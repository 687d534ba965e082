/** A visitor of the demo portal who has something signed, without a screen. */
import type { HttpBrowser, Page } from "../http/http-browser.js";
import { type ClientHost, headingOf, type Person } from "../world/log-in.js";
import { openFile, signOn, wayBack } from "./sign-by-hand.js";

export interface PortalWish {
  readonly source: "sample" | "file" | "text";
  readonly method: string;
  readonly text?: string;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
}

/** Posts the portal's form as a browser does. @returns the gateway's page, or the portal's own with what is wrong */
export async function orderAtPortal(
  browser: HttpBrowser,
  portalUrl: string,
  { source, method, text = "", file }: PortalWish,
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ source, method, text })) form.set(name, value);
  const { name = "", bytes = new Uint8Array() } = file ?? {};
  form.set("file", new Blob([Uint8Array.from(bytes)], { type: "application/octet-stream" }), name);
  return browser.upload(new URL("/sign", portalUrl), form, headers);
}

/** From the gateway's page through NemID and back at the portal. */
export async function signAtGateway(
  browser: HttpBrowser,
  world: ClientHost,
  page: Page,
  person: Person,
): Promise<Page> {
  if (page.text.includes("/file/0")) await openFile(browser, page);
  const end = await signOn(browser, world, page, person);
  const back = wayBack(end);
  if (back === undefined) throw new Error(`the signing ended on a page: ${headingOf(end)}`);
  return browser.get(back);
}
