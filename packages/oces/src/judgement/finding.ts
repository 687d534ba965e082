/** Judgement in plain data: types, not interfaces, so that a report can be kept as a core `Storable`. */
import type { Reason } from "./reasons.js";

/** `undetermined` keeps an answer from being valid; `unchecked` only says that nobody looked. */
export type Level = "passed" | "failed" | "undetermined" | "unchecked";
export type Outcome = "valid" | "invalid" | "indeterminate";

export type Finding = {
  readonly rule: string; // "chain", "validity", "revocation": the name of the rule's function
  readonly level: Level;
  readonly text: string; // English, for operators and experts; holds no personal number
  readonly reason?: Reason; // with "failed" and "undetermined"
};

/** The answer over a list of findings; `reason` is that of the first finding that decided, in the order of the rules. */
export type Verdict = {
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly findings: readonly Finding[];
};
