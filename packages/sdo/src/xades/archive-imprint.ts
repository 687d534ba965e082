import { createHash } from "node:crypto";
import type { CoveredPart, PlacedElement, XmlElement } from "@eid-gateway/xmldsig";
import type { Hash } from "../cms/object-identifiers.js";
import type { SealParts } from "./read-seal-parts.js";

/** The digest of what was stamped, given what had been added by then and how that is to be canonicalised. */
export type ArchiveImprint = (
  before: readonly PlacedElement[],
  method: XmlElement | undefined,
) => (hash: Hash) => Uint8Array;

/**
 * What an archive time-stamp is over (EN 319 132-1 section 5.5.2.2): what the references hashed, the signature but for its
 * properties, and all that was added before; there is no other Object in a seal. Every time-stamp of a seal begins with the same
 * many megabytes, so those are hashed once.
 */
export function archiveImprint(
  { signedInfo, signatureValue, keyInfo }: SealParts,
  covered: readonly CoveredPart[],
): ArchiveImprint {
  const begun = new Map<Hash, ReturnType<typeof createHash>>();
  function begin(hash: Hash): ReturnType<typeof createHash> {
    const digest = createHash(hash);
    for (const part of covered) digest.update(part.octets());
    begun.set(hash, digest);
    return digest;
  }
  return (before, method) => (hash) => {
    const digest = (begun.get(hash) ?? begin(hash)).copy();
    for (const part of [signedInfo, signatureValue, keyInfo, ...before]) digest.update(part.canonical(method));
    return digest.digest();
  };
}
