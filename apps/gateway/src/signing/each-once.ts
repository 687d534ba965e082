import { createHash } from "node:crypto";
import type { PackagedDocument } from "@eid-gateway/sdo";

type Told = Pick<PackagedDocument, "mediaType" | "bytes" | "shown">;

/**
 * Each document once, however many have signed it, and where each of the given ones stands among them. They are told apart by what they
 * are and how they were shown, not by their ids: those are the customers' own, and a package that left out one of two with the same id
 * would say of somebody that they signed the other.
 */
export function eachOnce<T extends Told>(
  given: readonly T[],
): {
  readonly documents: readonly T[];
  readonly places: readonly number[];
} {
  const keys = given.map(keyOf);
  const distinct = [...new Set(keys)];
  return {
    documents: distinct.map((key) => given[keys.indexOf(key)]!),
    places: keys.map((key) => distinct.indexOf(key)),
  };
}

function keyOf({ mediaType, bytes, shown }: Told): string {
  return JSON.stringify([mediaType, createHash("sha256").update(bytes).digest("hex"), shown?.mediaType, shown?.text]);
}
