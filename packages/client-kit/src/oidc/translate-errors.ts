import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import { GatewayUnreachableError, OidcResponseError, OidcSecurityError } from "./oidc-errors.js";

/** From calls between servers alone: a proxy's page, half an answer. Nothing that a browser brings ends so. */
const NO_ANSWER = ["OAUTH_TIMEOUT", "OAUTH_RESPONSE_IS_NOT_CONFORM", "OAUTH_RESPONSE_IS_NOT_JSON", "OAUTH_PARSE_ERROR"];

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
  if (error instanceof WWWAuthenticateChallengeError) return new OidcSecurityError(challengeOf(error), error);
  if (error instanceof ClientError) {
    if (NO_ANSWER.includes(error.code ?? ""))
      return new GatewayUnreachableError("the gateway did not answer as one", { cause: error });
    return new OidcSecurityError(error.code ?? "unknown", error);
  }
  // What fetch throws when nobody answers.
  if (error instanceof TypeError && error.cause !== undefined)
    return new GatewayUnreachableError("the gateway did not answer", { cause: error });
  return error;
}

/** Basic asks for the client's secret again, Bearer for another access token (RFC 6749 5.2, RFC 6750 3). */
function challengeOf({ cause }: WWWAuthenticateChallengeError): string {
  const [first] = cause;
  return first?.parameters.error ?? (first?.scheme === "basic" ? "invalid_client" : "invalid_token");
}
