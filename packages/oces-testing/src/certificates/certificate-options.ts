import type { KeyObject } from "node:crypto";
import type { CaCertificate } from "./ca-certificate.js";
import type { ChainConstraints } from "./chain-constraints.js";
import type { Digest } from "./signing.js";

/** The four kinds of OCES certificate: person, employee, company, function. */
export type OcesKind = "POCES" | "MOCES" | "VOCES" | "FOCES";

/** Why a certificate was revoked, RFC 5280 section 5.3.1. */
export type RevocationReason =
  | "unspecified"
  | "keyCompromise"
  | "cACompromise"
  | "affiliationChanged"
  | "superseded"
  | "cessationOfOperation"
  | "certificateHold"
  /** Delta lists only: the certificate is good again. */
  | "removeFromCRL"
  | "privilegeWithdrawn";

export interface Revocation {
  readonly at: Date;
  readonly reason: RevocationReason;
}

/** A bit of the key usage extension, RFC 5280 section 4.2.1.3. */
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

/** An extension written as it stands; for what the profile does not have. */
export interface RawExtension {
  readonly oid: string;
  readonly critical?: boolean;
  /** DER inside the extension's OCTET STRING. */
  readonly value: Uint8Array;
}

/** What makes a certificate unhealthy. Left out: the certificate follows the OCES profile. */
export interface CertificateFaults extends ChainConstraints {
  /** Bits to set, or `"absent"` for no key usage extension. */
  readonly keyUsage?: readonly KeyUsage[] | "absent";
  /** Policy OIDs in place of the kind's own, or `"absent"`. */
  readonly policy?: string | readonly string[] | "absent";
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number } | "absent";
  /** Extended key usage OIDs; OCES holders have none. */
  readonly extendedKeyUsage?: readonly string[];
  /** Added after the profile's own, unknown critical ones for instance. */
  readonly extraExtensions?: readonly RawExtension[];
  /** The name and key identifiers of the issuer with a signature by this key. */
  readonly signedWith?: KeyObject;
  /** One bit of the signature is flipped. */
  readonly damagedSignature?: boolean;
  /** Default sha256. */
  readonly digest?: Digest;
  /** Signed with RSA-PSS and SHA-256. */
  readonly pss?: boolean;
  /** Hexadecimal; default: four bytes, positive, unique in this CA. */
  readonly serial?: string;
  /** In place of the CA's own addresses; `null` leaves the access method out. */
  readonly ocspUrl?: string | null;
  readonly caIssuersUrl?: string | null;
  readonly crlUrl?: string | null;
  /** Leave out the authority key identifier. */
  readonly withoutAuthorityKeyId?: boolean;
}

/** What every kind of holder may choose. */
export interface HolderOptions extends CertificateFaults {
  /** Goes into subjectAltName as rfc822Name. */
  readonly email?: string;
  /** Default: an hour ago. */
  readonly notBefore?: Date;
  /** Default: three years and half an hour after notBefore. */
  readonly notAfter?: Date;
  /** Revoked from the start: `true` means now, unspecified. */
  readonly revoked?: boolean | Revocation;
  /** Which CA issues it; default the first issuing CA. */
  readonly issuer?: CaCertificate;
  /** The holder's private key, RSA or on a curve; default: RSA, drawn from the CA's key source. */
  readonly key?: KeyObject;
  /** Order inside the multi-valued RDN; both are seen in real certificates. Default `cn-first`. */
  readonly subjectOrder?: "cn-first" | "serial-first";
  /** The whole subject serialNumber as text, in place of the kind's own form. */
  readonly subjectSerialNumber?: string;
}

export interface PocesOptions extends HolderOptions {
  readonly name?: string;
  /** `9208-2002-2-` and twelve digits; default: drawn. */
  readonly pid?: string;
  /** CN is exactly `Pseudonym` and no name appears anywhere. */
  readonly pseudonym?: boolean;
  /** The OU of holders of 15 to 17 years. */
  readonly youth?: boolean;
}

export interface MocesOptions extends HolderOptions {
  readonly name?: string;
  readonly companyName?: string;
  /** Eight digits; default: drawn, modulus 11 holds. */
  readonly cvr?: string;
  /** Default: eight digits, drawn. */
  readonly rid?: string;
  readonly pseudonym?: boolean;
}

export interface VocesOptions extends HolderOptions {
  /** CN; default: the company's name. */
  readonly name?: string;
  readonly companyName?: string;
  readonly cvr?: string;
  /** Default: thirteen digits, drawn. */
  readonly uid?: string;
}

export interface FocesOptions extends HolderOptions {
  /** CN, the function's name. */
  readonly name?: string;
  readonly companyName?: string;
  readonly cvr?: string;
  readonly fid?: string;
}

/** A TLS server of the operator; not an OCES kind. */
export interface ServerOptions extends HolderOptions {
  /** DNS names and IP addresses for subjectAltName, the first is also the CN. */
  readonly hosts: readonly string[];
}

/** A further CA, or a further certificate for one. */
export interface CaOptions extends CertificateFaults {
  /**
   * Certifies this CA once more under its own name and, unless `key` is given, its own key: cross-signed by `issuer`, which
   * may belong to another hierarchy. Several chains then lead to what it issued.
   */
  readonly of?: CaCertificate;
  /** CN; default `<name> CA II`, `III`, ... */
  readonly name?: string;
  /** Default: the root. */
  readonly issuer?: CaCertificate;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly key?: KeyObject;
}
