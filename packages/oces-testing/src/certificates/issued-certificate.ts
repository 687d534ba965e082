import type { KeyObject } from "node:crypto";
import type { CaCertificate } from "./ca-certificate.js";
import type { OcesKind } from "./certificate-options.js";

/** Who a certificate speaks of; fields by kind. */
export interface HolderSubject {
  /** CN: a person's, company's or function's name, or `Pseudonym`. */
  readonly commonName: string;
  /** The subject's serialNumber: `PID:...`, `CVR:...-RID:...`, `CVR:...-UID:...`, `CVR:...-FID:...`. */
  readonly serialNumber?: string;
  readonly pid?: string;
  readonly cvr?: string;
  readonly rid?: string;
  readonly uid?: string;
  readonly fid?: string;
  readonly companyName?: string;
  readonly email?: string;
}

/** A certificate and its private key, ready for log-ins, TLS or a key file. */
export interface IssuedCertificate {
  readonly kind: OcesKind | "SERVER";
  readonly subject: HolderSubject;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly pem: string;
  readonly privateKey: KeyObject;
  /** PKCS#8 PEM. */
  readonly privateKeyPem: string;
  /** Upper-case hexadecimal. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly issuer: CaCertificate;
  /** DER of the issuing CA and those above it, the root last; the certificate itself is not in it. */
  readonly chain: readonly Uint8Array[];
  /** A password-protected key file with certificate, key and chain. */
  toPkcs12(password: string): Uint8Array;
}
