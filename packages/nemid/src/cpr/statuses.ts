/** What the PID/CPR service answers, and what we make of it. A status that is not here is nonsense. */
import { fail, type NemidErrorCode } from "../errors/errors.js";

interface PidCprStatus {
  readonly name: string;
  readonly outcome: "ok" | "no match" | NemidErrorCode;
  readonly remedy?: string;
}

const pidCprStatuses: Readonly<Record<number, PidCprStatus>> = {
  0: { name: "OK", outcome: "ok" },
  1: { name: "NO_MATCH", outcome: "no match" },
  2: { name: "NO_PID", outcome: "nemid:cprmismatch", remedy: "the service does not know this PID" },
  4: { name: "NO_PID_IN_CERTIFICATE", outcome: "nemid:cprmismatch", remedy: "the service finds no PID" },
  8: {
    name: "NOT_AUTHORIZED_FOR_CPR_LOOKUP",
    outcome: "nemid:cprsetup",
    remedy: "the agreement is for match only: set `cpr: match`",
  },
  16: {
    name: "BRUTE_FORCE_ATTEMPT_DETECTED",
    outcome: "nemid:cprblocked",
    remedy: "too many wrong numbers for this person; it passes by itself",
  },
  17: {
    name: "NOT_AUTHORIZED_FOR_SERVICE_LOOKUP",
    outcome: "nemid:cprsetup",
    remedy: "the VOCES is not entitled to this SPID: compare both with the agreement",
  },
  4096: {
    name: "NOT_PID_SERVICE_REQUEST",
    outcome: "nemid:cprsetup",
    remedy: "the address is not that of the PID/CPR service's SOAP",
  },
  8192: {
    name: "XML_PARSE_ERROR",
    outcome: "nemid:cprsetup",
    remedy: "our request was not understood: report it as a bug",
  },
  8193: {
    name: "XML_VERSION_NOT_SUPPORTED",
    outcome: "nemid:cprsetup",
    remedy: "the service speaks another version: report it as a bug",
  },
  8194: {
    name: "PID_DOES_NOT_MATCH_BASE64_CERTIFICATE",
    outcome: "nemid:cprmismatch",
    remedy: "PID and certificate are not the same person's",
  },
  8195: {
    name: "MISSING_CLIENT_CERT",
    outcome: "nemid:cprsetup",
    remedy: "the service saw no client certificate: is a proxy between?",
  },
  16384: { name: "INTERNAL_ERROR", outcome: "nemid:cprunavailable", remedy: "the service has a fault of its own" },
};

/** `true` for a match or a number, `false` for a number that is another's. @throws EidError for every other status */
export function judgeStatus(status: number): boolean {
  const known = pidCprStatuses[status];
  if (known === undefined)
    throw fail("nemid:cprunavailable", `the PID/CPR service answered the unknown status ${status}`);
  const { name, outcome, remedy } = known;
  if (outcome === "ok" || outcome === "no match") return outcome === "ok";
  throw fail(outcome, `the PID/CPR service answered ${status} ${name}: ${remedy}`);
}
