/** RSA with SHA-256 by the browser itself, or by forge where it will not: plain http of another host has no WebCrypto, and it takes not every key. */
import type Forge from "node-forge";
import type { ForgeLibrary } from "./open-key-file.js";

const RSA_SHA256 = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** The signature as a binary string. @param text ASCII */
export async function signText(forge: ForgeLibrary, key: Forge.pki.rsa.PrivateKey, text: string): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  const signByForge = () => key.sign(digest(forge, text));
  return subtle ? signByBrowser(forge, subtle, key, text).catch(signByForge) : signByForge();
}

/** Base64 of the SHA-256; by the browser where it can, as documents are long. @param text ASCII */
export async function digestText(forge: ForgeLibrary, text: string): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return btoa(digest(forge, text).digest().getBytes());
  return btoa(binaryOf(new Uint8Array(await subtle.digest("SHA-256", bytesOf(text)))));
}

function digest(forge: ForgeLibrary, text: string): Forge.md.MessageDigest {
  const md = forge.md.sha256.create();
  md.update(text);
  return md;
}

async function signByBrowser(
  forge: ForgeLibrary,
  subtle: SubtleCrypto,
  key: Forge.pki.rsa.PrivateKey,
  text: string,
): Promise<string> {
  const pkcs8 = forge.asn1.toDer(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key))).getBytes();
  const imported = await subtle.importKey("pkcs8", bytesOf(pkcs8), RSA_SHA256, false, ["sign"]);
  const signature = new Uint8Array(await subtle.sign(RSA_SHA256.name, imported, bytesOf(text)));
  return binaryOf(signature);
}

function binaryOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

function bytesOf(binary: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
