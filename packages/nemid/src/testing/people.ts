import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import type { Operator } from "./operator.js";

export interface Person {
  readonly identity: IssuedCertificate;
  readonly cpr: string;
}

/** Fifty persons with names, PIDs and CPR numbers of their own. */
export function fiftyPeople({ ca }: Operator): Promise<readonly Person[]> {
  return fifty((n) => ca.issuePoces({ name: `Tester Nr${n} Prøvesen` }));
}

/** Fifty employees, of five companies. */
export function fiftyEmployees({ ca }: Operator): Promise<readonly Person[]> {
  return fifty((n) => {
    const company = n % 5;
    const rid = String(40_000_000 + n);
    const cvr = String(30_000_000 + company);
    return ca.issueMoces({ name: `Tester Nr${n} Ansat`, companyName: `Prøve ${company} ApS`, cvr, rid });
  });
}

/** The CPR numbers are of the kind that nobody has (day + 60). */
function fifty(issue: (n: number) => Promise<IssuedCertificate>): Promise<readonly Person[]> {
  const make = async (n: number): Promise<Person> => ({
    identity: await issue(n),
    cpr: `${61 + (n % 28)}0190${String(1000 + n)}`,
  });
  return Promise.all(Array.from({ length: 50 }, (_, n) => make(n)));
}
