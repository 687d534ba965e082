/** Which claims there are, which scope gives them, and what they hold. One table for discovery, for release and for the docs. */
import type { FlowOutcome } from "../../flow/flow.js";

export type Claims = Readonly<Record<string, string | boolean>>;

export const NATIONAL_ID = "signicat.national_id";
export const ORGANIZATION = "signicat.organization";

/** `openid` lists what the ID token says of the log-in itself; oidc-provider puts amr there only where a scope asks for it. */
export const CLAIMS_BY_SCOPE: Readonly<Record<string, readonly string[]>> = {
  openid: ["sub", "amr", "acr", "auth_time"],
  profile: ["name", "given_name", "family_name", "locale", "birthdate"],
  [NATIONAL_ID]: [NATIONAL_ID],
  [ORGANIZATION]: ["signicat.organization.number", "signicat.organization.name"],
};

/** `locale` is the country in capitals, as relying parties of this kind of hub have always had it; not BCP 47. */
export function claimsOf({ identity, country }: Extract<FlowOutcome, { kind: "done" }>): Claims {
  const { name, givenName, familyName, birthDate, nationalId, organization } = identity;
  return {
    name,
    locale: country,
    ...(givenName && { given_name: givenName }),
    ...(familyName && { family_name: familyName }),
    ...(birthDate && { birthdate: birthDate }),
    ...(nationalId && { [NATIONAL_ID]: nationalId.reveal() }),
    ...(organization && { "signicat.organization.number": organization.number }),
    ...(organization && { "signicat.organization.name": organization.name }),
  };
}

/** The claims that these scopes may give. */
export function claimsOfScopes(scopes: Iterable<string>): ReadonlySet<string> {
  return new Set([...scopes].flatMap((scope) => CLAIMS_BY_SCOPE[scope] ?? []));
}
