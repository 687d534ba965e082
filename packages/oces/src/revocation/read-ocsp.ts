import type { KeyObject } from "node:crypto";
import type { Certificate } from "../certificate/certificate.js";
import { readName } from "../certificate/distinguished-name.js";
import { type Extension, readExtensions } from "../certificate/extensions.js";
import { readCertificate } from "../certificate/read-certificate.js";
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
import { readBits, readEnumerated, readIntegerHex, readOid, readSmallInteger, readTime } from "../der/primitives.js";
import { readAs } from "../der/read-as.js";
import { OcesError } from "../oces-error.js";
import { NONCE } from "./ocsp-request.js";

/** An OCSP answer (RFC 6960 section 4.2), read but not believed. */
export type OcspAnswer =
  | { readonly status: "refused"; readonly why: string } // "tryLater" and the like: unsigned
  | ({ readonly status: "successful" } & BasicOcspAnswer);

export interface BasicOcspAnswer {
  readonly der: Uint8Array; // the whole OCSPResponse
  readonly responder: { readonly nameKey: string } | { readonly keyHash: Uint8Array };
  readonly producedAt: Date;
  readonly singles: readonly SingleAnswer[];
  /** The extension as it stands: the nonce inside an OCTET STRING (RFC 8954), from old responders by itself. */
  readonly nonce: Uint8Array | undefined;
  /** Why the answer cannot be used at all: it has unknown critical parts. */
  readonly unsupported: string | undefined;
  readonly certificates: readonly Certificate[];
  readonly signatureAlgorithm: SignatureAlgorithm;
  checkSignature(responder: KeyObject, rules?: SignatureRules): SignatureCheck;
}

export interface SingleAnswer {
  /** Undefined: one that is not known here, so nobody can tell whom the answer is about. */
  readonly hash: string | undefined;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serial: string;
  readonly status: "good" | "revoked" | "unknown";
  readonly revocation: { readonly at: Date; readonly reason: number } | undefined;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
}

const BASIC = "1.3.6.1.5.5.7.48.1.1";
const HASHES: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const MAX_CERTIFICATES = 4; // a responder's and its chain's
const REFUSALS: Readonly<Record<number, string>> = {
  1: "malformedRequest",
  2: "internalError",
  3: "tryLater",
  5: "sigRequired",
  6: "unauthorized",
};

/** The answers of a file: DER of one, or PEM of one or more. @throws OcesError "bad-ocsp" */
export function readOcspAnswers(bytes: Uint8Array): readonly OcspAnswer[] {
  const ders = readDerOrPem(bytes, "OCSP RESPONSE");
  if (ders.length === 0) throw new OcesError("bad-ocsp", "Not an OCSP answer: PEM of something else");
  return ders.map(readOcspAnswer);
}

/** Reads DER. @throws OcesError "bad-ocsp" */
export function readOcspAnswer(der: Uint8Array): OcspAnswer {
  return readAs("bad-ocsp", "Not an OCSP answer", () => {
    const fields = new DerFields(parseDer(der).expect(TAG.sequence));
    const status = readEnumerated(fields.take(TAG.enumerated));
    if (status !== 0) return { status: "refused", why: REFUSALS[status] ?? "an unknown status" };
    const [type, basic, ...more] = fields.take(contextTag(0, "constructed")).only().expect(TAG.sequence).children();
    fields.end();
    if (!type || !basic || more.length > 0 || readOid(type) !== BASIC) throw new DerError("not of the basic type");
    return { status: "successful", der, ...readBasic(parseDer(basic.expect(TAG.octetString).content)) };
  });
}

function readBasic(basic: DerValue): Omit<BasicOcspAnswer, "der"> {
  const fields = new DerFields(basic.expect(TAG.sequence));
  const tbs = fields.take(TAG.sequence);
  const algorithm = readSignatureAlgorithm(fields.take(TAG.sequence));
  const signature = readBits(fields.take(TAG.bitString));
  const certificates = fields.find(contextTag(0, "constructed"))?.only().expect(TAG.sequence).children() ?? [];
  fields.end();
  return {
    ...readResponseData(tbs),
    certificates: certificates.slice(0, MAX_CERTIFICATES).flatMap(({ bytes }) => readIfCertificate(bytes)),
    signatureAlgorithm: algorithm,
    checkSignature: (responder, rules = {}) =>
      checkSignature({ tbs: tbs.bytes, algorithm, signature }, responder, rules),
  };
}

/** What cannot be read appoints nobody. */
function readIfCertificate(der: Uint8Array): readonly Certificate[] {
  try {
    return [readCertificate(der)];
  } catch (error) {
    if (error instanceof OcesError) return [];
    throw error;
  }
}

function readResponseData(tbs: DerValue) {
  const fields = new DerFields(tbs);
  const version = fields.find(contextTag(0, "constructed"));
  if (version && readSmallInteger(version.only()) !== 0) throw new DerError("not of version 1");
  const responder = readResponder(fields.takeAny());
  const producedAt = readTime(fields.take(TAG.generalizedTime));
  const read = fields.take(TAG.sequence).children().map(readSingle);
  const extensions = readWrapped(fields.find(contextTag(1, "constructed")));
  fields.end();
  const unknown = [...read.flatMap((single) => single.extensions), ...extensions].find(isUnknownCritical);
  const unsupported = unknown && `it has an unknown critical extension ${unknown.oid}`;
  const nonce = extensions.find(({ oid }) => oid === NONCE)?.content;
  return { responder, producedAt, singles: read.map(({ single }) => single), nonce, unsupported };
}

function readResponder(value: DerValue): BasicOcspAnswer["responder"] {
  if (value.tag === contextTag(1, "constructed")) return { nameKey: readName(value.only()).key };
  return { keyHash: value.expect(contextTag(2, "constructed")).only().expect(TAG.octetString).content };
}

function readSingle(single: DerValue): { readonly single: SingleAnswer; readonly extensions: readonly Extension[] } {
  const fields = new DerFields(single.expect(TAG.sequence));
  const certId = readCertId(fields.take(TAG.sequence));
  const status = readStatus(fields.takeAny());
  const thisUpdate = readTime(fields.take(TAG.generalizedTime));
  const next = fields.find(contextTag(0, "constructed"));
  const extensions = readWrapped(fields.find(contextTag(1, "constructed")));
  fields.end();
  return { single: { ...certId, ...status, thisUpdate, nextUpdate: next && readTime(next.only()) }, extensions };
}

function readCertId(certId: DerValue) {
  const fields = new DerFields(certId);
  const oid = readOid(fields.take(TAG.sequence).first());
  const hash = Object.hasOwn(HASHES, oid) ? HASHES[oid] : undefined;
  const issuerNameHash = fields.take(TAG.octetString).content;
  const issuerKeyHash = fields.take(TAG.octetString).content;
  const serial = readIntegerHex(fields.take(TAG.integer));
  fields.end();
  return { hash, issuerNameHash, issuerKeyHash, serial };
}

function readStatus(value: DerValue): Pick<SingleAnswer, "status" | "revocation"> {
  if (value.tag === contextTag(0, "primitive")) return { status: "good", revocation: undefined };
  if (value.tag === contextTag(2, "primitive")) return { status: "unknown", revocation: undefined };
  const fields = new DerFields(value.expect(contextTag(1, "constructed")));
  const at = readTime(fields.take(TAG.generalizedTime));
  const reason = fields.find(contextTag(0, "constructed"));
  fields.end();
  return { status: "revoked", revocation: { at, reason: reason ? readEnumerated(reason.only()) : 0 } };
}

function readWrapped(wrapped: DerValue | undefined): readonly Extension[] {
  return wrapped ? readExtensions(wrapped.only()) : [];
}

function isUnknownCritical({ oid, critical }: Extension): boolean {
  return critical && oid !== NONCE;
}
