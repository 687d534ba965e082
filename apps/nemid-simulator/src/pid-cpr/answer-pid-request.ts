import { X509Certificate } from "node:crypto";
import type { BruteForceGuard } from "../services/brute-force.js";
import type { Caller } from "../services/identify-caller.js";
import type { PidRequest } from "./pid-request.js";
import type { IdentityRegister, Subscriber } from "./registers.js";
import type { StatusName } from "./status.js";

export interface PidReply {
  readonly status: StatusName;
  readonly id: string | undefined;
  readonly pid?: string | undefined;
  /** The number found, or the matched one echoed. */
  readonly cpr?: string | undefined;
}

export interface PidKnowledge {
  readonly identities: IdentityRegister;
  readonly guard: BruteForceGuard;
}

/** Answers one question: first may the caller ask, then whom is it about, then the number. */
export function answerPidRequest(request: PidRequest, caller: Caller<Subscriber>, knowledge: PidKnowledge): PidReply {
  const { id, serviceId } = request;
  if (caller === "no-certificate") return { id, status: "missingClientCertificate" };
  if (caller === "stranger" || caller.pidCpr === "off" || caller.spid !== serviceId)
    return { id, status: "notAuthorizedForService" };
  const pid = findPid(request);
  if (typeof pid !== "string") return { id, pid: request.pid, status: pid.status };
  const answer =
    request.cpr === undefined ? lookUp(pid, caller, knowledge) : match(pid, request.cpr, caller, knowledge);
  return { id, pid, ...answer };
}

type Answer = Pick<PidReply, "status" | "cpr">;

/** The PID asked about; a certificate sent along must be of the same person, and alone it is enough. */
function findPid({ pid, certificate }: PidRequest): string | { readonly status: StatusName } {
  if (certificate === undefined) return pid ?? { status: "noPid" };
  const certified = readPid(certificate);
  if (certified === undefined) return { status: "noPidInCertificate" };
  return pid === undefined || pid === certified ? certified : { status: "pidDoesNotMatchCertificate" };
}

function lookUp(pid: string, { pidCpr }: Subscriber, { identities }: PidKnowledge): Answer {
  if (pidCpr !== "lookup") return { status: "notAuthorizedForCprLookup" };
  const cpr = identities.findByPid(pid)?.cpr;
  return cpr === undefined ? { status: "noPid" } : { status: "ok", cpr };
}

function match(pid: string, cpr: string, { spid }: Subscriber, { identities, guard }: PidKnowledge): Answer {
  if (guard.isBlocked(spid, pid)) return { status: "bruteForceDetected" };
  const known = identities.findByPid(pid)?.cpr;
  if (known === undefined) return { status: "noPid" };
  if (known !== cpr) {
    guard.noteMiss(spid, pid);
    return { status: "noMatch" };
  }
  guard.noteMatch(spid, pid);
  return { status: "ok", cpr };
}

/** From the subject's serialNumber, as `PID:` and the number. */
function readPid(certificate: string): string | undefined {
  try {
    const { subject } = new X509Certificate(Buffer.from(certificate, "base64")).toLegacyObject();
    const { serialNumber } = subject as { serialNumber?: unknown }; // node's types know the usual attributes only
    return /^PID:([0-9-]+)$/.exec(String(serialNumber))?.[1];
  } catch {
    return undefined; // not a certificate: it holds no PID either
  }
}
