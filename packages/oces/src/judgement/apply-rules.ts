import { conclude, type Finding, type Said, type Verdict } from "./finding.js";

/** By their names, in the order in which their reasons win. */
export type Rules<Facts> = Readonly<Record<string, (facts: Facts) => Said | readonly Said[]>>;

/** Applies every rule; none stops another. */
export function applyRules<Facts>(rules: Rules<Facts>, facts: Facts): Verdict {
  const findings = Object.entries(rules).flatMap(([rule, apply]): readonly Finding[] =>
    [apply(facts)].flat().map((said) => ({ rule, ...said })),
  );
  return conclude(findings);
}
