import type { Caller } from "../services/identify-caller.js";
import { type XmlElement, XmlRefusal } from "../soap/read-strict-xml.js";
import { authorize, lookUpCpr, matchCpr, type RidKnowledge } from "./answer-rid-request.js";
import {
  type OioElements,
  type OioOperation,
  type OioReply,
  readOioElements,
  readOioOperation,
  writeOioReply,
} from "./oio-messages.js";
import type { RidSubscriber } from "./registers.js";

/** Answers one OIO request; what goes wrong inside a known operation is its answer's status, not a fault. */
export function answerOioCall(
  call: XmlElement,
  caller: Caller<RidSubscriber>,
  knowledge: RidKnowledge,
  failed: (error: unknown) => void,
): string {
  const operation = readOioOperation(call);
  try {
    return writeOioReply(operation, reply(operation, readOioElements(call, operation), caller, knowledge));
  } catch (error) {
    if (error instanceof XmlRefusal) return writeOioReply(operation, { status: "XmlParseError" });
    failed(error);
    return writeOioReply(operation, { status: "InternalError" });
  }
}

function reply(
  operation: OioOperation,
  said: OioElements,
  caller: Caller<RidSubscriber>,
  knowledge: RidKnowledge,
): OioReply {
  const subscriber = authorize(caller, { said: said("ServiceProviderIdentifier") });
  if (typeof subscriber === "string") return { status: subscriber };
  const about = { subject: said("SubjectSerialNumberIdentifier"), certificate: said("CertificateRequestData") };
  if (operation === "GetCpr") return lookUpCpr(about, subscriber, knowledge);
  if (operation === "MatchRidAndCpr")
    return matchCpr(about, said("PersonCivilRegistrationIdentifier"), subscriber, knowledge);
  return { status: testConnection(said("TestRequestText")) };
}

/** The caller says what it wants to hear. */
function testConnection(text: string | undefined): OioReply["status"] {
  if (text === undefined) return "MissingArgumentError";
  if (text === "Ok") return "Ok";
  return text === "AuthorizationError" ? "NotAuthorizedForServiceLookup" : "XmlParseError";
}
