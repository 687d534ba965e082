/** Judgement in plain data: types, not interfaces, so that a report can be kept as a core `Storable`. */
import { type Indicated, indicate } from "./indications.js";
import type { Reason } from "./reasons.js";

/** `undetermined` keeps an answer from being valid; `unchecked` only says that nobody looked. */
export type Level = "passed" | "failed" | "undetermined" | "unchecked";
export type Outcome = "valid" | "invalid" | "indeterminate";

export type Finding = {
  readonly rule: string; // "chain", "validity", "revocation": the name of the rule
  readonly level: Level;
  readonly text: string; // English, for operators and experts; holds no personal data
  readonly reason?: Reason; // with "failed" and "undetermined"
};

/** The answer over a list of findings; `reason` is that of the first finding that decided, in the order of the rules. */
export type Verdict = Indicated & {
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly findings: readonly Finding[];
};

/** What a rule says before it has been given its name. */
export type Said = Omit<Finding, "rule">;

export function passed(text: string): Said {
  return { level: "passed", text };
}
export function failed(reason: Reason, text: string): Said {
  return { level: "failed", reason, text };
}
export function undetermined(reason: Reason, text: string): Said {
  return { level: "undetermined", reason, text };
}
export function unchecked(text: string): Said {
  return { level: "unchecked", text };
}

/** One failure makes it invalid; else one open question makes it indeterminate. */
export function conclude(findings: readonly Finding[]): Verdict {
  const failure = findings.find(({ level }) => level === "failed");
  const doubt = findings.find(({ level }) => level === "undetermined");
  const outcome = failure ? "invalid" : doubt ? "indeterminate" : "valid";
  const decisive = failure ?? doubt;
  return { outcome, ...indicate(decisive), ...(decisive?.reason && { reason: decisive.reason }), findings };
}
