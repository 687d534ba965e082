/** From an outcome to what a SAML answer will say of it, kept until the browser comes for it. */
import {
  type SamlAuthentication,
  type SamlMessage,
  type SigningKey,
  samlIdentityOf,
  writeSamlFailure,
  writeSamlResponse,
} from "@eid-gateway/saml";
import { failureTerms } from "../../flow/failures.js";
import type { FlowOutcome } from "../../flow/flow.js";

export const METHOD_URL_DOOR = "method-url";

/** The door's memory of a request. */
export type AskedAnswer = {
  readonly service: string;
  /** With the query of the request, to the letter. */
  readonly target: string;
  readonly issuer: string;
  readonly audience?: string;
  readonly continuesTo: readonly string[];
  readonly nationalId: boolean;
};
export type Answer =
  | {
      readonly kind: "done";
      readonly login: Omit<SamlAuthentication, "authenticationInstant"> & { readonly atMs: number };
    }
  | { readonly kind: "failed"; readonly code: string; readonly text: string };

/** @throws Error for an identity that no answer can name, see `samlIdentityOf` */
export function answerOf(asked: AskedAnswer, outcome: FlowOutcome): Answer {
  if (outcome.kind === "failed") return { kind: "failed", ...failureTerms(outcome.code, outcome.category) };
  const { family, identity, method: methodName } = outcome;
  const release = { family, methodName, service: asked.service, releaseNationalId: asked.nationalId };
  return {
    kind: "done",
    login: {
      issuer: asked.issuer,
      ...(asked.audience !== undefined && { audience: asked.audience }),
      ...samlIdentityOf(identity, release),
      atMs: outcome.at.getTime(),
    },
  };
}

/** @throws XmlError for a value with characters that XML does not allow */
export function signAnswer(answer: Answer, recipient: string, now: Date, key: SigningKey): Promise<SamlMessage> {
  const envelope = { recipient, issueInstant: now };
  if (answer.kind === "failed") return writeSamlFailure({ ...envelope, code: answer.code, text: answer.text }, key);
  const { atMs, ...login } = answer.login;
  return writeSamlResponse({ ...envelope, ...login, authenticationInstant: new Date(atMs) }, key);
}
