import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import type { Operator } from "./operator.js";

export interface Person {
  readonly identity: IssuedCertificate;
  readonly cpr: string;
}

/** Fifty persons with names, PIDs and CPR numbers of their own; the numbers are of the kind that nobody has (day + 60). */
export function fiftyPeople({ ca }: Operator): Promise<readonly Person[]> {
  const issue = async (n: number): Promise<Person> => ({
    identity: await ca.issuePoces({ name: `Tester Nr${n} Prøvesen` }),
    cpr: `${61 + (n % 28)}0190${String(1000 + n)}`,
  });
  return Promise.all(Array.from({ length: 50 }, (_, n) => issue(n)));
}
