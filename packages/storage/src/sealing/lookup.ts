import { createHmac } from "node:crypto";

/** Turns what a row is found by into the keyed hash that is stored instead: `lookup("entry", service, family, key)`. */
export type Lookup = (...parts: readonly string[]) => Uint8Array;

/** HMAC-SHA-256 over the parts as a JSON list, which no other list shares: ("a", "bc") and ("ab", "c") differ. */
export function createLookup(key: Uint8Array): Lookup {
  return (...parts) => createHmac("sha256", key).update(JSON.stringify(parts)).digest();
}
