/**
 * The way to a first password: a temporary one comes by post and is good for choosing another, once.
 *
 *   sent ── right ──> the user chooses ──> activated
 *    │                       └─ cancels ─> void (CAN001), later AUTH008
 *    └── five wrong ─────────────────────> void (AUTH001), later AUTH008
 */
import { drawFrom } from "../state/seeded-draw.js";
import { inventPassword } from "./autofill.js";
import type { Activation, NemidUser } from "./identity.js";
import { isSamePassword } from "./password-rules.js";

const TRIES = 5; // never published

/** A new one makes any before it, and the user's own password, worthless. */
export function sendTemporaryPassword(
  { nemidNumber, temporaryPasswordsSent = 0 }: NemidUser,
  seed: string,
): { readonly activation: Activation; readonly temporaryPasswordsSent: number } {
  const draw = drawFrom(seed, "temporary password", nemidNumber, temporaryPasswordsSent);
  const temporaryPassword = `${inventPassword(draw)}${draw.digits(2)}`;
  return { activation: { temporaryPassword, wrongTries: 0 }, temporaryPasswordsSent: temporaryPasswordsSent + 1 };
}

export const VOID: Activation = { wrongTries: 0 };

/** @returns `right`, or what is left of the activation after a wrong try */
export function tryTemporaryPassword(activation: Activation, typed: string): "right" | Activation {
  const { temporaryPassword, wrongTries } = activation;
  if (temporaryPassword !== undefined && isSamePassword(typed, temporaryPassword)) return "right";
  return wrongTries + 1 < TRIES ? { temporaryPassword, wrongTries: wrongTries + 1 } : VOID;
}
