import type { Environment, OcesKind } from "./oces-subject.js";

/** Under each arc a last figure tells the kind, and further ones the version of the policy: match by prefix, never whole. */
const ARCS: Readonly<Record<Environment, string>> = {
  production: "1.2.208.169.1.1.1",
  test: "1.3.6.1.4.1.31313.2.4.6",
};
const KINDS: readonly OcesKind[] = ["POCES", "MOCES", "VOCES", "FOCES"];

/** The one OCES policy of a certificate that has one policy; undefined for anything else. */
export function findOcesPolicy(policies: readonly string[]): { kind: OcesKind; environment: Environment } | undefined {
  const [policy, ...more] = policies;
  if (policy === undefined || more.length > 0) return undefined;
  for (const environment of ["production", "test"] as const) {
    const kind = KINDS.find((_kind, index) => `${policy}.`.startsWith(`${ARCS[environment]}.${index + 1}.`));
    if (kind) return { kind, environment };
  }
  return undefined;
}
