/** The relying party's side of a method URL, by hand: where people are sent, and what is made of the answer. */
import { X509Certificate } from "node:crypto";
import { readSamlResponse, type SamlLogin, SamlResponseError } from "@eid-gateway/saml";
import type { HttpBrowser, Page } from "../http/http-browser.js";
import { answerClient, answerCpr, type ClientHost, headingOf, type Person } from "./log-in.js";

export const TARGET = "http://localhost:3999/saml";

/** `/std/method/<service>/` with these parameters, percent-encoded. */
export function methodUrl(gateway: string, parameters: Readonly<Record<string, string>>, service = "demo"): URL {
  const url = new URL(`/std/method/${service}/`, gateway);
  url.search = new URLSearchParams({ target: TARGET, ...parameters }).toString();
  return url;
}

export interface PostedAnswer {
  readonly action: string;
  readonly response: string;
  readonly target: string;
}

/** What the page would post. @throws Error when it is no answer page */
export function answerOn(page: Page): PostedAnswer {
  const form = page.forms.find(({ names }) => names.includes("SAMLResponse"));
  if (!form) throw new Error(`no answer on this page: ${headingOf(page)}`);
  return { action: form.action, response: form.fields.SAMLResponse ?? "", target: form.fields.TARGET ?? "" };
}

/** The script of the answer page, which tells the gateway just before it posts the form. */
export async function tellSent(browser: HttpBrowser, page: Page): Promise<void> {
  const receipt = /data-receipt="([^"]*)"/.exec(page.text)?.[1];
  if (receipt === undefined) throw new Error("this page asks for no receipt");
  await browser.post(new URL(receipt, page.url), {});
}

export async function certificatesOf(gateway: string): Promise<readonly X509Certificate[]> {
  const pem = await (await fetch(new URL("/std/certificates.pem", gateway))).text();
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

/** As the customer's server does on receiving it: all six checks. */
export async function readAnswer(
  gateway: string,
  posted: PostedAnswer,
  more: { readonly now?: Date; readonly audience?: string; readonly recipient?: string } = {},
): Promise<SamlLogin | SamlResponseError> {
  const certificates = await certificatesOf(gateway);
  const expected = { recipient: TARGET, certificates, now: new Date(), seen: async () => false, ...more };
  return readSamlResponse(posted.response, expected).catch((error: unknown) => {
    if (error instanceof SamlResponseError) return error;
    throw error;
  });
}

/** Attributes as `namespace/name=value`, in the order of the answer. */
export function linesOf(login: SamlLogin | SamlResponseError): readonly string[] {
  if (login instanceof SamlResponseError) throw new Error(`no log-in: ${login.code}`);
  return login.attributes.map(({ namespace, name, value }) => `${namespace}/${name}=${value}`);
}

/** All the way from the customer's address to the page that posts the answer. */
export async function walkToAnswer(browser: HttpBrowser, world: ClientHost, url: URL, person: Person): Promise<Page> {
  const afterClient = await answerClient(browser, world, await browser.get(url), person);
  const asksCpr = afterClient.forms.some(({ names }) => names.includes("cpr"));
  return asksCpr ? answerCpr(browser, afterClient, person.cpr ?? "") : afterClient;
}
