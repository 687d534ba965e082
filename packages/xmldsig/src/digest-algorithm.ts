/** The two families of algorithms, each a signature method and the digest method that goes with it. */
import { RSA_SHA1, RSA_SHA256, SHA1, SHA256 } from "./algorithms.js";
import { findAttribute, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";

/** As node:crypto calls them. */
export type DigestAlgorithm = "sha256" | "sha1";

export const SIGNATURE_METHOD_OF: Readonly<Record<DigestAlgorithm, string>> = { sha256: RSA_SHA256, sha1: RSA_SHA1 };
export const DIGEST_METHOD_OF: Readonly<Record<DigestAlgorithm, string>> = { sha256: SHA256, sha1: SHA1 };

/**
 * Which family a SignatureMethod is of; everything in the document must then be of that one.
 *
 * @throws XmlError "weak-algorithm" for SHA-1 unless that is allowed
 */
export function findFamily(method: XmlElement | undefined, allowSha1: boolean): DigestAlgorithm {
  const isSha1 = names(method, RSA_SHA1);
  if (isSha1 && !allowSha1) throw new XmlError("weak-algorithm", "The signature was made with SHA-1");
  return isSha1 ? "sha1" : "sha256";
}

/** A strong signature over weak digests proves no more than they do, and no client mixed them. @throws XmlError "mixed-algorithms" */
export function refuseMixture(method: XmlElement | undefined, family: DigestAlgorithm): void {
  if (names(method, family === "sha256" ? SHA1 : SHA256)) {
    throw new XmlError("mixed-algorithms", "Signature and digest are of different algorithms");
  }
}

function names(method: XmlElement | undefined, algorithm: string): boolean {
  return method !== undefined && findAttribute(method, "Algorithm") === algorithm;
}
