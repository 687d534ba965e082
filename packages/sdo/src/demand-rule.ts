import { type Expectations, type Finding, failed, passed, unchecked } from "@eid-gateway/oces";

/**
 * What is demanded of a signature is looked at in each LTV-SDO. In a container without one nothing would be, and a demand that nothing
 * meets must not pass.
 *
 * @param proofs how many LTV-SDOs the container holds
 */
export function demandFinding(expect: Expectations = {}, proofs: number): Finding {
  const isDemanded = Object.values(expect).some((demand) => demand !== undefined);
  if (!isDemanded) return { rule: "demands", ...unchecked("Nothing is demanded of the signatures in it.") };
  return proofs > 0
    ? { rule: "demands", ...passed("There are signatures in it, of which it is demanded.") }
    : {
        rule: "demands",
        ...failed("wrong-action", "There is no eID's signature in it, of which anything could be demanded."),
      };
}
