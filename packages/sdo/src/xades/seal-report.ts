/** The verifier's answer about one seal, in plain JSON. */
import {
  type Certificate,
  type Finding,
  type ReportedCertificate,
  reportCertificate,
  type Verdict,
} from "@eid-gateway/oces";
import type { Decision } from "../decision.js";
import type { TimestampReport } from "../timestamp/judge-timestamp.js";
import type { Seal } from "./seal.js";

/** Of XAdES, as far as what is in the seal goes: whether it verifies is another question. */
export type SealLevel = "B" | "T" | "LT" | "LTA";

export type SealReport = Decision & {
  readonly level: SealLevel;
  readonly at: string; // ISO 8601; the time its certificate was judged at
  /** What the oldest time-stamp that holds proves; absent: nothing does. ISO 8601. */
  readonly provenTime?: string;
  /** By the seal's own word. ISO 8601. */
  readonly signingTime?: string;
  /** Whose seal it is: only with the outcome "valid" is it known to be theirs. */
  readonly sealer?: ReportedCertificate;
  readonly chain: readonly ReportedCertificate[];
  readonly findings: readonly Finding[]; // about the seal itself
  readonly timestamps: readonly ReportedTimestamp[]; // from the oldest
};

export type ReportedTimestamp = Verdict & {
  readonly kind: "signature" | "archive";
  readonly time: string; // ISO 8601; as stated
  readonly authority?: string;
};

export function levelOf({ timestamps, validation }: Seal): SealLevel {
  if (timestamps.some(({ kind }) => kind === "archive")) return "LTA";
  if (timestamps.length === 0) return "B";
  return validation.crls.length + validation.ocsps.length > 0 ? "LT" : "T";
}

export function reportSeal(
  given: {
    readonly seal: Seal;
    readonly level: SealLevel;
    readonly at: Date;
    readonly proven: Date | undefined;
    readonly own: Verdict;
    readonly timestamps: readonly TimestampReport[];
    readonly chain: readonly Certificate[];
  },
  decision: Decision,
): SealReport {
  const { seal, level, at, proven, own, timestamps, chain } = given;
  const { opened } = seal;
  return {
    ...decision,
    level,
    at: at.toISOString(),
    ...(proven && { provenTime: proven.toISOString() }),
    ...(opened && { signingTime: opened.signingTime.toISOString(), sealer: reportCertificate(opened.certificate) }),
    chain: chain.map(reportCertificate),
    findings: own.findings,
    timestamps: timestamps.map((report, index) => reportTimestamp(report, seal.timestamps[index]!.kind)),
  };
}

export function reportTimestamp(report: TimestampReport, kind: ReportedTimestamp["kind"]): ReportedTimestamp {
  const { outcome, indication, subIndication, reason, findings, time, chain } = report;
  const decision = { outcome, indication, ...(subIndication && { subIndication }), ...(reason && { reason }) };
  const authority = chain[0]?.subject.text;
  return { kind, time: time.toISOString(), ...(authority !== undefined && { authority }), ...decision, findings };
}
