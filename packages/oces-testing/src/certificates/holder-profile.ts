import type { Draws } from "../draws.js";
import type {
  FocesOptions,
  HolderOptions,
  KeyUsage,
  MocesOptions,
  OcesKind,
  PocesOptions,
  VocesOptions,
} from "./certificate-options.js";
import type { Der } from "./der.js";
import { attribute, distinguishedName } from "./distinguished-name.js";
import type { HolderSubject } from "./issued-certificate.js";

/** What one kind of certificate has of its own. */
export interface HolderProfile {
  readonly kind: OcesKind;
  readonly subject: HolderSubject;
  readonly subjectName: Der;
}

const YOUTH_OU = "Ung mellem 15 og 18 - Kan som udgangspunkt ikke lave juridisk bindende aftaler";

const SHARED_USAGE: readonly KeyUsage[] = ["digitalSignature", "keyEncipherment", "dataEncipherment", "keyAgreement"];

/** People can sign; companies and functions cannot promise anything: they lack nonRepudiation. */
export function keyUsageOf(kind: OcesKind): readonly KeyUsage[] {
  return kind === "POCES" || kind === "MOCES" ? [...SHARED_USAGE, "nonRepudiation"] : SHARED_USAGE;
}

/** The policy OID of a kind: the arc names the environment, then the kind, then a version. */
export function policyOf(kind: OcesKind, environment: "test" | "production"): string {
  const arc = environment === "test" ? "1.3.6.1.4.1.31313.2.4.6" : "1.2.208.169.1.1.1";
  return `${arc}.${["POCES", "MOCES", "VOCES", "FOCES"].indexOf(kind) + 1}.5`;
}

export function personProfile(options: PocesOptions, draws: Draws): HolderProfile {
  const pid = options.pid ?? `9208-2002-2-${draws.digits(12)}`;
  const commonName = options.pseudonym ? "Pseudonym" : (options.name ?? "Test Testesen");
  const subject = subjectOf(options, commonName, `PID:${pid}`, { pid });
  const units = options.youth ? [YOUTH_OU] : [];
  return { kind: "POCES", subject, subjectName: nameOf(options, subject, "Ingen organisatorisk tilknytning", units) };
}

export function employeeProfile(options: MocesOptions, draws: Draws): HolderProfile {
  const { cvr, companyName } = companyOf(options, draws);
  const rid = options.rid ?? draws.digits(8);
  const commonName = options.pseudonym ? "Pseudonym" : (options.name ?? "Test Testesen");
  return companyHolder(
    "MOCES",
    options,
    subjectOf(options, commonName, `CVR:${cvr}-RID:${rid}`, { cvr, rid, companyName }),
  );
}

export function companyProfile(options: VocesOptions, draws: Draws): HolderProfile {
  const { cvr, companyName } = companyOf(options, draws);
  const uid = options.uid ?? draws.digits(13);
  const commonName = options.name ?? companyName;
  return companyHolder(
    "VOCES",
    options,
    subjectOf(options, commonName, `CVR:${cvr}-UID:${uid}`, { cvr, uid, companyName }),
  );
}

export function functionProfile(options: FocesOptions, draws: Draws): HolderProfile {
  const { cvr, companyName } = companyOf(options, draws);
  const fid = options.fid ?? draws.digits(13);
  const commonName = options.name ?? "Testfunktion";
  return companyHolder(
    "FOCES",
    options,
    subjectOf(options, commonName, `CVR:${cvr}-FID:${fid}`, { cvr, fid, companyName }),
  );
}

function companyHolder(kind: OcesKind, options: HolderOptions, subject: HolderSubject): HolderProfile {
  const organization = `${subject.companyName} // CVR:${subject.cvr}`;
  return { kind, subject, subjectName: nameOf(options, subject, organization, []) };
}

const companyOf = (options: { cvr?: string; companyName?: string }, draws: Draws) => ({
  cvr: options.cvr ?? draws.cvr(),
  companyName: options.companyName ?? "Testfirma A/S",
});

function subjectOf(
  { email, subjectSerialNumber }: HolderOptions,
  commonName: string,
  serialNumber: string,
  identifiers: Partial<HolderSubject>,
): HolderSubject {
  return {
    commonName,
    serialNumber: subjectSerialNumber ?? serialNumber,
    ...identifiers,
    ...(email === undefined ? {} : { email }),
  };
}

/** C, O, any OU, then name and serial number together in one RDN. */
function nameOf(options: HolderOptions, subject: HolderSubject, organization: string, units: readonly string[]): Der {
  const both = [attribute("commonName", subject.commonName), attribute("serialNumber", subject.serialNumber ?? "")];
  return distinguishedName(
    [attribute("country", "DK")],
    [attribute("organization", organization)],
    ...units.map((unit) => [attribute("organizationalUnit", unit)]),
    options.subjectOrder === "serial-first" ? both.reverse() : both,
  );
}
