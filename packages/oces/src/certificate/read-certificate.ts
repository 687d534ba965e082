import { createPublicKey, type KeyObject } from "node:crypto";
import { DerFields } from "../der/der-fields.js";
import { contextTag, DerError, type DerValue, parseDer, TAG } from "../der/der-value.js";
import { readBits, readIntegerHex, readSmallInteger, readTime } from "../der/primitives.js";
import { readAs } from "../der/read-as.js";
import type { Certificate } from "./certificate.js";
import { readName } from "./distinguished-name.js";
import { readCertificateExtensions, readExtensions } from "./extensions.js";
import { readOnce } from "./read-once.js";
import { checkSignature, readSignatureAlgorithm } from "./verify-signature.js";

const MAX_BYTES = 64 * 1024;
const V1 = 0;
const V3 = 2;

/**
 * Reads an X.509 certificate (RFC 5280 section 4.1); one of before version 3 has no extensions, and so is no CA's. The same bytes may
 * give the same object. @throws OcesError "bad-certificate"
 */
export function readCertificate(der: Uint8Array): Certificate {
  return readAs("bad-certificate", "Not a certificate", () => {
    if (der.length > MAX_BYTES) throw new DerError(`more than ${MAX_BYTES} bytes`);
    return readOnce(der, readAnew);
  });
}

function readAnew(der: Uint8Array, fingerprint: string): Certificate {
  const outer = new DerFields(parseDer(der).expect(TAG.sequence));
  const tbs = outer.take(TAG.sequence);
  const algorithm = outer.take(TAG.sequence);
  const signature = readBits(outer.take(TAG.bitString));
  outer.end();
  const signatureAlgorithm = readSignatureAlgorithm(algorithm);
  const { algorithm: inner, ...facts } = readTbs(tbs);
  // RFC 5280 4.1.1.2: the algorithm is named twice, once under the signature.
  if (!Buffer.from(inner.bytes).equals(algorithm.bytes)) throw new DerError("two different signature algorithms");
  return {
    der,
    fingerprint,
    signatureAlgorithm,
    ...facts,
    checkSignature: (issuer, rules = {}) =>
      checkSignature({ tbs: tbs.bytes, algorithm: signatureAlgorithm, signature }, issuer, rules),
  };
}

function readTbs(tbs: DerValue) {
  const fields = new DerFields(tbs);
  const wrapped = fields.find(contextTag(0, "constructed"));
  const version = wrapped ? readSmallInteger(wrapped.only()) : V1;
  if (version > V3) throw new DerError("of an unknown version");
  const serial = readIntegerHex(fields.take(TAG.integer));
  const algorithm = fields.take(TAG.sequence);
  const issuer = readName(fields.take(TAG.sequence));
  const validity = new DerFields(fields.take(TAG.sequence));
  const [notBefore, notAfter] = [readTime(validity.takeAny()), readTime(validity.takeAny())];
  validity.end();
  const subject = readName(fields.take(TAG.sequence));
  const key = readPublicKey(fields.take(TAG.sequence));
  fields.find(contextTag(1, "primitive")); // unique identifiers: nobody uses them
  fields.find(contextTag(2, "primitive"));
  const extensions = fields.find(contextTag(3, "constructed"));
  fields.end();
  if (extensions && version !== V3) throw new DerError("extensions in a certificate of before version 3");
  const extensionFacts = readCertificateExtensions(extensions ? readExtensions(extensions.only()) : []);
  return { algorithm, serial, issuer, notBefore, notAfter, subject, ...key, ...extensionFacts };
}

function readPublicKey(info: DerValue): { readonly publicKey: KeyObject; readonly publicKeyBits: Uint8Array } {
  const [, bits] = info.children();
  if (!bits) throw new DerError("no public key");
  try {
    const publicKey = createPublicKey({ key: Buffer.from(info.bytes), format: "der", type: "spki" });
    return { publicKey, publicKeyBits: readBits(bits) };
  } catch (cause) {
    throw new DerError("a public key that cannot be read", { cause });
  }
}
