/** Names of RFC 5652, RFC 5035, RFC 3161 and RFC 5754. */
export const OID = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  timestampInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signatureTimestamp: "1.2.840.113549.1.9.16.2.14",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  rsa: "1.2.840.113549.1.1.1",
  sha256: "2.16.840.1.101.3.4.2.1",
} as const;

export type Hash = "sha256" | "sha384" | "sha512";

/** SHA-2 alone: what is signed with anything older proves nothing any more. */
const HASHES: Readonly<Record<string, Hash>> = {
  [OID.sha256]: "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const RSA_WITH: Readonly<Record<string, Hash>> = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
};

/** `undefined` for a hash that is not accepted. */
export function findHash(oid: string): Hash | undefined {
  return Object.hasOwn(HASHES, oid) ? HASHES[oid] : undefined;
}

/** The hash an RSA signature is over, when its own name says so: plain `rsa` leaves it to the digest algorithm (RFC 3370). */
export function findRsaHash(signatureAlgorithm: string, digestHash: Hash | undefined): Hash | undefined {
  if (signatureAlgorithm === OID.rsa) return digestHash;
  return Object.hasOwn(RSA_WITH, signatureAlgorithm) ? RSA_WITH[signatureAlgorithm] : undefined;
}
