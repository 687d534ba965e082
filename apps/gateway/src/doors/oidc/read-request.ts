/** An authorization request, checked by oidc-provider already, as the flow engine understands it. */
import type { CustomerConfig, OidcClientConfig } from "@eid-gateway/config";
import { type Hints, NationalId } from "@eid-gateway/core";
import type { FlowRequest } from "../../flow/flow.js";
import { type AskedFor, expandMethods } from "../expand-methods.js";
import { pickLanguage, pickProfile } from "../pick-look.js";
import { type ClaimTable, claimsOfScopes, NATIONAL_ID, ORGANIZATION_NAME, ORGANIZATION_NUMBER } from "./claims.js";
import type { RegisteredClient } from "./clients.js";
import { readLoginHints } from "./fold-login-hints.js";
import { CONSENT_REVOKE } from "./prompts.js";

export const METHOD_URN = "urn:signicat:oidc:method:";
export const PORTAL_URN = "urn:signicat:oidc:portal:";
const PROFILE_URN = "urn:signicat:oidc:profile:";

/** Why a request that is well-formed OIDC cannot be served here: told to the relying party as `invalid_request`. */
export class UnservableRequest extends Error {
  override readonly name = "UnservableRequest";
}
type Parameters = Readonly<Record<string, unknown>>;

/**
 * @param warn is told of a profile that does not exist: a typo must not keep people from logging in
 * @throws UnservableRequest for an unknown or forbidden method or portal
 */
export function readRequest(
  { customer, client }: RegisteredClient,
  parameters: Parameters,
  table: ClaimTable,
  warn: (sentence: string) => void,
): Omit<FlowRequest, "door" | "reply"> {
  const acrValues = wordsOf(parameters.acr_values);
  const methods = readMethods(acrValues, customer, client);
  const hints = readHints(parameters);
  const profile = pickProfile(profileIn(acrValues, parameters), customer, methods, warn);
  return {
    service: customer.service,
    methods,
    profile,
    language: pickLanguage(wordsOf(parameters.ui_locales), customer, profile),
    needs: readNeeds(parameters, client, table),
    hints,
    fresh: wordsOf(parameters.prompt).includes("login") || parameters.max_age !== undefined,
    ...(wordsOf(parameters.prompt).includes(CONSENT_REVOKE) && { forget: true }),
    returnTo: String(parameters.redirect_uri),
    ...(typeof parameters.state === "string" && { state: parameters.state }),
  };
}

/** The profile of a request, also of one that cannot be served. */
export function profileOf({ customer, client }: RegisteredClient, parameters: Parameters): string {
  const acrValues = wordsOf(parameters.acr_values);
  return pickProfile(profileIn(acrValues, parameters), customer, methodsOrNone(acrValues, customer, client), () => {});
}

function methodsOrNone(...request: globalThis.Parameters<typeof readMethods>): readonly string[] {
  try {
    return readMethods(...request);
  } catch (error) {
    if (error instanceof UnservableRequest) return [];
    throw error;
  }
}

/** The methods asked for, in the order of the request; of the client's default portal, or all of its methods, when none is. */
function readMethods(
  acrValues: readonly string[],
  customer: CustomerConfig,
  { methods, defaultPortal }: OidcClientConfig,
): readonly string[] {
  const asked = acrValues.filter((value) => !value.startsWith(PROFILE_URN)).map(readUrn);
  const expanded = expandMethods(asked, { customer, methods, defaultPortal });
  if ("methods" in expanded) return expanded.methods;
  throw new UnservableRequest(REFUSALS[expanded.refused]);
}
const REFUSALS = {
  unknown: "acr_values names a method or portal that this client may not use",
  none: "this client has no method to log in with",
} as const;

function readUrn(value: string): AskedFor {
  if (value.startsWith(METHOD_URN)) return { kind: "method", name: value.slice(METHOD_URN.length) };
  if (value.startsWith(PORTAL_URN)) return { kind: "portal", name: value.slice(PORTAL_URN.length) };
  throw new UnservableRequest("acr_values names something this gateway does not know");
}

/** The plain parameter, else the URN, for clients that cannot add a parameter. */
function profileIn(acrValues: readonly string[], { profile }: Parameters): string | undefined {
  if (typeof profile === "string" && profile) return profile;
  return acrValues.find((value) => value.startsWith(PROFILE_URN))?.slice(PROFILE_URN.length);
}

function readNeeds(parameters: Parameters, client: OidcClientConfig, table: ClaimTable): FlowRequest["needs"] {
  const scopes = wordsOf(parameters.scope).filter((scope) => client.scopes.includes(scope));
  const claims = new Set([...claimsOfScopes(table, scopes), ...allowedClaims(parameters.claims, client, table)]);
  return {
    nationalId: claims.has(NATIONAL_ID),
    organization: [ORGANIZATION_NUMBER, ORGANIZATION_NAME].some((claim) => claims.has(claim)),
  };
}

/** What the `claims` parameter asks for (OpenID Connect Core 5.5), as far as the client's scopes could give it. */
export function allowedClaims(parameter: unknown, client: OidcClientConfig, table: ClaimTable): readonly string[] {
  if (typeof parameter !== "string") return [];
  const { userinfo, id_token } = JSON.parse(parameter) as { userinfo?: object; id_token?: object };
  const possible = claimsOfScopes(table, client.scopes);
  return Object.keys({ ...userinfo, ...id_token }).filter((claim) => possible.has(claim));
}

function readHints(parameters: Parameters): Hints {
  const { subject, ...other } = readLoginHints(parameters.login_hint as string | undefined);
  const digits = subject && /^(\d{6})-?(\d{4})$/.exec(subject);
  return { other, ...(digits && { nationalId: new NationalId("DK", digits[1]! + digits[2]!) }) };
}

function wordsOf(value: unknown): readonly string[] {
  return typeof value === "string" ? value.split(" ").filter(Boolean) : [];
}
