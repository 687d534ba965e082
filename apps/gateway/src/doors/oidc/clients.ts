/** A customer's OIDC clients in oidc-provider's terms. */
import {
  type Config,
  type CustomerConfig,
  type MessageEncryption,
  type OidcClientConfig,
  SIGNING_SCOPE,
} from "@eid-gateway/config";
import type { ClientMetadata } from "oidc-provider";

export interface RegisteredClient {
  readonly customer: CustomerConfig;
  readonly client: OidcClientConfig;
}

/** Client ids are unique in a gateway; the configuration has been checked for that. */
export function listClients({ customers }: Config): ReadonlyMap<string, RegisteredClient> {
  const pairs = [...customers.values()].flatMap((customer) =>
    [...customer.clients.values()].map((client) => [client.clientId, { customer, client }] as const),
  );
  return new Map(pairs);
}

/**
 * The sector is the service, whatever hosts its redirect URIs are on (OpenID Connect Core 8.1). The address is never fetched: the
 * configuration has said already which URIs belong together.
 */
export function metadataOf({ customer, client }: RegisteredClient): ClientMetadata {
  const logsIn = client.redirectUris.length > 0;
  return {
    client_id: client.clientId,
    client_name: client.name,
    ...(client.secret !== undefined && { client_secret: client.secret }),
    ...(client.jwks && { jwks: client.jwks as NonNullable<ClientMetadata["jwks"]> }),
    application_type: isNative(client) ? "native" : "web",
    token_endpoint_auth_method: client.auth,
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
    response_types: logsIn ? ["code"] : [],
    grant_types: grantsOf(client, logsIn),
    scope: client.scopes.join(" "),
    subject_type: "pairwise",
    sector_identifier_uri: `https://sector.invalid/${customer.service}`,
    require_auth_time: true,
    require_pushed_authorization_requests: client.requirePushedRequests,
    ...encryptionOf("id_token", client.idTokenEncryption),
    ...encryptionOf("userinfo", client.userinfoEncryption),
    // What is encrypted is signed first: otherwise anybody with the client's public key could have made it.
    ...((client.userinfoSigning ?? client.userinfoEncryption) && { userinfo_signed_response_alg: "RS256" }),
  };
}

function grantsOf({ scopes }: OidcClientConfig, logsIn: boolean): string[] {
  const grants = logsIn ? ["authorization_code"] : [];
  if (scopes.includes("offline_access")) grants.push("refresh_token");
  if (scopes.includes(SIGNING_SCOPE)) grants.push("client_credentials");
  return grants;
}

function encryptionOf(message: "id_token" | "userinfo", encryption: MessageEncryption | undefined) {
  if (!encryption) return {};
  const { alg, enc } = encryption;
  return { [`${message}_encrypted_response_alg`]: alg, [`${message}_encrypted_response_enc`]: enc };
}

/** An app, which other apps on the same device may pretend to be (RFC 8252 8.6): it gets no log-in without the person. */
export function isNative({ redirectUris }: OidcClientConfig): boolean {
  return !redirectUris.every(isWeb);
}

function isWeb(uri: string): boolean {
  return /^https?:/i.test(uri);
}
