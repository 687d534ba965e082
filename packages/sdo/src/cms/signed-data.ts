import type { Certificate } from "@eid-gateway/oces";

/** CMS SignedData (RFC 5652 section 5) with one signer, read but not believed. Byte arrays are views into what was read. */
export interface SignedData {
  readonly der: Uint8Array;
  /** OID of what was signed. */
  readonly contentType: string;
  /** What was signed; undefined: it is kept elsewhere. */
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly Certificate[];
  readonly signer: SignerInfo;
}

export interface SignerInfo {
  /** Whose certificate: names compare by key, serials as upper-case hex. */
  readonly issuer: string;
  readonly serial: string;
  readonly digestAlgorithm: string; // OID
  readonly signatureAlgorithm: string; // OID
  /** What the signature is over: the signed attributes as a SET. */
  readonly signedBytes: Uint8Array;
  readonly messageDigest: Uint8Array;
  /** Undefined: the attribute signing-certificate-v2 is absent. */
  readonly signingCertificate: SigningCertificate | undefined;
  /** It claims a time by itself, which nobody vouches for. */
  readonly hasSigningTime: boolean;
  readonly signature: Uint8Array;
  /** Tokens of the unsigned attribute signature-time-stamp, DER. */
  readonly timestamps: readonly Uint8Array[];
}

/** ESSCertIDv2 (RFC 5035 section 4): which certificate the signer meant. */
export interface SigningCertificate {
  readonly hash: string; // OID
  readonly digest: Uint8Array;
  readonly issuerSerial: { readonly issuer: string; readonly serial: string } | undefined;
}
