import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

/** What a key is for: kept apart so that a holder never shares a key with an authority. */
export type KeyRole = "root" | "issuing" | "ocsp-responder" | "holder";

/** Where RSA private keys come from: fresh, from a pool, from a folder. */
export interface KeySource {
  draw(role: KeyRole): Promise<KeyObject>;
}

const generate = promisify(generateKeyPair);

/** Size in bits of the keys of the real hierarchy: roots 4096, everything else 2048. */
function realKeySize(role: KeyRole): number {
  return role === "root" ? 4096 : 2048;
}

/** A new RSA private key. */
export async function generateRsaKey(modulusLength: number): Promise<KeyObject> {
  return (await generate("rsa", { modulusLength })).privateKey;
}

/** A new key at every draw, of the real hierarchy's sizes: 0.1 to 1.5 s of CPU each. */
export function freshKeys(): KeySource {
  return { draw: (role) => generateRsaKey(realKeySize(role)) };
}
