import type { KeyObject } from "node:crypto";
import type { CaWorkings } from "../assemble-test-ca.js";
import { normalSerial } from "../ca-register.js";
import type { TestCa } from "../test-ca.js";
import type { CaCertificate } from "./ca-certificate.js";
import type { HolderOptions, KeyUsage, OcesKind, ServerOptions } from "./certificate-options.js";
import { attribute, distinguishedName } from "./distinguished-name.js";
import { SERVER_AUTH } from "./extensions.js";
import {
  companyProfile,
  employeeProfile,
  functionProfile,
  type HolderProfile,
  keyUsageOf,
  personProfile,
  policyOf,
} from "./holder-profile.js";
import { issueCertificate } from "./issue-certificate.js";
import type { HolderSubject, IssuedCertificate } from "./issued-certificate.js";
import { pemOf } from "./write-certificate.js";
import { writePkcs12 } from "./write-pkcs12.js";

const HOUR = 60 * 60 * 1000;

type Issuing = Pick<
  TestCa,
  "issuePoces" | "issueMoces" | "issueVoces" | "issueFoces" | "issueServer" | "issued" | "findIssued"
>;

/** The part of a CA that issues to people, companies and servers. */
export function createIssuing(workings: CaWorkings, first: CaCertificate): Issuing {
  const { register, draws, options } = workings;
  const environment = options.environment ?? "test";
  const issueOces = (profile: HolderProfile, wishes: HolderOptions) =>
    issue(workings, first, wishes, {
      ...profile,
      keyUsage: keyUsageOf(profile.kind),
      policy: policyOf(profile.kind, environment),
    });
  return {
    issued: register.issued,
    findIssued: (serial) => register.issued.find((one) => one.serial === normalSerial(serial)),
    issuePoces: (wishes = {}) => issueOces(personProfile(wishes, draws), wishes),
    issueMoces: (wishes = {}) => issueOces(employeeProfile(wishes, draws), wishes),
    issueVoces: (wishes = {}) => issueOces(companyProfile(wishes, draws), wishes),
    issueFoces: (wishes = {}) => issueOces(functionProfile(wishes, draws), wishes),
    issueServer: (wishes) =>
      issue(workings, first, { extendedKeyUsage: [SERVER_AUTH], ...wishes }, serverProfile(wishes)),
  };
}

interface Profile {
  readonly kind: OcesKind | "SERVER";
  readonly subject: HolderSubject;
  readonly subjectName: Uint8Array;
  readonly keyUsage: readonly KeyUsage[];
  readonly policy: string | "absent";
  readonly hosts?: readonly string[];
}

function serverProfile({ hosts }: ServerOptions): Profile {
  const commonName = hosts[0] ?? "localhost";
  const subjectName = distinguishedName([attribute("country", "DK")], [attribute("commonName", commonName)]);
  const keyUsage: KeyUsage[] = ["digitalSignature", "keyEncipherment"];
  return { kind: "SERVER", subject: { commonName }, subjectName, keyUsage, policy: "absent", hosts };
}

async function issue(
  workings: CaWorkings,
  first: CaCertificate,
  wishes: HolderOptions,
  profile: Profile,
): Promise<IssuedCertificate> {
  const issuer = wishes.issuer ?? first;
  const key = wishes.key ?? (await workings.keys.draw("holder"));
  const serial = normalSerial(wishes.serial ?? workings.drawSerial());
  const notBefore = wholeSeconds(wishes.notBefore ?? new Date(workings.now().getTime() - HOUR));
  const notAfter = wholeSeconds(wishes.notAfter ?? threeYearsAfter(notBefore));
  const certificate = issueCertificate({ ...profile, options: wishes, serial, key, issuer, notBefore, notAfter });
  const { kind, subject } = profile;
  const issued = describeIssued({ kind, subject, certificate, key, serial, notBefore, notAfter, issuer });
  workings.journal.issued(issued);
  workings.register.issued.push(issued);
  revokeAtOnce(workings, issued, wishes.revoked);
  return issued;
}

function revokeAtOnce(
  { register, journal, now }: CaWorkings,
  { serial }: IssuedCertificate,
  revoked: HolderOptions["revoked"],
): void {
  if (revoked === undefined || revoked === false) return;
  const revocation = revoked === true ? { at: now(), reason: "unspecified" as const } : revoked;
  journal.revoked(serial, revocation);
  register.revocations.set(serial, revocation);
}

/** Certificates speak in seconds. */
const wholeSeconds = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000);

/** Not a whole number of years, as in reality: half an hour more. */
function threeYearsAfter(date: Date): Date {
  const later = new Date(date.getTime() + HOUR / 2);
  later.setUTCFullYear(later.getUTCFullYear() + 3);
  return later;
}

/** The parts of an issued certificate that a folder keeps. */
export interface IssuedParts {
  readonly kind: OcesKind | "SERVER";
  readonly subject: HolderSubject;
  readonly certificate: Uint8Array;
  readonly key: KeyObject;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly issuer: CaCertificate;
}

/** An issued certificate as its users see it. */
export function describeIssued({ key, ...parts }: IssuedParts): IssuedCertificate {
  const { certificate, subject, issuer } = parts;
  const chain = chainFrom(issuer);
  return {
    ...parts,
    chain,
    pem: pemOf("CERTIFICATE", certificate),
    privateKey: key,
    privateKeyPem: key.export({ type: "pkcs8", format: "pem" }).toString(),
    toPkcs12: (password) => writePkcs12(key, [certificate, ...chain], password, subject.commonName),
  };
}

const chainFrom = (authority: CaCertificate): Uint8Array[] => [
  authority.certificate,
  ...(authority.issuer === undefined ? [] : chainFrom(authority.issuer)),
];
