/** Function certificates (FOCES) that stand ready: a seal for the demo's gateway, and the time-stamping authority's own. */
import { type IssuedCertificate, issueTimestamper, type TestCa } from "@eid-gateway/oces-testing";

export interface Functions {
  readonly seal: IssuedCertificate;
  readonly tsa: IssuedCertificate;
}

export interface FunctionsOptions {
  readonly ca: TestCa;
  /** The CA of the simulator's last address, whose keys are kept on. */
  readonly previous: TestCa | undefined;
  readonly clock: { now(): Date };
}

const SEAL = { name: "Demo seal", companyName: "Demo Insurance A/S" };
const TSA = { name: "NemID-simulator TSA", companyName: "NemID-simulator" };
const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

/** The certificates of an earlier start, while they are good for a month; otherwise new ones. */
export async function openFunctions({ ca, previous, clock }: FunctionsOptions): Promise<Functions> {
  const keep = async (
    name: string,
    issue: (more: Pick<IssuedCertificate, "privateKey"> | undefined) => Promise<IssuedCertificate>,
  ) => find(ca, name, clock.now()) ?? issue(previous && find(previous, name, new Date(0)));
  const keyOf = (old: Pick<IssuedCertificate, "privateKey"> | undefined) => old && { key: old.privateKey };
  return {
    seal: await keep(SEAL.name, (old) => ca.issueFoces({ ...SEAL, keyUsage: ["digitalSignature"], ...keyOf(old) })),
    tsa: await keep(TSA.name, (old) => issueTimestamper(ca, { ...TSA, ...keyOf(old) })),
  };
}

function find(ca: TestCa, name: string, now: Date): IssuedCertificate | undefined {
  const inForce = ({ kind, subject, serial, notAfter }: IssuedCertificate) =>
    kind === "FOCES" &&
    subject.commonName === name &&
    !ca.findRevocation(serial) &&
    notAfter.getTime() - now.getTime() > MONTH_MS;
  return ca.issued.findLast(inForce);
}
