/**
 * A request on its way to oidc-provider: its parameters as oidc-provider can read them (one login hint, no request object), and what it
 * must still be told about them: whether they were encrypted, or why they are refused.
 */
import { IncomingMessage } from "node:http";
import { decodeJwt } from "jose";
import { errors } from "oidc-provider";
import type { Log } from "../../log.js";
import type { RegisteredClient } from "./clients.js";
import { foldLoginHints } from "./fold-login-hints.js";
import { type RequestObjectParts, RequestObjectRefused, readRequestObject } from "./request-object.js";

export interface IncomingParts extends RequestObjectParts {
  readonly clients: ReadonlyMap<string, RegisteredClient>;
  readonly log: Log;
}
/** What oidc-provider's request does not say of itself. */
export interface Remark {
  /** Nobody on its way could read it. */
  readonly wasEncrypted: boolean;
  /** Kept until oidc-provider has checked client and redirect address, so that the relying party is the one to be told. */
  readonly refusal?: errors.OIDCProviderError;
}

const remarks = new WeakMap<IncomingMessage, Remark>();
const PLAIN: Remark = { wasEncrypted: false };

export function remarkOn(request: IncomingMessage): Remark {
  return remarks.get(request) ?? PLAIN;
}

/** The request with its parameters unpacked, those of its form or else of its address. */
export async function unpackRequest(
  request: IncomingMessage,
  form: string | undefined,
  parts: IncomingParts,
): Promise<IncomingMessage> {
  const url = request.url ?? "/";
  const at = url.indexOf("?"); // a query may hold further question marks (RFC 3986 3.4): a `state`, the query of a redirect URI
  if (form === undefined && at < 0) return request;
  const { query, remark } = await unpack(form ?? url.slice(at + 1), request, parts);
  const unpacked = form === undefined ? request : withForm(request, query);
  if (form === undefined) request.url = `${url.slice(0, at)}?${query}`;
  remarks.set(unpacked, remark);
  return unpacked;
}

type Unpacked = { readonly query: string; readonly remark: Remark };

async function unpack(query: string, { headers }: IncomingMessage, parts: IncomingParts): Promise<Unpacked> {
  const outside = new URLSearchParams(query);
  const [object, ...others] = outside.getAll("request");
  const client = parts.clients.get(clientIdIn(outside, headers.authorization) ?? "");
  if (object === undefined || !client || outside.has("request_uri"))
    return { query: foldLoginHints(query), remark: PLAIN };
  try {
    if (others.length > 0) throw new RequestObjectRefused("it is given twice");
    const { parameters, wasEncrypted } = await readRequestObject(object, client, parts);
    for (const name of ["response_type", "client_id"]) refuseContradiction(name, outside, parameters);
    const all = new URLSearchParams({ ...credentialsIn(outside), ...parameters });
    return { query: all.toString(), remark: { wasEncrypted } };
  } catch (error) {
    if (!(error instanceof RequestObjectRefused)) throw error;
    const reason = error.message;
    parts.log.warn({ client: client.client.clientId, reason }, "a request object was refused");
    for (const name of ["request", "login_hint"]) outside.delete(name);
    const refusal = new errors.InvalidRequestObject(reason);
    return { query: outside.toString(), remark: { wasEncrypted: false, refusal } };
  }
}

/** Whom the request says it is from; oidc-provider asks for the proof. A pushed one may name its client by the proof alone. */
function clientIdIn(outside: URLSearchParams, authorization = ""): string | undefined {
  const named = outside.get("client_id");
  if (named) return named;
  const basic = /^basic (.+)$/i.exec(authorization)?.[1];
  // Client ids are letters, digits, dots, - and _: nothing in them is ever percent-encoded.
  return basic ? Buffer.from(basic, "base64").toString().split(":")[0] : issuerOf(outside.get("client_assertion"));
}

function issuerOf(assertion: string | null): string | undefined {
  try {
    return assertion === null ? undefined : decodeJwt(assertion).iss;
  } catch {
    return undefined; // oidc-provider says what is wrong with it
  }
}

/** OpenID Connect Core 6.1. */
function refuseContradiction(name: string, outside: URLSearchParams, inside: Readonly<Record<string, string>>): void {
  const said = outside.get(name);
  if (said && inside[name] !== undefined && said !== inside[name]) {
    throw new RequestObjectRefused(`its ${name} is not the one beside it`);
  }
}

/** How the client proves itself at the pushed-request address is not part of the request. */
function credentialsIn(outside: URLSearchParams): Record<string, string> {
  const names = ["client_secret", "client_assertion", "client_assertion_type"];
  return Object.fromEntries([...outside].filter(([name]) => names.includes(name)));
}

/** The request again, its form unread: oidc-provider reads the body of what it gets. */
function withForm({ socket, method, url, headers }: IncomingMessage, form: string): IncomingMessage {
  const again = new IncomingMessage(socket);
  const length = String(Buffer.byteLength(form));
  Object.assign(again, { method, url, headers: { ...headers, "content-length": length }, complete: true });
  again.push(form);
  again.push(null);
  return again;
}
