import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import { GatewayUnreachableError, OidcResponseError, OidcSecurityError } from "./oidc-errors.js";

/** openid-client's many errors, as the three things a relying party can do about them. */
export async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translate(error);
  }
}

function translate(error: unknown): unknown {
  if (error instanceof AuthorizationResponseError)
    return new OidcResponseError(error.error, error.error_description, error);
  if (error instanceof ResponseBodyError) {
    if (error.status >= 500)
      return new GatewayUnreachableError(`the gateway answered ${error.status}`, { cause: error });
    return new OidcSecurityError(error.error, error);
  }
  if (error instanceof WWWAuthenticateChallengeError) return new OidcSecurityError("invalid_token", error);
  if (error instanceof ClientError) {
    if (error.code === "OAUTH_TIMEOUT")
      return new GatewayUnreachableError("the gateway took too long", { cause: error });
    return new OidcSecurityError(error.code ?? "unknown", error);
  }
  // What fetch throws when nobody answers.
  if (error instanceof TypeError && error.cause !== undefined)
    return new GatewayUnreachableError("the gateway did not answer", { cause: error });
  return error;
}
