/**
 * The operator's PID/CPR service: whether a CPR number belongs to a PID (match), or which does (lookup). SOAP over TLS in which
 * both sides show certificates; ours is the customer's VOCES, and the SPID says under which agreement we ask.
 */
import { randomBytes } from "node:crypto";
import type { Credential, NationalId } from "@eid-gateway/core";
import { fail } from "../errors/errors.js";
import { askSoap } from "../remote/soap.js";
import { readCprNumber } from "./cpr-number.js";
import { type PidCprAnswer, type PidCprQuestion, readReply, writeQuestion } from "./pid-cpr-soap.js";
import { judgeStatus } from "./statuses.js";

/** Where and as whom to ask. */
export interface PidCprAccess {
  readonly url: string;
  readonly spid: string;
  readonly credential: Credential;
}

/** @throws EidError: nemid:cprunavailable, cprblocked, cprsetup, or cprmismatch for a person the service does not know */
export async function matchCpr(access: PidCprAccess, pid: string, cpr: NationalId): Promise<boolean> {
  const answer = await ask(access, pid, cpr.reveal());
  if (!judgeStatus(answer.status)) return false;
  if (answer.cpr !== undefined && readCprNumber(answer.cpr)?.reveal() !== cpr.reveal())
    throw nonsense("a match for another number");
  return true;
}

/** @throws EidError as matchCpr; a person without a number is nemid:cprmismatch too */
export async function lookUpCpr(access: PidCprAccess, pid: string): Promise<NationalId> {
  const answer = await ask(access, pid, undefined);
  if (!judgeStatus(answer.status)) throw fail("nemid:cprmismatch", "the PID/CPR service has no number for this person");
  if (answer.id === undefined && answer.pid === undefined) throw nonsense("a number, but not whose it is");
  const found = readCprNumber(answer.cpr);
  if (found === undefined) throw nonsense("success without a number");
  return found;
}

async function ask(access: PidCprAccess, pid: string, cpr: string | undefined): Promise<PidCprAnswer> {
  const question = { id: randomBytes(8).toString("hex"), spid: access.spid, pid, cpr };
  const answer = await call(access, question);
  if (answer.id !== undefined && answer.id !== question.id) throw nonsense("the answer to another question");
  if (answer.pid !== undefined && answer.pid.replace(/^PID:/, "") !== pid)
    throw nonsense("an answer about another person");
  return answer;
}

/** Whatever goes wrong on the way, HTTP errors and unreadable answers included, is the service's unavailability. */
async function call({ url, credential }: PidCprAccess, question: PidCprQuestion): Promise<PidCprAnswer> {
  try {
    return await askSoap({ url, credential, body: writeQuestion(question), read: readReply });
  } catch (cause) {
    throw fail("nemid:cprunavailable", `no usable answer from the PID/CPR service at ${new URL(url).origin}`, {
      cause,
    });
  }
}

function nonsense(what: string): Error {
  return fail("nemid:cprunavailable", `the PID/CPR service gave ${what}`);
}
