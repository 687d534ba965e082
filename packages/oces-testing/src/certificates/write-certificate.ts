import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { bitString, type Der, integer, integerOfHex, sequence, tagged, time } from "./der.js";
import { algorithmOf, type Signing, sign } from "./signing.js";

/** Everything a certificate says, as DER parts. */
export interface CertificateDraft {
  readonly serial: string;
  readonly issuerName: Der;
  readonly subjectName: Der;
  readonly holderKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Der[];
}

/** An X.509 version 3 certificate, RFC 5280 section 4.1. */
export function writeCertificate(draft: CertificateDraft, signing: Signing): Der {
  const toBeSigned = sequence(
    tagged(0, integer(2)),
    integerOfHex(draft.serial),
    algorithmOf(signing),
    draft.issuerName,
    sequence(time(draft.notBefore), time(draft.notAfter)),
    draft.subjectName,
    createPublicKey(draft.holderKey).export({ type: "spki", format: "der" }),
    tagged(3, sequence(...draft.extensions)),
  );
  return signed(toBeSigned, signing);
}

/** What certificates, lists and OCSP answers share: the content, the algorithm, the signature. */
export function signed(toBeSigned: Der, signing: Signing, ...rest: readonly Der[]): Der {
  return sequence(toBeSigned, algorithmOf(signing), bitString(sign(toBeSigned, signing)), ...rest);
}

/** The bits inside subjectPublicKeyInfo's BIT STRING: what key identifiers and OCSP hash. */
export function publicKeyBits(key: KeyObject): Uint8Array {
  const publicKey = createPublicKey(key);
  if (key.asymmetricKeyType !== "ec") return publicKey.export({ type: "pkcs1", format: "der" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" }) as { x?: string; y?: string };
  return Buffer.concat([Uint8Array.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]); // a point, uncompressed
}

/** SHA-1 of the public key's bits: RFC 5280 section 4.2.1.2, method 1. */
export const keyIdOf = (key: KeyObject): Uint8Array => createHash("sha1").update(publicKeyBits(key)).digest();

export function pemOf(label: "CERTIFICATE" | "X509 CRL", der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
