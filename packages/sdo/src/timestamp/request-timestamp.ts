/** The client's side of RFC 3161 over HTTP (section 3.4): asks, and takes nothing but what was asked for. */
import { randomBytes } from "node:crypto";
import { type Finding, fetchBytes, judgeChain, offlineRevocation, type Trust } from "@eid-gateway/oces";
import { OID } from "../cms/object-identifiers.js";
import { verifySignedData } from "../cms/verify-signed-data.js";
import { digestBy } from "../digest.js";
import { SdoError } from "../sdo-error.js";
import { readTimestampToken } from "./read-timestamp-token.js";
import { readTimestampAnswer, writeTimestampRequest } from "./timestamp-request.js";
import { isForTimestamping } from "./timestamp-rules.js";
import type { TimestampSource, TimestampToken } from "./timestamp-token.js";

/** Room for a chain of certificates of some kilobytes each. */
const MAX_ANSWER_BYTES = 128 * 1024;
/** How far the authority's clock and ours may be apart. */
const SKEW_MS = 60_000;

export interface TimestampService {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: { now(): Date };
  /** Where the authority's certificate must lead to; without it that is left to whoever judges. Revocation is theirs anyhow. */
  readonly trust?: Trust;
  readonly timeoutMs?: number; // default ten seconds
}

/** A time-stamping authority as a source of time-stamps. */
export function timestampService(service: TimestampService): TimestampSource {
  return { stamp: (sha256) => requestTimestamp({ ...service, sha256 }) };
}

/**
 * Asks for a token over a digest and checks it: imprint, nonce, time, certificate, purpose, signature.
 *
 * @returns DER of the token
 * @throws SdoError "timestamp-unavailable" when the authority is down, slow or no authority, "timestamp-refused" when it says no,
 *   "bad-timestamp" for an answer to something else
 */
export async function requestTimestamp(
  request: TimestampService & { readonly sha256: Uint8Array },
): Promise<Uint8Array> {
  const nonce = `7F${randomBytes(8).toString("hex").toUpperCase()}`; // positive, of one length
  const asked = request.clock.now();
  const der = readTimestampAnswer(await post(request, writeTimestampRequest(request.sha256, nonce)));
  const token = readToken(der);
  const problem = findProblem(token, { ...request, nonce, asked, answered: request.clock.now() });
  if (problem !== undefined) throw bad(problem);
  await expectSignature(token, request.trust);
  return der;
}

async function post({ fetch, url, timeoutMs }: TimestampService, body: Uint8Array): Promise<Uint8Array> {
  try {
    return await fetchBytes(fetch, url, {
      maxBytes: MAX_ANSWER_BYTES,
      timeoutMs,
      type: "application/timestamp-reply",
      post: { type: "application/timestamp-query", body },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "unknown";
    throw new SdoError("timestamp-unavailable", `The time-stamping authority gave no answer: ${why}`, { cause });
  }
}

function readToken(der: Uint8Array): TimestampToken {
  try {
    return readTimestampToken(der);
  } catch (cause) {
    if (cause instanceof SdoError) throw new SdoError("bad-timestamp", cause.message, { cause });
    throw cause;
  }
}

interface Asked {
  readonly sha256: Uint8Array;
  readonly nonce: string;
  readonly asked: Date;
  readonly answered: Date;
}

function findProblem({ hash, imprint, nonce, time }: TimestampToken, request: Asked): string | undefined {
  if (hash !== OID.sha256) return "it is over another hash than was asked for";
  if (!Buffer.from(imprint).equals(request.sha256)) return "it is over other bytes";
  if (nonce !== request.nonce) return "it answers another request: the nonce is not ours";
  if (time.getTime() < request.asked.getTime() - SKEW_MS) return "it states a time before it was asked for";
  return time.getTime() > request.answered.getTime() + SKEW_MS ? "it states a time to come" : undefined;
}

async function expectSignature({ signed, time }: TimestampToken, trust: Trust | undefined): Promise<void> {
  const { certificate, findings } = verifySignedData({ signed, digest: digestBy(signed.content ?? new Uint8Array()) });
  expectPassed(findings);
  expectPassed([{ rule: "purpose", ...isForTimestamping(certificate!) }]); // named, or a finding would have said so
  if (!trust) return;
  const question = { certificate: certificate!, untrusted: signed.certificates, trust, at: time };
  const revocation = offlineRevocation({});
  expectPassed((await judgeChain({ ...question, revocation, requireRevocation: false })).findings);
}

function expectPassed(findings: readonly Finding[]): void {
  const refusal = findings.find(({ level }) => level === "failed" || level === "undetermined");
  if (refusal) throw bad(refusal.text);
}

function bad(why: string): SdoError {
  return new SdoError("bad-timestamp", `The time-stamp is not what was asked for: ${why}`);
}
