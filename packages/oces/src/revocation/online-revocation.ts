/**
 * Asks the CA over the network: OCSP first, the full list when OCSP gives no usable answer.
 *
 * The addresses come from the certificate, so they are used only for the origins the operator listed, and the caller asks only
 * after the chain has reached an anchor. What cannot be had, or is not authentic, is `unavailable`: never a pass.
 */
import { randomBytes } from "node:crypto";
import { TAG } from "../der/der-value.js";
import { writeDer } from "../der/write-der.js";
import { fetchBytes } from "./fetch-bytes.js";
import { readStatement } from "./judge-crl.js";
import { readOcspStatement } from "./judge-ocsp.js";
import { writeOcspRequest } from "./ocsp-request.js";
import { readCrl } from "./read-crl.js";
import { readOcspAnswer } from "./read-ocsp.js";
import type { RevocationAnswer, RevocationQuestion, RevocationSource } from "./revocation.js";
import { isOfTheFuture, SKEW_MS, type Statement, weighStatement } from "./weigh-status.js";

export interface OnlineRevocation {
  readonly fetch: typeof globalThis.fetch;
  /** Loads once, for all who ask at the time, and again after `until`. A failed load is not kept. */
  cached<T>(key: string, load: () => Promise<{ readonly value: T; readonly until: Date }>): Promise<T>;
  readonly clock: { now(): Date };
  /** Origins that may be asked: "http://ocsp.ica03.trust2408.com". */
  readonly hosts: readonly string[];
}

const MAX_OCSP_BYTES = 64 * 1024;
const MAX_LIST_BYTES = 32 * 1024 * 1024;

type Source = (given: OnlineRevocation, url: string, question: RevocationQuestion) => Promise<Statement>;

export function onlineRevocation(given: OnlineRevocation): RevocationSource {
  return { ask: (question) => askInTurn(given, question) };
}

async function askInTurn(given: OnlineRevocation, question: RevocationQuestion): Promise<RevocationAnswer> {
  const { ocspUrls, crlPoints } = question.certificate;
  const sources: readonly (readonly [Source, string])[] = [
    ...ocspUrls.map((url) => [askResponder, url] as const),
    ...crlPoints.flatMap((point) => ("url" in point ? [[consultList, point.url] as const] : [])),
  ];
  const problems: string[] = [];
  let hasSpoken = false; // somebody authentic answered, if not about this time
  for (const [ask, url] of sources) {
    try {
      checkHost(url, given.hosts);
      const statement = await ask(given, url, question);
      const answer = weighStatement(statement, { ...question, at: asOf(statement, question) });
      if (answer.status === "good" || answer.status === "revoked") return answer;
      hasSpoken = true;
      problems.push(...answer.problems);
    } catch (error) {
      problems.push(`${ask === askResponder ? "OCSP" : "CRL"}: ${error instanceof Error ? error.message : "failed"}`);
    }
  }
  return { status: hasSpoken ? "unknown" : "unavailable", problems: [...problems, ...noteNoSource(sources.length)] };
}

/** Where their clock is a little ahead of ours it is by theirs that a revocation of just now is not in the future. */
function asOf({ evidence: { thisUpdate } }: Statement, { at }: RevocationQuestion): Date {
  const aheadMs = thisUpdate.getTime() - at.getTime();
  return aheadMs > 0 && aheadMs <= SKEW_MS ? thisUpdate : at;
}

function noteNoSource(count: number): readonly string[] {
  return count === 0 ? ["the certificate names no source of revocation information"] : [];
}

function checkHost(url: string, hosts: readonly string[]): void {
  const origin = URL.canParse(url) ? new URL(url).origin : "null";
  const isAllowed = origin !== "null" && hosts.some((host) => URL.canParse(host) && new URL(host).origin === origin);
  if (!isAllowed) throw new Error("the certificate's address is not among the allowed hosts");
}

function askResponder(given: OnlineRevocation, url: string, question: RevocationQuestion): Promise<Statement> {
  const { certificate, issuer } = question;
  const key = `ocsp ${url} ${issuer.fingerprint} ${certificate.fingerprint}`;
  return given.cached(key, async () => {
    const nonce = randomBytes(16);
    const body = writeOcspRequest(certificate, issuer, nonce);
    const post = { type: "application/ocsp-request", body };
    const answer = readOcspAnswer(await fetchBytes(given.fetch, url, { maxBytes: MAX_OCSP_BYTES, post }));
    const statement = expectStatement(readOcspStatement(answer, question), given.clock.now());
    // A responder may leave the nonce out (RFC 5019); then the answer's own times are what bounds its age.
    if (answer.status === "successful" && answer.nonce && !isSame(answer.nonce, nonce))
      throw new Error("another nonce");
    return { value: noteNonce(statement), until: statement.evidence.nextUpdate ?? given.clock.now() };
  });
}

/** The extension comes back as it was sent (RFC 8954 section 2.1). */
function isSame(extension: Uint8Array, nonce: Uint8Array): boolean {
  return Buffer.from(extension).equals(writeDer(TAG.octetString, nonce));
}

function noteNonce({ evidence, revocation }: Statement): Statement {
  return { evidence: { ...evidence, ...(evidence.nonce && { nonce: "compared" as const }) }, revocation };
}

function consultList(given: OnlineRevocation, url: string, question: RevocationQuestion): Promise<Statement> {
  const key = `crl ${url} ${question.issuer.fingerprint}`;
  const list = given.cached(key, async () => {
    const value = readCrl(await fetchBytes(given.fetch, url, { maxBytes: MAX_LIST_BYTES }));
    // Only what this issuer signed is kept for the next who asks.
    const { evidence } = expectStatement(readStatement(value, question), given.clock.now());
    return { value, until: evidence.nextUpdate ?? given.clock.now() };
  });
  return list.then((loaded) => expectStatement(readStatement(loaded, question), given.clock.now()));
}

function expectStatement(statement: Statement | string, now: Date): Statement {
  if (typeof statement === "string") throw new Error(statement);
  if (isOfTheFuture(statement.evidence, now)) throw new Error("the answer is from the future");
  return statement;
}
