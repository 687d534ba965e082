/** Which claims there are, which scope gives them, and what they hold. One table for discovery and for release. */
import type { AnyEidMethod } from "@eid-gateway/core";
import type { FlowOutcome } from "../../flow/flow.js";

export type Claims = Readonly<Record<string, string | boolean>>;
/** Scope -> the claims it gives. */
export type ClaimTable = Readonly<Record<string, readonly string[]>>;

export const NATIONAL_ID = "signicat.national_id";
const ORGANIZATION = "signicat.organization";
export const ORGANIZATION_NUMBER = "signicat.organization.number";
export const ORGANIZATION_NAME = "signicat.organization.name";

/** `openid` lists what the ID token says of the log-in itself; oidc-provider puts amr there only where a scope asks for it. */
const COMMON: ClaimTable = {
  openid: ["sub", "amr", "acr", "auth_time"],
  profile: ["name", "given_name", "family_name", "locale", "birthdate"],
  [NATIONAL_ID]: [NATIONAL_ID],
  [ORGANIZATION]: [ORGANIZATION_NUMBER, ORGANIZATION_NAME],
  [ORGANIZATION_NUMBER]: [ORGANIZATION_NUMBER],
  [ORGANIZATION_NAME]: [ORGANIZATION_NAME],
};

/** Each of them gives the company that was chosen, and the list of those that could have been. */
export const ORGANIZATION_SCOPES = [ORGANIZATION, ORGANIZATION_NUMBER, ORGANIZATION_NAME];

/** The common scopes, and one for each family: `nemid` gives `nemid.pid` and whatever else its methods declare. */
export function createClaimTable(methods: readonly AnyEidMethod[]): ClaimTable {
  const table: Record<string, readonly string[]> = { ...COMMON };
  for (const { family, attributes = {} } of methods) {
    const claims = Object.keys(attributes).map((name) => `${family}.${name}`);
    if (claims.length > 0) table[family] = [...new Set([...(table[family] ?? []), ...claims])];
  }
  return table;
}

/** The claims that these scopes may give. */
export function claimsOfScopes(table: ClaimTable, scopes: Iterable<string>): ReadonlySet<string> {
  return new Set([...scopes].flatMap((scope) => table[scope] ?? []));
}

/** `locale` is the country in capitals, as relying parties of this kind of hub have always had it; not BCP 47. */
export function claimsOf({ identity, family, country }: Extract<FlowOutcome, { kind: "done" }>): Claims {
  const { name, givenName, familyName, birthDate, nationalId, organization, attributes } = identity;
  return {
    name,
    locale: country,
    ...(givenName && { given_name: givenName }),
    ...(familyName && { family_name: familyName }),
    ...(birthDate && { birthdate: birthDate }),
    ...(nationalId && { [NATIONAL_ID]: nationalId.reveal() }),
    ...(organization && { [ORGANIZATION_NUMBER]: organization.number, [ORGANIZATION_NAME]: organization.name }),
    ...Object.fromEntries(Object.entries(attributes).map(([key, value]) => [`${family}.${key}`, value])),
  };
}
