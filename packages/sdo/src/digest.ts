import { createHash } from "node:crypto";
import type { Hash } from "./cms/object-identifiers.js";

/** The digest of these bytes by whichever hash a signature turns out to use. */
export function digestBy(bytes: Uint8Array): (hash: Hash) => Uint8Array {
  return (hash) => createHash(hash).update(bytes).digest();
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}
