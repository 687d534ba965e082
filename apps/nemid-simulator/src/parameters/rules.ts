/** A refusal: the code the service provider gets, and for the operator's log what was wrong. Never holds a value. */
export interface ParameterFault {
  readonly code: string;
  readonly why: string;
}

/** One demand on the parameters: the code its breach is told by, and what says how it is broken. */
export type Rule<Asked> = readonly [code: string, findFault: (asked: Asked) => string | false | undefined];

/** The first rule that is broken decides. */
export function findFirstFault<Asked>(rules: readonly Rule<Asked>[], asked: Asked): ParameterFault | undefined {
  for (const [code, findFault] of rules) {
    const why = findFault(asked);
    if (why) return { code, why };
  }
  return undefined;
}

/** Says which names break a rule, or nothing when none does. Names come from outside and go to the log. */
export function some(names: readonly string[], what: string): string | undefined {
  return names.length === 0 ? undefined : `${what}: ${names.map(printable).join(", ")}`;
}

function printable(name: string): string {
  return name.replace(/[^\w.#]/g, "?").slice(0, 40);
}
