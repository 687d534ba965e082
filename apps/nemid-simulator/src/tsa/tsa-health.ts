import type { TimestampFault } from "@eid-gateway/oces-testing";

/** How the time-stamping authority can behave, and what that is for people to read; the rest are ways of lying. */
export const TSA_HEALTHS = {
  up: "answers truthfully",
  down: "answers 503",
  slow: "answers truthfully after a minute, or the time set",
  nonsense: "answers 200 with a web page, as captive portals do",
  rejected: "rejects every request",
  "without-token": "says it has granted a time-stamp, and gives none",
  "wrong-imprint": "stamps other bytes than asked",
  "other-hash": "stamps a hash of another kind than asked",
  "wrong-nonce": "gives back another nonce than was sent",
  "without-nonce": "gives no nonce back",
  "without-certificate": "leaves its certificate out, asked or not",
  "damaged-signature": "signs wrongly",
  "without-signing-certificate": "does not say in what it signs which certificate it signs with",
  "other-signing-certificate": "names another certificate there than it signs with",
  "other-content-type": "signs something that is no time-stamp",
} as const satisfies Record<"up" | "down" | "slow" | "nonsense" | TimestampFault, string>;

/** A word, or how long a slow answer takes. */
export type TsaHealth = keyof typeof TSA_HEALTHS | { readonly slowMs: number };

export const TSA_WORDS = Object.keys(TSA_HEALTHS) as readonly (keyof typeof TSA_HEALTHS)[];

/** How it lies, if it does. */
export function faultOf(health: TsaHealth): TimestampFault | undefined {
  const honest: readonly TsaHealth[] = ["up", "down", "slow", "nonsense"];
  return typeof health === "object" || honest.includes(health) ? undefined : (health as TimestampFault);
}
