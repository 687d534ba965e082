import type { OidcClientConfig } from "@eid-gateway/config";

/** OpenID Connect Core wants a list; hubs of old sent one string, and some clients still read that. */
export function amrFor({ legacyAmrString }: OidcClientConfig, amr: readonly string[]): string[] {
  // oidc-provider hands on what it is given, whatever its types say.
  return legacyAmrString ? (amr.join(" ") as unknown as string[]) : [...amr];
}
