/** What the service knows and whom it tells. Both ways of asking, OIO and the older one, end here. */
import type { BruteForceGuard } from "../services/brute-force.js";
import type { Caller } from "../services/identify-caller.js";
import type { Employee, EmployeeRegister, RidSubscriber } from "./registers.js";
import type { RidStatus } from "./status.js";
import { type RidSubject, readRidOfCertificate, readRidSubject, writeRidSubject } from "./subject.js";

export interface RidKnowledge {
  readonly employees: EmployeeRegister;
  readonly guard: BruteForceGuard;
  isAstray(): boolean;
}

export interface AboutEmployee {
  /** `CVR:…-RID:…` */
  readonly subject: string | undefined;
  /** Base64 DER, to be compared with the subject. */
  readonly certificate?: string | undefined;
}

/** The caller's agreement, or why there is none. @param spid as the caller names itself; undefined in the older way, which has no such element */
export function authorize(
  caller: Caller<RidSubscriber>,
  spid: { readonly said: string | undefined } | undefined,
): RidSubscriber | RidStatus {
  if (caller === "no-certificate") return "MissingClientCert";
  if (caller === "stranger" || caller.ridCpr === "off") return "NotAuthorizedForServiceLookup";
  if (spid && spid.said === undefined) return "MissingArgumentError";
  return spid && spid.said !== caller.spid ? "NotAuthorizedForServiceLookup" : caller;
}

/** The number of an employee. One who has none here is no error: the status is Ok, and the number is left out. */
export function lookUpCpr(
  about: AboutEmployee,
  { ridCpr }: RidSubscriber,
  knowledge: RidKnowledge,
): { readonly status: RidStatus; readonly cpr?: string | undefined } {
  if (ridCpr !== "lookup") return { status: "NotAuthorizedForCprLookup" };
  const subject = findSubject(about);
  return typeof subject === "string" ? { status: subject } : { status: "Ok", cpr: registeredCpr(knowledge, subject) };
}

/** Whether a number is the employee's. One who has none here never matches. */
export function matchCpr(
  about: AboutEmployee,
  cpr: string | undefined,
  { spid }: RidSubscriber,
  knowledge: RidKnowledge,
): { readonly status: RidStatus; readonly isMatch?: boolean } {
  const subject = findSubject(about);
  if (typeof subject === "string") return { status: subject };
  if (cpr === undefined) return { status: "MissingArgumentError" };
  const { guard } = knowledge;
  const asked = writeRidSubject(subject);
  if (guard.isBlocked(spid, asked)) return { status: "BruteForceAttemptDetected" };
  const isMatch = registeredCpr(knowledge, subject) === cpr;
  if (isMatch) guard.noteMatch(spid, asked);
  else guard.noteMiss(spid, asked);
  return { status: "Ok", isMatch };
}

/** Whom it is about; a certificate sent along must be of the same employee, and alone it is enough. */
function findSubject({ subject, certificate }: AboutEmployee): RidSubject | RidStatus {
  if (subject === undefined && certificate === undefined) return "MissingArgumentError";
  const said = subject === undefined ? undefined : readRidSubject(subject);
  const certified = certificate === undefined ? said : readRidOfCertificate(certificate);
  if (certified === undefined || (subject !== undefined && said === undefined)) return "NoRidInCertificate";
  const isSame = said === undefined || writeRidSubject(said) === writeRidSubject(certified);
  return isSame ? certified : "RidDoesNotMatchBase64Certificate";
}

function registeredCpr({ employees, isAstray }: RidKnowledge, { cvr, rid }: RidSubject): string | undefined {
  const isAsked = (one: Employee): boolean => one.cvr === cvr && one.rid === rid;
  const isAnother = (one: Employee): boolean => one.rid !== undefined && one.cpr !== undefined && !isAsked(one);
  const employee = employees.list().find(isAstray() ? isAnother : isAsked);
  return employee?.cprRegistered === false ? undefined : employee?.cpr;
}
