/** The verifier's answer about one message, in plain JSON. It holds personal data (name, PID, texts): keep it sealed. */
import type { OcesSubject } from "../certificate/oces-subject.js";
import type { Finding, Outcome } from "../judgement/finding.js";
import type { Indicated } from "../judgement/indications.js";
import type { Reason } from "../judgement/reasons.js";
import type { Dialect, MessageProperty } from "./message.js";
import type { DocumentPlace } from "./signed-document.js";

export type MessageReport = Indicated & {
  readonly outcome: Outcome;
  /** With any outcome but "valid". */
  readonly reason?: Reason;
  readonly at: string; // ISO 8601; the time the answer is about
  readonly dialect: Dialect;
  /** What the key card client wrote: nobody else has vouched for it. ISO 8601. */
  readonly claimedTime?: string;
  /** Whom the certificate names: only with the outcome "valid" is it known to be them. */
  readonly signer?: ReportedSigner;
  readonly chain: readonly ReportedCertificate[]; // from the signer's to the anchor, or as far as it went
  readonly anchor?: string; // SHA-256 fingerprint of the trust anchor that was used
  readonly properties: readonly MessageProperty[];
  /** What was signed, of a signing. */
  readonly document?: ReportedDocument;
  readonly signedSha256: string; // of the canonical bytes that the digest covers, lower-case hex
  readonly revocation?: ReportedRevocation; // of the signer's certificate
  readonly findings: readonly Finding[];
};

/** An OcesSubject, discriminate by `kind`, and the certificate that names it. */
export type ReportedSigner = OcesSubject & Omit<ReportedCertificate, "fingerprint">;

export type ReportedDocument = {
  readonly mediaType: string;
  readonly sha256: string; // lower-case hex
  readonly bytes: number;
  readonly from: DocumentPlace;
  readonly visible: boolean;
  readonly title?: string;
};

export type ReportedCertificate = {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly fingerprint: string;
};

export type ReportedRevocation = {
  readonly status: "good" | "revoked" | "unknown" | "unavailable";
  readonly source?: "ocsp" | "crl";
  /** When the answer was given; of a list that is its thisUpdate. */
  readonly producedAt?: string;
  readonly thisUpdate?: string;
  readonly nextUpdate?: string;
  readonly revokedAt?: string;
};
