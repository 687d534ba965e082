import * as openid from "openid-client";
import { GatewayUnreachableError } from "./oidc-errors.js";
import type { OidcLoginOptions } from "./oidc-login.js";

type GatewayAccount = Pick<OidcLoginOptions, "issuer" | "clientId" | "clientSecret" | "timeoutSeconds">;

/** The gateway as its discovery document describes it. */
export interface Connection {
  readonly origin: string;
  /** Asked for once; after a failure the next call asks again. @throws GatewayUnreachableError */
  configuration(): Promise<openid.Configuration>;
}

/** @throws Error when the issuer is plain http and not on this machine */
export function connectGateway(options: GatewayAccount): Connection {
  const server = new URL(options.issuer);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(server.hostname);
  if (server.protocol !== "https:" && !isLocal)
    throw new Error(`the issuer ${options.issuer} is neither https nor on this machine`);

  let known: Promise<openid.Configuration> | undefined;
  async function discover(): Promise<openid.Configuration> {
    try {
      return await openid.discovery(
        server,
        options.clientId,
        undefined,
        openid.ClientSecretBasic(options.clientSecret),
        {
          // Not for TLS alone to say whose ID token it is (OpenID Connect Core 3.1.3.7 point 6 would let it).
          execute: [openid.enableNonRepudiationChecks, ...(isLocal ? [openid.allowInsecureRequests] : [])],
          timeout: options.timeoutSeconds ?? 10,
        },
      );
    } catch (cause) {
      known = undefined;
      throw new GatewayUnreachableError(`the gateway at ${options.issuer} did not answer as one`, { cause });
    }
  }
  return {
    origin: server.origin,
    configuration() {
      known ??= discover();
      return known;
    },
  };
}
