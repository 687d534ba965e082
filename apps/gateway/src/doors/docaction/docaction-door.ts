/**
 * The door of signing: `/std/docaction/<service>` begins a sitting (see sitting.ts), whose flows end here. Nothing of an outcome is
 * told to the customer: the sitting takes it up, and the order's state is what the customer asks for.
 */
import type { Identity, NationalId, Storable } from "@eid-gateway/core";
import type { Door, FlowOutcome } from "../../flow/flow.js";

export const DOCACTION = "docaction";

/** What a flow leaves for its sitting, in its own sealed row. */
export type FlowEnd =
  | {
      readonly kind: "done";
      readonly transaction: string;
      readonly method: string;
      readonly family: string;
      readonly intent: "authenticate" | "sign";
      readonly at: string;
      readonly subject: string;
      readonly identityKind: Identity["kind"];
      readonly name: string;
      readonly country: string;
      readonly nationalId?: NationalId;
      readonly assurance?: "low" | "substantial" | "high";
    }
  | { readonly kind: "failed"; readonly code: string; readonly isCancelled: boolean };

/** The door's memory of a request. */
export type Reply = { readonly sitting: string };

export function createDocactionDoor(): Door {
  return {
    name: DOCACTION,
    answer: async (reply: Storable, outcome: FlowOutcome) => ({
      address: `/sitting/${(reply as Reply).sitting}`,
      kept: flowEnd(outcome) satisfies Storable,
    }),
  };
}

function flowEnd(outcome: FlowOutcome): FlowEnd {
  if (outcome.kind === "failed")
    return { kind: "failed", code: outcome.code, isCancelled: outcome.category === "cancelled" };
  const { transaction, method, family, intent, country, at, identity } = outcome;
  const { subject, kind: identityKind, name, nationalId, assurance } = identity;
  const person = {
    subject,
    identityKind,
    name,
    country,
    ...(nationalId && { nationalId }),
    ...(assurance && { assurance }),
  };
  return { kind: "done", transaction, method, family, intent, at: at.toISOString(), ...person };
}
