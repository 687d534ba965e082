/** A log-in to the end: the person's way through the pages, then the relying party's call for tokens. */
import type { HttpBrowser } from "../http/http-browser.js";
import { type ClientHost, logIn, openBrowser, type Person } from "./log-in.js";
import { authorize, type RelyingParty, redeem } from "./oidc-client.js";

export interface Granted {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly code: string;
  readonly verifier: string;
}
export interface HowToLogIn {
  readonly extra?: Readonly<Record<string, string>>;
  readonly browser?: HttpBrowser;
}

export async function getTokens(
  world: ClientHost & { readonly url: string },
  party: RelyingParty,
  person: Person,
  { extra, browser = openBrowser() }: HowToLogIn = {},
): Promise<Granted> {
  const { url, verifier } = authorize(`${world.url}/oidc`, party, extra);
  const end = await logIn(browser, world, url, person);
  return redeemEnd(world, party, end, verifier);
}

/** @param end the relying party's address, with the code @throws Error when there is none, or it is worth nothing */
export async function redeemEnd(
  world: { readonly url: string },
  party: RelyingParty,
  end: URL,
  verifier: string,
): Promise<Granted> {
  const code = end.searchParams.get("code");
  if (!code) throw new Error(`no code: ${end.searchParams.get("error")} ${end.searchParams.get("error_description")}`);
  const { status, body } = await redeem(`${world.url}/oidc`, party, code, verifier);
  if (status !== 200) throw new Error(`no tokens: ${JSON.stringify(body)}`);
  const { id_token: idToken, access_token: accessToken, refresh_token: refreshToken } = body as Record<string, string>;
  return { idToken: idToken!, accessToken: accessToken!, refreshToken, code, verifier };
}

/** A call of the client's own server, authenticated by its secret. */
export async function callAs(
  party: RelyingParty,
  url: string,
  fields: Readonly<Record<string, string>> | URLSearchParams,
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
  const basic = Buffer.from(`${party.clientId}:${party.secret ?? ""}`).toString("base64");
  const answer = await fetch(url, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams(fields),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
}
