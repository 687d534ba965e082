/** From what each kind of result says to one answer: the signature first, then whether it is the one that was wanted. */
import type { Outcome, Reason } from "@eid-gateway/oces";
import type { SigningSecurityCode } from "../signing-errors.js";
import { compareSigners } from "./compare-signer.js";
import type { ResultFormat, ResultQuestion, Verification } from "./verification.js";

export interface Judged extends Pick<Verification, "signers" | "answers" | "time"> {
  readonly format: ResultFormat;
  readonly decision: { readonly outcome: Outcome; readonly reason?: Reason };
  readonly hasDocuments: boolean;
  readonly hasOrder?: boolean;
}

export function sumUp(
  { decision, hasDocuments, hasOrder = true, ...said }: Judged,
  { signer }: ResultQuestion,
): Verification {
  const problem =
    refusalOf(decision) ??
    (hasDocuments ? undefined : "other-document") ??
    (hasOrder ? undefined : "other-order") ??
    compareSigners(said.signers, signer);
  if (!problem) return { ...said, outcome: "valid" };
  const outcome = problem === "undetermined" ? "indeterminate" : "invalid";
  return { ...said, outcome, problem, ...(decision.reason && { reason: decision.reason }) };
}

/** Undefined: the signature holds. */
function refusalOf({ outcome, reason }: Judged["decision"]): SigningSecurityCode | undefined {
  if (outcome === "valid") return undefined;
  if (outcome === "indeterminate") return "undetermined";
  return reason === "other-document" || reason === "other-signer" ? reason : "not-valid";
}
