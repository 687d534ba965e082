import { constants, type KeyObject, verify } from "node:crypto";
import { DerError, type DerValue, TAG } from "../der/der-value.js";
import { readOid } from "../der/primitives.js";
import { type SignatureAlgorithm, signatureAlgorithmOf } from "./signature-algorithm.js";

/** What is accepted besides RSA with SHA-2. */
export interface SignatureRules {
  /** SHA-1 counts, and findings say so: for archives alone. */
  readonly allowSha1?: boolean | undefined;
}

/** `weak`: whatever it is, it proves nothing. `unsupported`: it may hold, and this package cannot tell. Only `holds` is a yes. */
export type SignatureCheck = "holds" | "fails" | "weak" | "unsupported";

export interface Signed {
  readonly tbs: Uint8Array; // the bytes that were signed
  readonly algorithm: SignatureAlgorithm;
  readonly signature: Uint8Array;
}

export function checkSignature(
  { tbs, algorithm, signature }: Signed,
  key: KeyObject,
  { allowSha1 = false }: SignatureRules,
): SignatureCheck {
  const { standing, digest, keyTypes } = algorithm;
  // A key of another kind did not make it, and that can be told of any algorithm that is known by name.
  if (keyTypes && !keyTypes.includes(key.asymmetricKeyType ?? "")) return "fails";
  if (standing === "unsupported" || digest === undefined) return "unsupported";
  if (standing === "broken" || (standing === "sha1" && !allowSha1)) return "weak";
  return verify(digest, tbs, { key, padding: constants.RSA_PKCS1_PADDING }, signature) ? "holds" : "fails";
}

/** Reads an AlgorithmIdentifier; the parameters of RSA signatures are NULL or absent (RFC 4055 section 5). @throws DerError */
export function readSignatureAlgorithm(value: DerValue): SignatureAlgorithm {
  const [oid, parameters, ...more] = value.expect(TAG.sequence).children();
  if (!oid || more.length > 0) throw new DerError("not an algorithm identifier");
  const algorithm = signatureAlgorithmOf(readOid(oid));
  if (parameters && algorithm.digest) parameters.expect(TAG.null);
  return algorithm;
}
