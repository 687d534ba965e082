import { constants, type KeyObject, verify } from "node:crypto";
import { DerError, type DerValue, TAG } from "../der/der-value.js";
import { readOid } from "../der/primitives.js";

/** RSA PKCS#1 v1.5 with SHA-2 (RFC 4055 section 5). SHA-1 and older are not proof of anything. */
const DIGESTS: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
};

export interface Signed {
  readonly tbs: Uint8Array; // the bytes that were signed
  readonly algorithm: string; // OID
  readonly signature: Uint8Array;
}

export function isKnownAlgorithm(oid: string): boolean {
  return Object.hasOwn(DIGESTS, oid);
}

/** False for unknown algorithms and for keys that are not RSA. */
export function isSignedBy({ tbs, algorithm, signature }: Signed, key: KeyObject): boolean {
  const digest = Object.hasOwn(DIGESTS, algorithm) ? DIGESTS[algorithm] : undefined;
  if (digest === undefined || key.asymmetricKeyType !== "rsa") return false;
  return verify(digest, tbs, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
}

/** The OID of an AlgorithmIdentifier whose parameters are NULL or absent, as all RSA signatures have it. */
export function readSignatureAlgorithm(value: DerValue): string {
  const [oid, parameters, ...more] = value.expect(TAG.sequence).children();
  if (!oid || more.length > 0) throw new DerError("not an algorithm identifier");
  const algorithm = readOid(oid);
  if (parameters && isKnownAlgorithm(algorithm)) parameters.expect(TAG.null);
  return algorithm;
}
