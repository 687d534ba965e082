/** The extensions of a certificate that OCES uses (RFC 5280 section 4.2), each by one small reader. */

import { DerFields } from "../der/der-fields.js";
import { contextTag, DerError, type DerValue, parseDer, TAG } from "../der/der-value.js";
import { readBoolean, readNamedBits, readOid, readSmallInteger } from "../der/primitives.js";
import type { Certificate, DistributionPoint, KeyUsage } from "./certificate.js";
import { readName } from "./distinguished-name.js";
import { readGeneralName } from "./general-name.js";
import { readNameConstraints } from "./name-constraints.js";

const KEY_USAGES: readonly KeyUsage[] = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
];
const EXTENSION = {
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  nameConstraints: "2.5.29.30",
  crlDistributionPoints: "2.5.29.31",
  certificatePolicies: "2.5.29.32",
  extendedKeyUsage: "2.5.29.37",
  authorityInfoAccess: "1.3.6.1.5.5.7.1.1",
  ocspNoCheck: "1.3.6.1.5.5.7.48.1.5",
} as const;
/** Say nothing that is judged here. */
const HARMLESS: readonly string[] = ["2.5.29.14", "2.5.29.35"]; // subject and authority key identifiers
/** Policy mappings, policy constraints, inhibitAnyPolicy. */
const UNSUPPORTED: readonly string[] = ["2.5.29.33", "2.5.29.36", "2.5.29.54"];
const OCSP_ACCESS = "1.3.6.1.5.5.7.48.1";
const URL_NAME = contextTag(6, "primitive");

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** As it stands: an extension that nobody here reads need not even be DER inside. */
  readonly content: Uint8Array;
  /** @throws DerError */
  readonly value: DerValue;
}

/** An Extensions sequence: of a certificate, a CRL, one of its entries, an OCSP answer. @throws DerError also for a duplicate */
export function readExtensions(sequence: DerValue): readonly Extension[] {
  const extensions = sequence.expect(TAG.sequence).children().map(readExtension);
  if (new Set(extensions.map(({ oid }) => oid)).size < extensions.length) throw new DerError("an extension twice");
  return extensions;
}

function readExtension(sequence: DerValue): Extension {
  const fields = new DerFields(sequence.expect(TAG.sequence));
  const oid = readOid(fields.take(TAG.oid));
  const critical = fields.find(TAG.boolean);
  const { content } = fields.take(TAG.octetString);
  fields.end();
  return {
    oid,
    critical: critical !== undefined && readBoolean(critical),
    content,
    get value() {
      return parseDer(content);
    },
  };
}

type ExtensionFacts = Pick<
  Certificate,
  | "keyUsage"
  | "basicConstraints"
  | "policies"
  | "extendedKeyUsage"
  | "isExtendedKeyUsageCritical"
  | "alternativeNames"
  | "emails"
  | "ocspUrls"
  | "crlPoints"
  | "hasOcspNoCheck"
  | "unknownCriticalExtensions"
  | "nameConstraints"
  | "unsupportedExtensions"
>;

export function readCertificateExtensions(extensions: readonly Extension[]): ExtensionFacts {
  const find = (oid: string) => extensions.find((extension) => extension.oid === oid)?.value;
  const alternativeNames =
    maybe(find(EXTENSION.subjectAltName), (value) => sequenceOf(value).map(readGeneralName)) ?? [];
  const known = [...Object.values<string>(EXTENSION), ...HARMLESS, ...UNSUPPORTED];
  return {
    keyUsage: maybe(find(EXTENSION.keyUsage), readKeyUsage),
    basicConstraints: maybe(find(EXTENSION.basicConstraints), readBasicConstraints),
    policies: maybe(find(EXTENSION.certificatePolicies), readPolicies) ?? [],
    extendedKeyUsage: maybe(find(EXTENSION.extendedKeyUsage), readUses) ?? [],
    isExtendedKeyUsageCritical: extensions.some(({ oid, critical }) => critical && oid === EXTENSION.extendedKeyUsage),
    alternativeNames,
    emails: alternativeNames.flatMap((name) => (name.form === "rfc822Name" ? [name.text] : [])),
    ocspUrls: maybe(find(EXTENSION.authorityInfoAccess), readOcspUrls) ?? [],
    crlPoints: maybe(find(EXTENSION.crlDistributionPoints), readDistributionPoints) ?? [],
    hasOcspNoCheck: find(EXTENSION.ocspNoCheck) !== undefined,
    nameConstraints: maybe(find(EXTENSION.nameConstraints), readNameConstraints),
    unknownCriticalExtensions: extensions.filter((e) => e.critical && !known.includes(e.oid)).map(({ oid }) => oid),
    unsupportedExtensions: extensions.filter((e) => UNSUPPORTED.includes(e.oid)).map(({ oid }) => oid),
  };
}

function maybe<T>(value: DerValue | undefined, read: (value: DerValue) => T): T | undefined {
  return value && read(value);
}

function sequenceOf(value: DerValue): readonly DerValue[] {
  return value.expect(TAG.sequence).children();
}

function readKeyUsage(value: DerValue): ReadonlySet<KeyUsage> {
  return new Set(readNamedBits(value).flatMap((bit) => KEY_USAGES[bit] ?? []));
}

/** No purpose at all would read like no limit: RFC 5280 4.2.1.12 demands at least one. */
function readUses(value: DerValue): readonly string[] {
  const uses = sequenceOf(value).map(readOid);
  if (uses.length === 0) throw new DerError("an extended key usage without a purpose");
  return uses;
}

function readBasicConstraints(value: DerValue): NonNullable<Certificate["basicConstraints"]> {
  const fields = new DerFields(value.expect(TAG.sequence));
  const ca = fields.find(TAG.boolean);
  const pathLength = fields.find(TAG.integer);
  fields.end();
  return { ca: ca !== undefined && readBoolean(ca), ...(pathLength && { pathLength: readSmallInteger(pathLength) }) };
}

function readPolicies(value: DerValue): readonly string[] {
  return sequenceOf(value).map((policy) => readOid(new DerFields(policy.expect(TAG.sequence)).take(TAG.oid)));
}

function readOcspUrls(value: DerValue): readonly string[] {
  const descriptions = sequenceOf(value).map((description) => description.expect(TAG.sequence).children());
  return descriptions
    .filter(([method]) => method !== undefined && readOid(method) === OCSP_ACCESS)
    .flatMap(([, location]) => textsOf(location ? [location] : [], URL_NAME));
}

/** The points at which a full list, or one part of it, can be had; those limited to some reasons are left out. */
function readDistributionPoints(value: DerValue): readonly DistributionPoint[] {
  return sequenceOf(value).flatMap((point) => {
    const fields = new DerFields(point.expect(TAG.sequence));
    const name = fields.find(contextTag(0, "constructed"));
    const isPartial = fields.find(contextTag(1, "primitive")) ?? fields.find(contextTag(2, "constructed"));
    return name && !isPartial ? readPointName(name.only()) : [];
  });
}

/** DistributionPointName: only its fullName; one relative to the issuer's name is not used by OCES. */
export function readPointName(name: DerValue): readonly DistributionPoint[] {
  if (name.tag !== contextTag(0, "constructed")) return [];
  const names = name.children();
  const directoryNames = names.filter(({ tag }) => tag === contextTag(4, "constructed"));
  return [
    ...textsOf(names, URL_NAME).map((url) => ({ url })),
    ...directoryNames.map((directoryName) => ({ directoryName: readName(directoryName.only()).key })),
  ];
}

function textsOf(names: readonly DerValue[], tag: number): readonly string[] {
  return names.filter((name) => name.tag === tag).map(({ content }) => Buffer.from(content).toString("latin1"));
}
