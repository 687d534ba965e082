import { OcesError } from "../oces-error.js";
import type { Certificate, DistinguishedName } from "./certificate.js";
import { ATTRIBUTE } from "./distinguished-name.js";
import { findOcesPolicy } from "./oces-policy.js";
import type { OcesKind, OcesSubject } from "./oces-subject.js";

// The kinds by the form of the subject's serialNumber (OCES certificate policies, section 7.1).
const PERSON = /^PID:(9208-2002-2-\d{12})$/;
const OF_ORGANIZATION = /^CVR:(\d{8})-(RID|UID|FID):([^\s,;]{1,64})$/;
const KIND_OF = { RID: "MOCES", UID: "VOCES", FID: "FOCES" } as const;

const PSEUDONYM = "Pseudonym";
// The OU of people under age begins "Ung mellem 15 og 18 - ..."; what follows differs between versions of the policy.
const YOUTH = /^ung mellem 15 og 18\b/i;
const CVR_TAIL = /\s*\/\/\s*CVR:\d{8}\s*$/;

/**
 * Who an OCES certificate speaks of. Serial number and policy must name the same kind: either alone is not enough.
 *
 * @throws OcesError "bad-subject", "bad-policy"
 */
export function readOcesSubject(certificate: Certificate): OcesSubject {
  const { subject, emails } = certificate;
  const identifier = readOne(subject, ATTRIBUTE.serialNumber, "serial number");
  const name = readOne(subject, ATTRIBUTE.commonName, "common name");
  const person = PERSON.exec(identifier);
  const ofOrganization = OF_ORGANIZATION.exec(identifier);
  if (!person && !ofOrganization) throw new OcesError("bad-subject", "The serial number is of no kind of OCES subject");
  const kind = person ? "POCES" : KIND_OF[ofOrganization![2] as keyof typeof KIND_OF];
  const named = {
    identifier,
    name,
    environment: readEnvironment(certificate, kind),
    ...(emails[0] && { email: emails[0] }),
  };
  const isPseudonym = name === PSEUDONYM;
  if (person) return { kind: "POCES", ...named, pid: person[1]!, isPseudonym, isYouth: isYouth(subject) };
  const organization = {
    cvr: ofOrganization![1]!,
    organizationName: readOne(subject, ATTRIBUTE.organization, "organization").replace(CVR_TAIL, ""),
  };
  const id = ofOrganization![3]!;
  if (kind === "MOCES") return { kind, ...named, ...organization, rid: id, isPseudonym };
  return kind === "VOCES"
    ? { kind, ...named, ...organization, uid: id }
    : { kind: "FOCES", ...named, ...organization, fid: id };
}

function readOne(name: DistinguishedName, oid: string, what: string): string {
  const [value, ...more] = name.values(oid);
  if (!value || more.length > 0) throw new OcesError("bad-subject", `The subject has not exactly one ${what}`);
  return value;
}

function readEnvironment(certificate: Certificate, kind: OcesKind) {
  const policy = findOcesPolicy(certificate.policies);
  if (policy?.kind !== kind)
    throw new OcesError("bad-policy", `The certificate has not one policy, or not one of ${kind}`);
  return policy.environment;
}

function isYouth(subject: DistinguishedName): boolean {
  return subject.values(ATTRIBUTE.organizationalUnit).some((unit) => YOUTH.test(unit.trim()));
}
