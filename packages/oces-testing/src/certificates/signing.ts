import { constants, sign as cryptoSign, type KeyObject } from "node:crypto";
import { type Der, integer, nothing, objectIdentifier, sequence, tagged } from "./der.js";

export type Digest = "md5" | "sha1" | "sha256" | "sha512";

/** How something is signed. The key decides the algorithm: RSA PKCS#1 v1.5, or ECDSA for a key on a curve. */
export interface Signing {
  readonly key: KeyObject;
  readonly digest?: Digest | undefined; // default sha256
  /** RSA-PSS with SHA-256, RFC 4055 section 3, whatever `digest` says. */
  readonly pss?: boolean | undefined;
  readonly damaged?: boolean | undefined;
}

const RSA_WITH: Record<Digest, string> = {
  md5: "1.2.840.113549.1.1.4",
  sha1: "1.2.840.113549.1.1.5",
  sha256: "1.2.840.113549.1.1.11",
  sha512: "1.2.840.113549.1.1.13",
};
const ECDSA_WITH: Partial<Record<Digest, string>> = {
  sha1: "1.2.840.10045.4.1",
  sha256: "1.2.840.10045.4.3.2",
  sha512: "1.2.840.10045.4.3.4",
};
const SHA_256 = "2.16.840.1.101.3.4.2.1";
const MGF1 = "1.2.840.113549.1.1.8";
const RSA_PSS = "1.2.840.113549.1.1.10";
const SALT_BYTES = 32;

/** The AlgorithmIdentifier: in RSA's the parameters are NULL, in ECDSA's absent, in PSS's they say it all. */
export function algorithmOf({ key, digest = "sha256", pss = false }: Signing): Der {
  if (pss) return sequence(objectIdentifier(RSA_PSS), pssParameters());
  if (key.asymmetricKeyType !== "ec") return sequence(objectIdentifier(RSA_WITH[digest]), nothing());
  const oid = ECDSA_WITH[digest];
  if (oid === undefined) throw new Error(`ECDSA has no name for ${digest}`);
  return sequence(objectIdentifier(oid));
}

function pssParameters(): Der {
  const sha256 = sequence(objectIdentifier(SHA_256), nothing());
  return sequence(
    tagged(0, sha256),
    tagged(1, sequence(objectIdentifier(MGF1), sha256)),
    tagged(2, integer(SALT_BYTES)),
  );
}

export function sign(toBeSigned: Der, { key, digest = "sha256", pss = false, damaged = false }: Signing): Uint8Array {
  const padding = pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES } : {};
  const bytes = cryptoSign(pss ? "sha256" : digest, toBeSigned, { key, ...padding });
  if (damaged) bytes[bytes.length - 1]! ^= 1;
  return bytes;
}
