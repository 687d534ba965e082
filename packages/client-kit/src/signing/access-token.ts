/** A token for the REST face, by client_credentials (RFC 6749 section 4.4), kept until shortly before its end. */
import * as openid from "openid-client";
import type { Connection } from "../oidc/connect-gateway.js";
import { OidcSecurityError } from "../oidc/oidc-errors.js";
import { translated } from "../oidc/translate-errors.js";
import { SigningRefusedError } from "./signing-errors.js";

export interface AccessToken {
  /** @throws SigningRefusedError when this client gets none; GatewayUnreachableError */
  get(): Promise<string>;
  /** Another one the next time: this one was refused. */
  forget(token: string): Promise<void>;
}

type Kept = { readonly token: string; readonly until: number };

const SCOPE = "signicat-api";
/** Not used in its last seconds: it has to be good when it arrives. */
const MARGIN_S = 30;

export function keepAccessToken(connection: Connection, clock: { now(): Date }): AccessToken {
  let kept: Promise<Kept> | undefined;

  async function ask(): Promise<Kept> {
    const from = clock.now().getTime();
    const answer = await translated(async () =>
      openid.clientCredentialsGrant(await connection.configuration(), { scope: SCOPE }),
    ).catch(refused);
    const seconds = Math.max(0, (answer.expires_in ?? 0) - MARGIN_S);
    return { token: answer.access_token, until: from + seconds * 1000 };
  }
  async function current(): Promise<Kept> {
    kept ??= ask();
    const asked = kept;
    try {
      return await asked;
    } catch (error) {
      if (kept === asked) kept = undefined; // not kept: the next call asks again
      throw error;
    }
  }
  return {
    async get() {
      const found = await current();
      if (clock.now().getTime() < found.until) return found.token;
      kept = undefined;
      return (await current()).token;
    },
    async forget(token) {
      const known = kept;
      const found = await known?.catch(() => undefined);
      if (found?.token === token && kept === known) kept = undefined; // another call may have replaced it by now
    },
  };
}

function refused(error: unknown): never {
  if (error instanceof OidcSecurityError) throw new SigningRefusedError({ status: 401, code: error.code }, error);
  throw error;
}
