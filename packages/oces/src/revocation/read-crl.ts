import type { Certificate, DistinguishedName, DistributionPoint } from "../certificate/certificate.js";
import { readName } from "../certificate/distinguished-name.js";
import { type Extension, readExtensions, readPointName } from "../certificate/extensions.js";
import type { SignatureAlgorithm } from "../certificate/signature-algorithm.js";
import {
  checkSignature,
  readSignatureAlgorithm,
  type SignatureCheck,
  type SignatureRules,
} from "../certificate/verify-signature.js";
import { DerFields } from "../der/der-fields.js";
import { contextTag, DerError, type DerValue, parseDer, TAG } from "../der/der-value.js";
import { readDerOrPem } from "../der/pem.js";
import {
  readBits,
  readBoolean,
  readEnumerated,
  readIntegerHex,
  readSmallInteger,
  readTime,
} from "../der/primitives.js";
import { readAs } from "../der/read-as.js";
import { OcesError } from "../oces-error.js";

/** A certificate revocation list (RFC 5280 section 5), read but not believed. */
export interface RevocationList {
  readonly der: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  /** Left out, against RFC 5280 5.1.2.5: then it speaks for no time after it was made. */
  readonly nextUpdate: Date | undefined;
  readonly scope: ListScope;
  /** Why the list cannot be used at all: it is a delta list, indirect, limited to some reasons, or has unknown critical parts. */
  readonly unsupported: string | undefined;
  find(serial: string): { readonly at: Date; readonly reason: number } | undefined;
  readonly signatureAlgorithm: SignatureAlgorithm;
  /** Remembers its answers: one list serves many questions. */
  checkSignature(issuer: Certificate, rules?: SignatureRules): SignatureCheck;
}

/** What the list speaks about: everything of its issuer's, or less by an issuing distribution point. */
export interface ListScope {
  readonly points: readonly DistributionPoint[]; // empty: any
  readonly only: "users" | "cas" | undefined;
}

const REASON_CODE = "2.5.29.21";
const ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
const KNOWN_OF_ENTRY: readonly string[] = [REASON_CODE, "2.5.29.24"]; // invalidity date
const BOOLEAN = Buffer.from("0101", "hex"); // before a critical extension's value, an OCTET STRING
const DELTA = "2.5.29.27";
const HARMLESS: readonly string[] = ["2.5.29.20", "2.5.29.35", ISSUING_DISTRIBUTION_POINT]; // CRL number, authority key identifier

/** The lists of a file: DER of one, or PEM of one or more. @throws OcesError "bad-crl" */
export function readCrls(bytes: Uint8Array): readonly RevocationList[] {
  const ders = readDerOrPem(bytes, "X509 CRL");
  if (ders.length === 0) throw new OcesError("bad-crl", "A PEM file without a revocation list");
  return ders.map(readCrl);
}

/** Reads DER. @throws OcesError "bad-crl" */
export function readCrl(der: Uint8Array): RevocationList {
  return readAs("bad-crl", "Not a revocation list", () => {
    const outer = new DerFields(parseDer(der).expect(TAG.sequence));
    const tbs = outer.take(TAG.sequence);
    const outerAlgorithm = outer.take(TAG.sequence);
    const signature = readBits(outer.take(TAG.bitString));
    outer.end();
    const { innerAlgorithm, ...list } = readTbs(tbs);
    if (!Buffer.from(innerAlgorithm.bytes).equals(outerAlgorithm.bytes)) throw new DerError("two different algorithms");
    const algorithm = readSignatureAlgorithm(outerAlgorithm);
    const check = rememberBy(({ publicKey }, rules) =>
      checkSignature({ tbs: tbs.bytes, algorithm, signature }, publicKey, rules),
    );
    return { der, ...list, signatureAlgorithm: algorithm, checkSignature: check };
  });
}

type Check = (issuer: Certificate, rules: SignatureRules) => SignatureCheck;

function rememberBy(check: Check): RevocationList["checkSignature"] {
  const known = new Map<string, SignatureCheck>();
  return (issuer, rules = {}) => {
    const key = `${issuer.fingerprint} ${rules.allowSha1 ?? false}`;
    const answer = known.get(key) ?? check(issuer, rules);
    known.set(key, answer);
    return answer;
  };
}

function readTbs(tbs: DerValue) {
  const fields = new DerFields(tbs);
  const version = fields.find(TAG.integer);
  if (version && readSmallInteger(version) !== 1) throw new DerError("not of version 1 or 2");
  const innerAlgorithm = fields.take(TAG.sequence);
  const issuer = readName(fields.take(TAG.sequence));
  const thisUpdate = readTime(fields.takeAny());
  const next = fields.find(TAG.utcTime, TAG.generalizedTime);
  const nextUpdate = next && readTime(next);
  const entries = fields.find(TAG.sequence);
  const wrapped = fields.find(contextTag(0, "constructed"));
  fields.end();
  const extensions = wrapped ? readExtensions(wrapped.only()) : [];
  return {
    innerAlgorithm,
    issuer,
    thisUpdate,
    nextUpdate,
    ...refuseIf(
      nextUpdate && nextUpdate < thisUpdate
        ? "its next list is due before it was made"
        : entries && findEntryProblem(entries),
      readScope(extensions),
    ),
    find: indexEntries(entries?.children() ?? []),
  };
}

function refuseIf(problem: string | undefined, scope: ListLimits): ListLimits {
  return problem === undefined ? scope : { ...scope, unsupported: problem };
}

/** What makes the whole list unfit, should one entry have it (RFC 5280 section 5.3). */
function findEntryProblem(entries: DerValue): string | undefined {
  // Few lists have a critical flag anywhere in them, so few have every entry read for it.
  if (!mayHoldCritical(entries.content)) return undefined;
  const isUnknown = ({ oid, critical }: Extension) => critical && !KNOWN_OF_ENTRY.includes(oid);
  const hasUnknown = entries.children().some((entry) => {
    const last = entry.children().at(-1);
    return last?.tag === TAG.sequence && readExtensions(last).some(isUnknown);
  });
  return hasUnknown ? "an entry has an unknown critical extension (indirect lists have one)" : undefined;
}

/** Also where true is not written as DER demands, which reading the entry then says. */
function mayHoldCritical({ buffer, byteOffset, length }: Uint8Array): boolean {
  const bytes = Buffer.from(buffer, byteOffset, length);
  for (let at = bytes.indexOf(BOOLEAN); at >= 0; at = bytes.indexOf(BOOLEAN, at + 1)) {
    if (bytes[at + 2] !== 0 && bytes[at + 3] === TAG.octetString) return true;
  }
  return false;
}

/** Serials are indexed at once, the rest of an entry is read when asked for: lists can have hundreds of thousands. */
function indexEntries(entries: readonly DerValue[]): RevocationList["find"] {
  const bySerial = new Map<string, DerValue>();
  for (const entry of entries) {
    const serial = readIntegerHex(entry.expect(TAG.sequence).first());
    if (bySerial.has(serial)) throw new DerError("an entry twice"); // which of them counts?
    bySerial.set(serial, entry);
  }
  return (serial) => {
    const entry = bySerial.get(serial);
    return entry && readAs("bad-crl", "An entry of a revocation list", () => readEntry(entry));
  };
}

function readEntry(entry: DerValue): { readonly at: Date; readonly reason: number } {
  const fields = new DerFields(entry);
  fields.take(TAG.integer);
  const at = readTime(fields.takeAny());
  const extensions = fields.find(TAG.sequence);
  fields.end();
  const reason = extensions && readExtensions(extensions).find(({ oid }) => oid === REASON_CODE);
  return { at, reason: reason ? readEnumerated(reason.value) : 0 };
}

type ListLimits = Pick<RevocationList, "scope" | "unsupported">;

function readScope(extensions: readonly Extension[]): ListLimits {
  const unknown = extensions.find(({ oid, critical }) => oid === DELTA || (critical && !HARMLESS.includes(oid)));
  const point = extensions.find(({ oid }) => oid === ISSUING_DISTRIBUTION_POINT);
  const whole: ListScope = { points: [], only: undefined };
  if (unknown)
    return {
      scope: whole,
      unsupported: `${unknown.oid === DELTA ? "it is a delta list" : `it has an unknown critical extension ${unknown.oid}`}`,
    };
  return point ? readIssuingPoint(point.value) : { scope: whole, unsupported: undefined };
}

// RFC 5280 section 5.2.5
function readIssuingPoint(value: DerValue): ListLimits {
  const fields = new DerFields(value.expect(TAG.sequence));
  const name = fields.find(contextTag(0, "constructed"));
  const [users, cas, reasons, indirect, attributes] = [1, 2, 3, 4, 5].map((n) =>
    fields.find(contextTag(n, "primitive")),
  );
  fields.end();
  const points = name ? readPointName(name.only()) : [];
  if (name && points.length === 0)
    return { scope: { points, only: undefined }, unsupported: "its point has no known name" };
  const isOfNobody = isTrue(users) && isTrue(cas);
  const isOdd = reasons !== undefined || isTrue(indirect) || isTrue(attributes) || isOfNobody;
  return {
    scope: { points, only: isTrue(users) ? "users" : isTrue(cas) ? "cas" : undefined },
    unsupported: isOdd ? "it is indirect, of attribute certificates, of some reasons only, or of nobody" : undefined,
  };
}

/** An IMPLICIT BOOLEAN: its tag is another, its content the same. */
function isTrue(value: DerValue | undefined): boolean {
  if (!value) return false;
  return readBoolean(parseDer(Uint8Array.of(TAG.boolean, value.content.length, ...value.content)));
}
