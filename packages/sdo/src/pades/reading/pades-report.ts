/** The verifier's answer about one sealed PDF, in plain JSON. It holds personal data: keep it sealed. */
import type { Finding, Verdict } from "@eid-gateway/oces";
import type { Decision } from "../../decision.js";
import type { LtvSdoReport } from "../../ltv-sdo/ltv-sdo-report.js";
import type { SealReport } from "../../xades/seal-report.js";

export type PadesReport = Decision & {
  readonly container: "pades";
  /** Of the file: what its signatures cover, and what was done to it since. */
  readonly structure: Verdict;
  /** The oldest signature. */
  readonly seal: SealReport;
  /** Those that others made over it, in turn. */
  readonly others: readonly SealReport[];
  /** Of the file as it was sealed. */
  readonly attachments: readonly ReportedAttachment[];
  readonly findings: readonly Finding[]; // whether there is what something is demanded of
};

export type ReportedAttachment = {
  readonly fileName: string;
  readonly mediaType: string;
  readonly relationship: string; // "Supplement": evidence; "Source": a signed original
  readonly sha256: string; // lower-case hex
  readonly bytes: number;
  /** Of an LTV-SDO; a mere verdict when it cannot be read. */
  readonly evidence?: LtvSdoReport | Verdict;
};
