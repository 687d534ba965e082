/** What went wrong with a log-in, in the terms of the page that says it. */
import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client";
import { GatewayUnreachable } from "./gateway.js";

export interface Failure {
  readonly kind: FailureKind;
  readonly status: number;
  readonly error?: string; // the protocol's code, as the gateway gave it
  readonly description?: string;
}
type FailureKind = "denied" | "unavailable" | "rejected" | "unreachable" | "not-begun" | "not-found" | "fault";

/** Without a log-in begun in this browser the words of a callback are anybody's, and none of them is shown. */
export class LoginNotBegun extends Error {
  override readonly name = "LoginNotBegun";
}

/** Sorts openid-client's errors by what a person can do about them. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AuthorizationResponseError) {
    const { error: code, error_description: description } = error;
    const said = { error: code, description };
    if (code === "access_denied") return { kind: "denied", status: 403, ...said };
    if (code === "temporarily_unavailable") return { kind: "unavailable", status: 503, ...said };
    return { kind: "rejected", status: 400, ...said };
  }
  if (error instanceof ResponseBodyError)
    return { kind: "rejected", status: 502, error: error.error, description: error.error_description };
  if (error instanceof LoginNotBegun) return { kind: "not-begun", status: 400 };
  if (error instanceof GatewayUnreachable) return { kind: "unreachable", status: 503 };
  if (error instanceof ClientError) return { kind: "rejected", status: 502, error: error.code };
  return { kind: "fault", status: 500 };
}
