/** What a certificate says, read once from its DER and never changed. Names compare by `key`, serials as upper-case hex. */
import type { KeyObject } from "node:crypto";
import type { GeneralName } from "./general-name.js";
import type { SignatureAlgorithm } from "./signature-algorithm.js";
import type { SignatureCheck, SignatureRules } from "./verify-signature.js";

export type KeyUsage =
  | "digitalSignature"
  | "nonRepudiation"
  | "keyEncipherment"
  | "dataEncipherment"
  | "keyAgreement"
  | "keyCertSign"
  | "cRLSign"
  | "encipherOnly"
  | "decipherOnly";

export interface Certificate {
  readonly der: Uint8Array;
  /** SHA-256 of the DER, 64 upper-case hex digits. */
  readonly fingerprint: string;
  /** Upper-case hex without leading zeros. */
  readonly serial: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  /** The contents of the subjectPublicKey bit string, as an OCSP CertID and a byKey responder hash them. */
  readonly publicKeyBits: Uint8Array;
  readonly signatureAlgorithm: SignatureAlgorithm;
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined; // undefined: the extension is absent
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength?: number } | undefined;
  readonly policies: readonly string[]; // OIDs
  readonly extendedKeyUsage: readonly string[]; // OIDs
  /** Whether those who do not know the extension may still use the key for anything. */
  readonly isExtendedKeyUsageCritical: boolean;
  readonly alternativeNames: readonly GeneralName[];
  readonly emails: readonly string[]; // rfc822Name
  readonly ocspUrls: readonly string[];
  readonly crlPoints: readonly DistributionPoint[];
  readonly hasOcspNoCheck: boolean;
  /** Critical extensions that this package does not know: a reason to refuse (RFC 5280 4.2). */
  readonly unknownCriticalExtensions: readonly string[];
  /** What the certificates below may be called. */
  readonly nameConstraints: NameConstraints | undefined;
  /** Constraints on paths that this package knows of and does not apply (policy mapping and the like). */
  readonly unsupportedExtensions: readonly string[];
  /** Whether the holder of this key signed the certificate; only "holds" is a yes. */
  checkSignature(issuer: KeyObject, rules?: SignatureRules): SignatureCheck;
}

/** `key` is the same for names that RFC 5280 7.1 calls equal: case, blanks and string type do not count. */
export interface DistinguishedName {
  readonly key: string;
  /** The same of each part: names that begin alike are in one directory subtree. */
  readonly partKeys: readonly string[];
  /** As encoded: what an OCSP CertID hashes. */
  readonly der: Uint8Array;
  /** For people: "C=DK, O=..., CN=... + serialNumber=...". */
  readonly text: string;
  /** Every value of an attribute type (OID), in order, over all RDNs. */
  values(oid: string): readonly string[];
}

/** RFC 5280 section 4.2.1.10. A name must be in one of `permitted` if any is of its form, and in none of `excluded`. */
export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
  /** What cannot be applied here, in words. */
  readonly unsupported: readonly string[];
}

/** A URL, or the key of a directory name: enough to fetch a list and to compare with its issuing distribution point. */
export type DistributionPoint = { readonly url: string } | { readonly directoryName: string };
