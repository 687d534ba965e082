/**
 * Reads CMS SignedData (RFC 5652 section 5) as seals and time-stamps have it: DER, one signer named by issuer and serial number,
 * signed attributes. Whether anything of it is true is for verifySignedData to say.
 */
import { type Certificate, OcesError, readCertificate } from "@eid-gateway/oces";
import {
  contextTag,
  DerError,
  DerFields,
  type DerValue,
  parseDer,
  readIntegerHex,
  readName,
  readOid,
  readSmallInteger,
  TAG,
  writeDer,
} from "@eid-gateway/oces/der";
import { SdoError } from "../sdo-error.js";
import { readAlgorithm } from "./algorithm.js";
import { expectSorted, findValue, readAttributes } from "./attributes.js";
import { OID } from "./object-identifiers.js";
import type { SignedData, SignerInfo } from "./signed-data.js";
import { readSigningCertificate } from "./signing-certificate.js";

const MAX_BYTES = 4 * 1024 * 1024; // revocation lists may stand in it
const MAX_CERTIFICATES = 16;

/** @throws SdoError "bad-cms" */
export function readSignedData(der: Uint8Array): SignedData {
  try {
    if (der.length > MAX_BYTES) throw new DerError(`more than ${MAX_BYTES} bytes`);
    const fields = new DerFields(parseDer(der).expect(TAG.sequence));
    if (readOid(fields.take(TAG.oid)) !== OID.signedData) throw new DerError("CMS of something else than signed data");
    const content = fields.take(contextTag(0, "constructed")).only();
    fields.end();
    return { der, ...readContent(content.expect(TAG.sequence)) };
  } catch (cause) {
    if (!(cause instanceof DerError || cause instanceof OcesError)) throw cause;
    throw new SdoError("bad-cms", `Not CMS signed data: ${cause.message}`, { cause });
  }
}

function readContent(sequence: DerValue): Omit<SignedData, "der"> {
  const fields = new DerFields(sequence);
  const version = readSmallInteger(fields.take(TAG.integer));
  fields.take(TAG.set).children().map(readAlgorithm);
  const { contentType, content } = readEncapsulated(fields.take(TAG.sequence));
  const certificates = readCertificateSet(fields.find(contextTag(0, "constructed")));
  fields.find(contextTag(1, "constructed")); // revocation lists: whoever judges brings what is believed
  const signers = fields.take(TAG.set).children();
  fields.end();
  // RFC 5652 section 5.1: 3 for content of another type than data.
  if (version !== (contentType === OID.data ? 1 : 3)) throw new DerError("a version that does not fit its content");
  const [signer, ...more] = signers;
  if (!signer || more.length > 0) throw new DerError("not exactly one signer");
  return { contentType, content, certificates, signer: readSigner(signer, contentType) };
}

function readEncapsulated(sequence: DerValue) {
  const fields = new DerFields(sequence);
  const contentType = readOid(fields.take(TAG.oid));
  const content = fields.find(contextTag(0, "constructed"))?.only().expect(TAG.octetString).content;
  fields.end();
  return { contentType, content };
}

function readCertificateSet(set: DerValue | undefined): readonly Certificate[] {
  const certificates = set?.children() ?? [];
  if (certificates.length > MAX_CERTIFICATES) throw new DerError(`more than ${MAX_CERTIFICATES} certificates`);
  return certificates.map((certificate) => readCertificate(certificate.expect(TAG.sequence).bytes));
}

function readSigner(sequence: DerValue, contentType: string): SignerInfo {
  const fields = new DerFields(sequence.expect(TAG.sequence));
  if (readSmallInteger(fields.take(TAG.integer)) !== 1) throw new DerError("a signer not named by its issuer");
  const identifier = readIdentifier(fields.take(TAG.sequence));
  const digestAlgorithm = readAlgorithm(fields.take(TAG.sequence));
  // Without signed attributes the signature is over the content itself, which an attacker may then pass off as attributes.
  const attributes = readSignedAttributes(fields.take(contextTag(0, "constructed")), contentType);
  const signatureAlgorithm = readAlgorithm(fields.take(TAG.sequence));
  const signature = fields.take(TAG.octetString).content;
  const unsigned = fields.find(contextTag(1, "constructed"));
  fields.end();
  const timestamps = unsigned ? (readAttributes(unsigned).get(OID.signatureTimestamp) ?? []) : [];
  return {
    ...identifier,
    ...attributes,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    timestamps: timestamps.map(({ bytes }) => bytes),
  };
}

function readIdentifier(sequence: DerValue) {
  const fields = new DerFields(sequence);
  const issuer = readName(fields.take(TAG.sequence)).key;
  const serial = readIntegerHex(fields.take(TAG.integer));
  fields.end();
  return { issuer, serial };
}

function readSignedAttributes(set: DerValue, contentType: string) {
  expectSorted(set);
  const attributes = readAttributes(set);
  const [type, digest] = [OID.contentType, OID.messageDigest].map((oid) => findValue(attributes, oid));
  if (!type || !digest) throw new DerError("without the attributes that must be signed");
  // RFC 5652 section 11.1; a signature over one type of content must not serve for another.
  if (readOid(type) !== contentType) throw new DerError("the signed content type is another");
  const signingCertificate = findValue(attributes, OID.signingCertificateV2);
  return {
    signedBytes: writeDer(TAG.set, set.content),
    messageDigest: digest.expect(TAG.octetString).content,
    signingCertificate: signingCertificate && readSigningCertificate(signingCertificate),
    hasSigningTime: attributes.has(OID.signingTime),
  };
}
