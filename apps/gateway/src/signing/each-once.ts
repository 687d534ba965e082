import { createHash } from "node:crypto";
import type { StoredFile } from "@eid-gateway/signing";

/**
 * Each document once, however many have signed it. They are told apart by what they are, not by their ids: those are the customers' own,
 * and a package that left out one of two with the same id would say of somebody that they signed the other.
 */
export function eachOnce<T extends StoredFile>(documents: readonly T[]): readonly T[] {
  const byContent = new Map(documents.map((document) => [`${document.mediaType} ${digestOf(document)}`, document]));
  return [...byContent.values()];
}

function digestOf({ bytes }: StoredFile): string {
  return createHash("sha256").update(bytes).digest("hex");
}
