import { swap } from "../messages/message-surgery.js";
import type { Attack, Scene } from "./attack.js";

const ALL = /(?:<ds:X509Data>[\s\S]*?<\/ds:X509Data>\n)+/;
const ONE = /<ds:X509Data>[\s\S]*?<\/ds:X509Data>\n/g;

const dataOf = (der: Uint8Array): string =>
  `<ds:X509Data>\n<ds:X509Certificate>\n${Buffer.from(der).toString("base64")}\n</ds:X509Certificate>\n</ds:X509Data>\n`;

const certificates = (change: (carried: string[], scene: Scene) => string[], traits: Omit<Attack, "change"> = {}) => ({
  ...traits,
  change: (scene: Scene): string => swap(scene.document, ALL, change(scene.document.match(ONE) ?? [], scene).join("")),
});

/** The carried certificates take no part in the signature: whatever is done to them, it holds under the honest key. */
const holds = { holds: true } as const;
/** The signer's own is still among them, and is the only one whose key fits. */
const harmless = { holds: true, harmless: true } as const;

/** Exchanged, missing and added certificates. */
export const certificateAttacks = {
  "certificates-of-stranger": certificates(
    (_, { stranger }) => [stranger.certificate, ...stranger.chain].map(dataOf),
    holds,
  ),
  "certificate-of-stranger-alone": certificates((_, { stranger }) => [dataOf(stranger.certificate)], holds),
  "certificate-of-stranger-first": certificates(
    (carried, { stranger }) => [dataOf(stranger.certificate), ...carried],
    harmless,
  ),
  "certificate-of-stranger-last": certificates(
    (carried, { stranger }) => [...carried, dataOf(stranger.certificate)],
    harmless,
  ),
  "certificates-missing": certificates(() => [], holds),
  "certificates-all-of-authorities": certificates((_, { stranger }) => stranger.chain.map(dataOf), holds),
  "certificate-cut": certificates((carried) => carried.map((one) => one.replace(/>\nMI.{10}/, ">\nMI")), holds),
  "certificate-not-base64": certificates((carried) => carried.map((one) => one.replace(/>\nMI/, ">\n%%")), holds),
  "certificate-empty": certificates(
    () => ["<ds:X509Data>\n<ds:X509Certificate></ds:X509Certificate>\n</ds:X509Data>\n"],
    holds,
  ),
  "certificates-a-hundred": certificates(
    (carried, { stranger }) => [...carried, ...Array.from({ length: 100 }, () => dataOf(stranger.certificate))],
    harmless,
  ),
  "comment-in-certificate": certificates(
    (carried) => carried.map((one) => one.replace("\nMI", "\nM<!-- -->I")),
    harmless,
  ),
} satisfies Record<string, Attack>;
