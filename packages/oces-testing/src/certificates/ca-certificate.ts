import type { KeyObject } from "node:crypto";

/** A certificate authority of the test hierarchy: its certificate, its key, its addresses. */
export interface CaCertificate {
  /** CN, e.g. `TRUST2408 Simulator CA I`. */
  readonly name: string;
  /** File and path name, e.g. `trust2408-simulator-ca-i`. */
  readonly slug: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly pem: string;
  /** How the name is written in DER, in every certificate, list and answer. */
  readonly nameForm: "utf8" | "printable";
  /** Upper-case hexadecimal. */
  readonly serial: string;
  /** SHA-256 of the DER, lower-case hexadecimal: what a trust anchor is pinned by. */
  readonly sha256: string;
  readonly privateKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** `<baseUrl>/pki/<slug>.cer` */
  readonly caIssuersUrl: string;
  /** `<baseUrl>/pki/<slug>.crl` */
  readonly crlUrl: string;
  /** `<baseUrl>/pki/ocsp` */
  readonly ocspUrl: string;
  /** The CA above; the root has none. */
  readonly issuer?: CaCertificate;
}
