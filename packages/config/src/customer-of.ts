import { dirname, resolve } from "node:path";
import type { CustomerConfig, SigningConfig } from "./customer-config.js";
import type { LoadedCustomer } from "./load-customers.js";
import { credentialFileOf } from "./load-gateway.js";
import type { OidcClientConfig } from "./oidc-config.js";
import type { CustomerFile } from "./schema/customer-file.js";
import { defaultAuth, type OidcClientFile } from "./schema/oidc-client.js";

/** A customer as the gateway uses it, once nothing is wrong with what was read. */
export function customerOf({ file, profiles }: LoadedCustomer, data: CustomerFile): CustomerConfig {
  const { apiVersion: _, oidc, credentials, methods, portals, signing, ...plain } = data;
  const names = Object.keys(methods);
  return {
    ...plain,
    file,
    profiles,
    credentials: new Map(Object.entries(credentials).map(([name, written]) => [name, credentialFileOf(file, written)])),
    methods: new Map(Object.entries(methods)),
    portals: new Map(Object.entries(portals)),
    clients: new Map(oidc.clients.map((client) => [client.clientId, clientOf(client, names)])),
    ...(oidc.sessionReuse && { sessionReuse: oidc.sessionReuse }),
    ...(signing && { signing: signingOf(file, data.service, signing) }),
  };
}

function signingOf(file: string, service: string, signing: NonNullable<CustomerFile["signing"]>): SigningConfig {
  const stylesheets = Object.entries(signing.stylesheets).map(
    ([name, written]) => [name, resolve(dirname(file), written)] as const,
  );
  return { ...signing, storeUser: signing.storeUser ?? service, stylesheets: new Map(stylesheets) };
}

function clientOf(client: OidcClientFile, methods: readonly string[]): OidcClientConfig {
  return { ...client, auth: client.auth ?? defaultAuth(client.type), methods: client.methods ?? methods };
}
