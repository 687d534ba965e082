/** A person at the gateway's pages, without a screen: answers NemID's clients and the CPR page by posting their forms. */
import { HttpBrowser, type Page } from "../http/http-browser.js";
import { decodeEntities } from "../http/read-forms.js";
import { type ClientSays, postWhatClientSays } from "./client-form.js";

/** Whose client answers: a world's simulator, or one that runs by itself. */
export interface ClientHost {
  readonly simulator: { readonly url: string };
}

export interface Person {
  readonly alias: string;
  readonly password: string;
  readonly cpr?: string | undefined;
}

/** A browser that stops where the relying party would answer. */
export function openBrowser(options: { headers?: Readonly<Record<string, string>> } = {}): HttpBrowser {
  return new HttpBrowser({ ...options, stopAt: (url) => url.port === "3999" });
}

/** The parameters on a client's page, as its script would hand them to the client. */
export function parametersOn(page: Page): string {
  const found = /<script[^>]*id="(?:nemid|codefile)_parameters"[^>]*>([\s\S]*?)<\/script>/.exec(page.text)?.[1];
  if (found === undefined) throw new Error(`no client on this page: ${headingOf(page)}`);
  return found;
}

/** What the client in the frame would post for this person. */
export async function clientSays(
  world: ClientHost,
  page: Page,
  person: Person,
  more: { readonly origin?: string; readonly code?: string } = {},
): Promise<ClientSays> {
  const answer = await fetch(`${world.simulator.url}/api/client`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      parameters: parametersOn(page),
      origin: more.origin ?? new URL(page.url).origin,
      userId: person.alias,
      password: person.password,
      code: more.code ?? "auto",
    }),
  });
  const said = (await answer.json()) as Partial<ClientSays>;
  if (said.command === undefined) throw new Error(`the simulator's client answered ${answer.status}`);
  return { ...said, command: said.command };
}

/** The same, its content alone: a message or a code, in base64. */
export async function clientAnswer(...asked: Parameters<typeof clientSays>): Promise<string> {
  return (await clientSays(...asked)).content ?? "";
}

/** Posts a message as the client's answer. */
export function postResponse(browser: HttpBrowser, page: Page, response: string): Promise<Page> {
  return postWhatClientSays(browser, page, { command: "changeResponseAndSubmit", content: response });
}

export async function answerClient(browser: HttpBrowser, world: ClientHost, page: Page, person: Person): Promise<Page> {
  return postWhatClientSays(browser, page, await clientSays(world, page, person));
}

export function answerCpr(
  browser: HttpBrowser,
  page: Page,
  cpr: string,
  more: { readonly remember?: "on" } = {},
): Promise<Page> {
  const form = page.forms.find(({ names }) => names.includes("cpr"));
  if (!form) throw new Error(`no CPR field on this page: ${headingOf(page)}`);
  return browser.submit(page, form, { cpr, action: "check", ...more });
}

export function pressCancel(browser: HttpBrowser, page: Page): Promise<Page> {
  const form = page.forms.find(({ names }) => names.includes("cancel"));
  if (!form) throw new Error(`no Cancel on this page: ${headingOf(page)}`);
  return browser.submit(page, form, { cancel: "1" });
}

/** All the way from the relying party's address back to it. */
export async function logIn(browser: HttpBrowser, world: ClientHost, url: URL, person: Person): Promise<URL> {
  const afterClient = await answerClient(browser, world, await browser.get(url), person);
  const asksCpr = afterClient.forms.some(({ names }) => names.includes("cpr"));
  const end = asksCpr ? await answerCpr(browser, afterClient, person.cpr ?? "") : afterClient;
  if (end.status !== 0) throw new Error(`the log-in ended on a page: ${headingOf(end)}`);
  return new URL(end.url);
}

export function headingOf(page: Page): string {
  const heading = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page.text)?.[1] ?? `status ${page.status}`;
  return decodeEntities(heading.replace(/<[^>]*>/g, "").trim());
}

/** The failure's code, which the page carries for tests and support. */
export function codeOn(page: Page): string | undefined {
  return /data-code="([^"]*)"/.exec(page.text)?.[1];
}
