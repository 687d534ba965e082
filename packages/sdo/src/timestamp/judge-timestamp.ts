/**
 * Judges a time-stamp token: over these bytes, signed by an authority whose certificate was good at the time it states, and
 * relied on until something younger took over. A report, never an exception.
 */
import {
  type Certificate,
  type ChainReport,
  conclude,
  type Finding,
  failed,
  judgeChain,
  type RevocationSource,
  type Said,
  type Trust,
  type Verdict,
} from "@eid-gateway/oces";
import type { Hash } from "../cms/object-identifiers.js";
import { verifySignedData } from "../cms/verify-signed-data.js";
import { digestBy } from "../digest.js";
import { isForTimestamping, isOverTheBytes, isStillProtected } from "./timestamp-rules.js";
import type { TimestampToken } from "./timestamp-token.js";

export interface TimestampQuestion {
  readonly token: TimestampToken;
  /** The digest of what must have been stamped. */
  digest(hash: Hash): Uint8Array;
  readonly trust: Trust;
  readonly revocation: RevocationSource;
  readonly untrusted?: readonly Certificate[];
  /** Up to when it is relied on by itself: the time of the next time-stamp that covers it, or now. */
  readonly until: Date;
}

export interface TimestampReport extends Verdict {
  /** What it states; proven only with the outcome "valid". */
  readonly time: Date;
  readonly chain: readonly Certificate[];
  /** What the judgement rests on: for those who archive it. */
  readonly validation: ChainReport["validation"];
}

const NOTHING = { certificates: [], crls: [], ocsps: [] };

export async function judgeTimestamp(question: TimestampQuestion): Promise<TimestampReport> {
  const { token, digest } = question;
  const { certificate, findings: own } = verifySignedData({
    signed: token.signed,
    digest: digestBy(token.signed.content ?? new Uint8Array()),
  });
  const findings = [named("imprint", isOverTheBytes(token, digest)), ...own];
  if (!certificate) return { ...conclude(findings), time: token.time, chain: [], validation: NOTHING };
  const purpose = named("purpose", isForTimestamping(certificate));
  const chain = await judgeChain({
    ...question,
    certificate,
    untrusted: [...token.signed.certificates, ...(question.untrusted ?? [])],
    at: token.time,
  });
  const later = chain.anchor ? await judgeAftermath(chain, question) : [];
  return {
    ...conclude([...findings, purpose, ...chain.findings, ...later]),
    time: token.time,
    chain: chain.chain,
    validation: chain.validation,
  };
}

async function judgeAftermath({ chain }: ChainReport, question: TimestampQuestion): Promise<readonly Finding[]> {
  const compromise = await findCompromise(chain, question);
  const protection = named("protection", isStillProtected(chain.slice(0, -1), question.until));
  return compromise ? [named("revocation", compromise), protection] : [protection];
}

/** Why a certificate is revoked without its key being anybody's: tokens from before stay good (RFC 3161 section 4). */
const HARMLESS = ["unspecified", "affiliationChanged", "superseded", "cessationOfOperation"];

async function findCompromise(
  [certificate, issuer]: readonly Certificate[],
  { revocation, until, token }: TimestampQuestion,
): Promise<Said | undefined> {
  if (!certificate || !issuer) return undefined;
  const answer = await revocation.ask({ certificate, issuer, at: until });
  const isLater = answer.status === "revoked" && answer.revokedAt > token.time;
  if (!isLater || HARMLESS.includes(answer.cause)) return undefined;
  return failed("revoked", `The authority's key was revoked at ${answer.revokedAt.toISOString()} (${answer.cause}).`);
}

function named(rule: string, said: Said): Finding {
  return { rule, ...said };
}
