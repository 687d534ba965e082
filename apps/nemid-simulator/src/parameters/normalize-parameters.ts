import { createHash } from "node:crypto";
import type { Parameters } from "./read-parameters.js";

const NOT_DIGESTED = new Set(["PARAMS_DIGEST", "DIGEST_SIGNATURE"]);

/**
 * The bytes that PARAMS_DIGEST and DIGEST_SIGNATURE are taken over: `name1value1name2value2...`, sorted by name.
 *
 * Names are ordered as lower-case letters, so that `_` comes before every letter (as the operator's Java and .NET
 * generators do). Names and values keep the spelling they were sent in.
 */
export function normalizeParameters({ sent }: Parameters): Buffer {
  const digested = sent.filter(([name]) => !NOT_DIGESTED.has(name.toUpperCase()));
  const sorted = [...digested].sort(([one], [other]) => compareNames(one.toLowerCase(), other.toLowerCase()));
  return Buffer.from(sorted.map(([name, value]) => name + value).join(""), "utf8");
}

export function digestOf(normalized: Buffer): string {
  return createHash("sha256").update(normalized).digest("base64");
}

/** By character code; a name that begins another comes first. */
function compareNames(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
