/**
 * Judges a seal, from the youngest time-stamp to the oldest and then the seal at the time that they prove (EN 319 102-1
 * section 5.6): each is relied on by itself only up to the time of the one that was put over it.
 */
import {
  applyRules,
  conclude,
  judgeChain,
  type RevocationSource,
  readCertificate,
  type Trust,
} from "@eid-gateway/oces";
import { decideOver } from "../decision.js";
import { judgeTimestamp, type TimestampReport } from "../timestamp/judge-timestamp.js";
import { revocationOf } from "../validation.js";
import type { Seal } from "./seal.js";
import { levelOf, reportSeal, type SealReport } from "./seal-report.js";
import { isForSealing, isMadeWithItsKey, isOverTheContent } from "./seal-rules.js";

export interface SealQuestion {
  readonly seal: Seal;
  readonly trust: Trust;
  /** Beside what is archived in the seal. */
  readonly revocation?: RevocationSource;
  /** The time it really is. */
  readonly now: Date;
  /** The time a seal without time-stamps is judged at, by the caller's word. Default: now. */
  readonly at?: Date;
}

const RULES = { content: isOverTheContent, integrity: isMadeWithItsKey, "key-usage": isForSealing };

/** A report, never an exception. Only the outcome "valid" is a yes. */
export async function judgeSeal(question: SealQuestion): Promise<SealReport> {
  const { seal, now } = question;
  const revocation = revocationOf(seal.validation, question.revocation, now);
  const timestamps = await judgeTimestamps({ ...question, revocation });
  const proven = timestamps.find(({ outcome }) => outcome === "valid")?.time;
  // Of a time-stamp that does not hold the time is only stated; its own verdict keeps the seal from being valid then.
  const at = proven ?? seal.timestamps[0]?.token.time ?? question.at ?? now;
  const { findings } = applyRules(RULES, seal);
  const chain = await judgeSealChain({ ...question, revocation }, at);
  const own = conclude([...findings, ...(chain?.findings ?? [])]);
  const facts = { seal, level: levelOf(seal), at, proven, own, timestamps, chain: chain?.chain ?? [] };
  return reportSeal(facts, decideOver([own, ...timestamps]));
}

async function judgeTimestamps(
  question: SealQuestion & { readonly revocation: RevocationSource },
): Promise<readonly TimestampReport[]> {
  const { seal, trust, revocation, now } = question;
  const untrusted = seal.validation.certificates.map(readCertificate);
  const reports: TimestampReport[] = [];
  let until = now;
  for (const { token, digest } of [...seal.timestamps].reverse()) {
    const report = await judgeTimestamp({ token, digest, trust, revocation, until, untrusted });
    if (report.outcome === "valid") until = report.time;
    reports.unshift(report);
  }
  return reports;
}

async function judgeSealChain(question: SealQuestion & { readonly revocation: RevocationSource }, at: Date) {
  const { seal, trust, revocation } = question;
  const certificate = seal.opened?.certificate;
  if (!certificate) return undefined;
  const untrusted = [...seal.certificates, ...seal.validation.certificates.map(readCertificate)];
  return judgeChain({ certificate, untrusted, trust, revocation, at });
}
