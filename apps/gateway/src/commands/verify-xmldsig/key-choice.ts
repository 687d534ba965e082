/** Whose key a signature must be made with: that of a certificate the user brings, one that came with the file, or nobody's. */
import { X509Certificate } from "node:crypto";
import type { XmlSignature } from "@eid-gateway/xmldsig";
import { readBounded } from "../verify/read-file.js";

const MAX_BYTES = 1024 * 1024;

export type KeyChoice =
  | { readonly kind: "given"; readonly certificate: X509Certificate }
  | { readonly kind: "embedded" }
  | { readonly kind: "none" };

/** @throws Error saying what is wrong with the option */
export function readCertificateFile(file: string): X509Certificate {
  const read = readBounded(file, MAX_BYTES);
  if (!("bytes" in read)) throw new Error(`--certificate ${file}: it cannot be read (${read.problem})`);
  const { bytes } = read;
  const count = Buffer.from(bytes).toString("latin1").split("-----BEGIN CERTIFICATE-----").length - 1;
  if (count > 1)
    throw new Error(`--certificate ${file}: it holds ${count} certificates; name one with the signer's alone`);
  const certificate = parse(bytes);
  if (certificate) return certificate;
  throw new Error(`--certificate ${file}: it holds no certificate that can be read`);
}

/** The certificates that may have made this signature. Those that came with it are passed over where they are not certificates. */
export function candidatesFor(signature: XmlSignature, choice: KeyChoice): readonly X509Certificate[] {
  if (choice.kind === "given") return [choice.certificate];
  return choice.kind === "none" ? [] : signature.certificates.flatMap((der) => parse(der) ?? []);
}

function parse(bytes: Uint8Array): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(bytes);
    void certificate.publicKey.type; // a key of a kind that is not known shows only here
    return certificate;
  } catch {
    return undefined;
  }
}
