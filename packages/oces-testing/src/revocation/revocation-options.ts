import type { CaCertificate } from "../certificates/ca-certificate.js";
import type { RawExtension, Revocation, RevocationReason } from "../certificates/certificate-options.js";
import type { Digest } from "../certificates/signing.js";

/** One revoked certificate in a list. */
export interface CrlEntry extends Revocation {
  /** Hexadecimal. */
  readonly serial: string;
  /** Indirect lists: whose certificate it is, for this entry and those after it; critical. */
  readonly certificateIssuer?: CaCertificate;
  /** When the key is known or thought to have been compromised, RFC 5280 section 5.3.2. */
  readonly invalidityDate?: Date;
  /** A critical entry extension nobody knows. */
  readonly unknownCriticalExtension?: boolean;
}

/** How a CRL is written; left out: full, version 2, numbered, valid 12 hours, signed by its issuer. */
export interface CrlOptions {
  /** Whose list; default the first issuing CA. */
  readonly issuer?: CaCertificate;
  /** Default: now. */
  readonly thisUpdate?: Date;
  /** Default: 12 hours after thisUpdate; `null` leaves it out. */
  readonly nextUpdate?: Date | null;
  readonly number?: number;
  /** Entries besides the CA's own revocations, by serial. */
  readonly extraEntries?: readonly CrlEntry[];
  /** This many entries of other people's certificates, older than the list; made up, the same each time. */
  readonly fillerEntries?: number;
  /** Serials to keep silent about although they are revoked. */
  readonly omit?: readonly string[];
  /** The list names its issuer and is signed with this CA's key. */
  readonly signedBy?: CaCertificate;
  /** Default sha256. */
  readonly digest?: Digest;
  /** Signed with RSA-PSS and SHA-256. */
  readonly pss?: boolean;
  readonly damagedSignature?: boolean;
  /** A partitioned list: the critical issuingDistributionPoint names `CN=<this>`. */
  readonly partition?: string;
  /** Says it only holds user certificates, CA certificates, ...: a list that does not speak of everything. */
  readonly onlyContains?: "userCerts" | "caCerts" | "attributeCerts";
  /** Says it only knows of revocations for these reasons. */
  readonly onlySomeReasons?: readonly RevocationReason[];
  /** Says it speaks of certificates of other issuers too: see `certificateIssuer` of its entries. */
  readonly indirect?: boolean;
  /** A critical extension nobody knows. */
  readonly unknownCriticalExtension?: boolean;
  /** A delta list on this base number (critical extension). */
  readonly deltaBase?: number;
  /** Added after the list's own. */
  readonly extraExtensions?: readonly RawExtension[];
}

/** How an OCSP answer is made; left out: truthful, nonce echoed, by the delegated responder, valid 1 hour. */
export interface OcspOptions {
  /** No answer at all but this error, RFC 6960 section 2.3. */
  readonly error?: "malformedRequest" | "internalError" | "tryLater" | "sigRequired" | "unauthorized";
  /** In place of the truth. */
  readonly status?: "good" | "revoked" | "unknown";
  /** Speak of a certificate of this CA in place of the one asked about: another issuer's name and key. */
  readonly issuer?: CaCertificate;
  /** Speak of this serial in place of the one asked about. */
  readonly serial?: string;
  readonly thisUpdate?: Date;
  /** `null` leaves it out. Default: `validMs` after thisUpdate. */
  readonly nextUpdate?: Date | null;
  /** How long the answer is good for; default an hour. */
  readonly validMs?: number;
  readonly producedAt?: Date;
  readonly nonce?: "echo" | "omit" | "wrong";
  /**
   * Who signs. `delegated`: the issuer's responder. `issuer`: the CA itself. The others must be refused: a
   * certificate without the OCSPSigning purpose, with any purpose (which is not that one), of another CA (same name,
   * other key), expired or not yet valid. `delegated` of another CA: `responderOf`.
   * `without-nocheck` lacks ocsp-nocheck.
   */
  readonly responder?:
    | "delegated"
    | "issuer"
    | "without-eku"
    | "any-eku"
    | "foreign"
    | "expired"
    | "early"
    | "without-nocheck";
  /** Answer with the responder of this CA, properly delegated, though it did not issue the certificate. */
  readonly responderOf?: CaCertificate;
  /** Of the answer and of the responder's certificate; default sha256. */
  readonly digest?: Digest;
  /** The answer is signed with RSA-PSS and SHA-256. */
  readonly pss?: boolean;
  readonly damagedSignature?: boolean;
  /** Extensions of the whole answer, after the nonce. */
  readonly extraExtensions?: readonly RawExtension[];
  /** Sent along, before the responder's certificate. */
  readonly extraCertificates?: readonly Uint8Array[];
  /** Leave the responder's certificate out of the answer. */
  readonly withoutCertificate?: boolean;
  /** The single answer twice. */
  readonly duplicate?: boolean;
  /** Name the responder by subject name (default) or by key hash. */
  readonly responderId?: "name" | "key";
}
