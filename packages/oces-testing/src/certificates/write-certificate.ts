import { createHash, createPublicKey, sign as cryptoSign, type KeyObject } from "node:crypto";
import {
  bitString,
  type Der,
  integer,
  integerOfHex,
  nothing,
  objectIdentifier,
  sequence,
  tagged,
  time,
} from "./der.js";

export type Digest = "sha1" | "sha256" | "sha512";

const RSA_WITH: Record<Digest, string> = {
  sha1: "1.2.840.113549.1.1.5",
  sha256: "1.2.840.113549.1.1.11",
  sha512: "1.2.840.113549.1.1.13",
};

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

export interface Signing {
  readonly key: KeyObject;
  readonly digest?: Digest | undefined;
  readonly damaged?: boolean | undefined;
}

/** An X.509 version 3 certificate, RFC 5280 section 4.1. */
export function writeCertificate(draft: CertificateDraft, signing: Signing): Der {
  const toBeSigned = sequence(
    tagged(0, integer(2)),
    integerOfHex(draft.serial),
    rsaAlgorithm(signing.digest),
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
  return sequence(toBeSigned, rsaAlgorithm(signing.digest), bitString(signature(toBeSigned, signing)), ...rest);
}

function signature(toBeSigned: Der, { key, digest = "sha256", damaged = false }: Signing): Uint8Array {
  const bytes = cryptoSign(digest, toBeSigned, key);
  if (damaged) bytes[bytes.length - 1]! ^= 1;
  return bytes;
}

export const rsaAlgorithm = (digest: Digest = "sha256"): Der => sequence(objectIdentifier(RSA_WITH[digest]), nothing());

/** The bits inside subjectPublicKeyInfo's BIT STRING: what key identifiers and OCSP hash. */
export const publicKeyBits = (key: KeyObject): Uint8Array =>
  createPublicKey(key).export({ type: "pkcs1", format: "der" });

/** SHA-1 of the public key's bits: RFC 5280 section 4.2.1.2, method 1. */
export const keyIdOf = (key: KeyObject): Uint8Array => createHash("sha1").update(publicKeyBits(key)).digest();

export function pemOf(label: "CERTIFICATE" | "X509 CRL", der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
