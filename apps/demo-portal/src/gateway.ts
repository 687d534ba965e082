/** The gateway as this site sees it: what its discovery document says, asked for when it is first needed. */
import * as openid from "openid-client";
import type { Portal } from "./options.js";

export interface Gateway {
  readonly origin: string;
  /** Throws GatewayUnreachable; the next call asks again. */
  configuration(): Promise<openid.Configuration>;
}
export class GatewayUnreachable extends Error {
  override readonly name = "GatewayUnreachable";
}

const timeoutSeconds = 10;

/** @throws Error when the issuer is plain http and not on this machine */
export function connectGateway({ issuer, clientId, clientSecret }: Portal): Gateway {
  const server = new URL(issuer);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(server.hostname);
  if (server.protocol !== "https:" && !isLocal)
    throw new Error(`the issuer ${issuer} is neither https nor on this machine`);

  const execute = server.protocol === "http:" ? [openid.allowInsecureRequests] : [];
  let known: Promise<openid.Configuration> | undefined;
  async function discover(): Promise<openid.Configuration> {
    try {
      const authentication = openid.ClientSecretBasic(clientSecret);
      return await openid.discovery(server, clientId, undefined, authentication, { execute, timeout: timeoutSeconds });
    } catch (cause) {
      known = undefined;
      throw new GatewayUnreachable(`the gateway at ${issuer} did not answer as one`, { cause });
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
