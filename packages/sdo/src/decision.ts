import type { Verdict } from "@eid-gateway/oces";

/** A verdict without what it rests on. */
export type Decision = Omit<Verdict, "findings">;

/** Over several verdicts: the first that refuses, else the first that leaves it open, else that all passed. */
export function decideOver([first, ...more]: readonly [Verdict, ...Verdict[]]): Decision {
  const verdicts = [first, ...more];
  const decisive =
    verdicts.find(({ outcome }) => outcome === "invalid") ??
    verdicts.find(({ outcome }) => outcome === "indeterminate") ??
    first;
  const { findings: _, outcome, indication, subIndication, reason } = decisive;
  return { outcome, indication, ...(subIndication && { subIndication }), ...(reason && { reason }) };
}
