/** The verifier's answer about one message, in plain JSON. It holds personal data (name, PID, texts): keep it sealed. */
import type { Environment, OcesKind } from "../certificate/oces-subject.js";
import type { Finding, Outcome } from "../judgement/finding.js";
import type { Reason } from "../judgement/reasons.js";
import type { Dialect, MessageProperty } from "./message.js";

export type MessageReport = {
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly at: string; // ISO 8601; the time the answer is about
  readonly dialect: Dialect;
  readonly signer?: ReportedSigner;
  readonly chain: readonly ReportedCertificate[]; // from the signer's to the anchor
  readonly anchor?: string; // fingerprint of the trust anchor that was used
  readonly properties: readonly MessageProperty[];
  readonly signedSha256: string;
  readonly revocation?: ReportedRevocation; // of the signer's certificate
  readonly findings: readonly Finding[];
};

export type ReportedSigner = {
  readonly kind: OcesKind;
  readonly environment: Environment;
  readonly name: string;
  readonly identifier: string;
  readonly pid?: string;
  readonly rid?: string;
  readonly uid?: string;
  readonly fid?: string;
  readonly cvr?: string;
  readonly organizationName?: string;
  readonly isPseudonym?: boolean;
  readonly isYouth?: boolean;
  readonly email?: string;
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
  readonly thisUpdate?: string;
  readonly nextUpdate?: string;
  readonly revokedAt?: string;
};
