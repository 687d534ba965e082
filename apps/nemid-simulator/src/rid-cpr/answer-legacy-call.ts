import type { Caller } from "../services/identify-caller.js";
import type { XmlElement } from "../soap/read-strict-xml.js";
import { authorize, lookUpCpr, matchCpr, type RidKnowledge } from "./answer-rid-request.js";
import { type LegacyCall, readLegacyCall, writeLegacyResult } from "./legacy-messages.js";
import type { Employee, RidSubscriber } from "./registers.js";
import { RidRefusal } from "./rid-refusal.js";
import { RID_STATUS, type RidStatus } from "./status.js";
import { writeRidSubject } from "./subject.js";

/** Answers one call of the older interface, which has no status: what is not Ok is a fault. */
export function answerLegacyCall(
  element: XmlElement,
  caller: Caller<RidSubscriber>,
  knowledge: RidKnowledge,
  failed: (error: unknown) => void,
): string {
  const call = readLegacyCall(element);
  try {
    return writeLegacyResult(call.operation, answerOf(call, caller, knowledge));
  } catch (error) {
    if (error instanceof RidRefusal) throw error;
    failed(error);
    throw faultOf("InternalError");
  }
}

function answerOf(
  { operation, said }: LegacyCall,
  caller: Caller<RidSubscriber>,
  knowledge: RidKnowledge,
): string | boolean {
  if (operation === "test") return "OK";
  const spid = operation === "getRID" ? { said: said("ServiceProviderIdentifier") } : undefined;
  const subscriber = authorize(caller, spid);
  if (typeof subscriber === "string") throw faultOf(subscriber);
  if (operation === "getRID") return ridsOf(said("cVR"), subscriber, knowledge);
  if (operation === "getCPR") {
    const { status, cpr = "" } = lookUpCpr({ subject: said("string") }, subscriber, knowledge);
    if (status !== "Ok") throw faultOf(status);
    return cpr;
  }
  const about = { subject: said("subjectSerialNumber") };
  const { status, isMatch = false } = matchCpr(about, said("cPR"), subscriber, knowledge);
  if (status !== "Ok") throw faultOf(status);
  return isMatch;
}

/** The employees of a company, blank between them. What the real one answered is not public. */
function ridsOf(cvr: string | undefined, { ridCpr }: RidSubscriber, { employees }: RidKnowledge): string {
  if (ridCpr !== "lookup") throw faultOf("NotAuthorizedForCprLookup");
  if (cvr === undefined) throw faultOf("MissingArgumentError");
  const isEmployee = (one: Employee): one is Employee & { rid: string } => one.cvr === cvr && one.rid !== undefined;
  const found = employees.list().filter(isEmployee);
  return found.map(({ rid }) => writeRidSubject({ cvr, rid })).join(" ");
}

const faultOf = (status: RidStatus): RidRefusal => new RidRefusal(status, RID_STATUS[status]);
