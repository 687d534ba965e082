import { createHash } from "node:crypto";
import type { Certificate } from "./certificate.js";

const MOST_KEPT = 256;
const LARGEST_KEPT_BYTES = 8 * 1024;

/** The certificates read last, by fingerprint, the latest at the end: one signing meets the same few a hundred times over. */
const kept = new Map<string, Certificate>();

/** What `read` makes of these bytes and their fingerprint (SHA-256, upper-case hexadecimal), or what it made of the same before. */
export function readOnce(der: Uint8Array, read: (der: Uint8Array, fingerprint: string) => Certificate): Certificate {
  const fingerprint = createHash("sha256").update(der).digest("hex").toUpperCase();
  const known = kept.get(fingerprint);
  if (!known && der.length > LARGEST_KEPT_BYTES) return read(der, fingerprint);
  // A copy: the caller's bytes may be a piece of a large message, or change.
  const certificate = known ?? read(Uint8Array.from(der), fingerprint);
  kept.delete(fingerprint);
  kept.set(fingerprint, certificate);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return certificate;
}
