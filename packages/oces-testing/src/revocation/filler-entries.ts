import type { CrlEntry } from "./revocation-options.js";

const MINUTE = 60 * 1000;

/** Made-up entries, a minute apart, the newest an hour before the list. Their serials are longer than any the CA draws. */
export function fill(count: number, thisUpdate: Date): CrlEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    serial: (0x4f_00_00_00_00_00n + BigInt(index)).toString(16).toUpperCase(),
    at: new Date(thisUpdate.getTime() - (60 + index) * MINUTE),
    reason: "unspecified" as const,
  }));
}
