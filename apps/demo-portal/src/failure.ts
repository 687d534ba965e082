/** What went wrong with a log-in, in the terms of the page that says it. */
import {
  GatewayUnreachableError,
  OidcResponseError,
  OidcSecurityError,
  SamlResponseError,
  SamlSecurityError,
  SigningRefusedError,
  SigningSecurityError,
} from "@eid-gateway/client-kit";
import { FormRefused } from "./read-form.js";

export interface Failure {
  readonly kind: FailureKind;
  readonly status: number;
  readonly error?: string; // the protocol's code, as the gateway gave it
  readonly description?: string;
}
type FailureKind =
  | "denied"
  | "unavailable"
  | "rejected"
  | "unreachable"
  | "not-begun"
  | "forgotten"
  | "not-found"
  | "fault";

/** Without a log-in begun in this browser the words of an answer are anybody's, and none of them is shown. */
export class LoginNotBegun extends Error {
  override readonly name = "LoginNotBegun";
}

/** What was signed here is kept for minutes, and shown to the browser that began. */
export class SigningForgotten extends Error {
  override readonly name = "SigningForgotten";
}

/** Sorts the client kit's errors by what a person can do about them. */
export function failureOf(error: unknown): Failure {
  if (error instanceof OidcResponseError) {
    const said = { error: error.error, description: `${error.code}; ${error.text}` };
    if (error.error === "access_denied") return { kind: "denied", status: 403, ...said };
    if (error.error === "temporarily_unavailable") return { kind: "unavailable", status: 503, ...said };
    return { kind: "rejected", status: 400, ...said };
  }
  if (error instanceof SamlResponseError)
    return { kind: "denied", status: 403, error: error.code, description: error.text };
  if (error instanceof SamlSecurityError) return { kind: "rejected", status: 400, error: error.code };
  if (error instanceof OidcSecurityError) return { kind: "rejected", status: 502, error: error.code };
  if (error instanceof SigningRefusedError || error instanceof SigningSecurityError)
    return { kind: "rejected", status: 502, error: error.code };
  if (error instanceof SigningForgotten) return { kind: "forgotten", status: 404 };
  if (error instanceof FormRefused) return { kind: "rejected", status: 400 };
  if (error instanceof LoginNotBegun) return { kind: "not-begun", status: 400 };
  if (error instanceof GatewayUnreachableError) return { kind: "unreachable", status: 503 };
  return { kind: "fault", status: 500 };
}
