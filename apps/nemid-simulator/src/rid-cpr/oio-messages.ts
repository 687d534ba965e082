/** The OIO way: SOAP 1.1, document/literal, one element in and one out. */
import { writeEnvelope } from "../soap/envelope.js";
import { escapeXml } from "../soap/escape-xml.js";
import { readText, type XmlElement, XmlRefusal } from "../soap/read-strict-xml.js";
import { RidRefusal, statusOfRefusal } from "./rid-refusal.js";
import { RID_STATUS, type RidStatus } from "./status.js";

export const OIO = "urn:oio:danid:nemid:erhverv:1.0.0";
export const CPR = "http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/";
const OTHER_VERSION = /^urn:oio:danid:nemid:erhverv:(?!1\.0\.0$)/;

/** Each operation's elements, without the number, which is of another namespace. */
const OPERATIONS = {
  GetCpr: ["SubjectSerialNumberIdentifier", "ServiceProviderIdentifier"],
  MatchRidAndCpr: ["SubjectSerialNumberIdentifier", "CertificateRequestData", "ServiceProviderIdentifier"],
  TestConnection: ["TestRequestText", "ServiceProviderIdentifier"],
} as const;

export type OioOperation = keyof typeof OPERATIONS;

/** The elements by name; what was left out, nil or empty is undefined. */
export type OioElements = (name: string) => string | undefined;

/** @throws RidRefusal when it is no operation, XmlRefusal when the operation's own elements are not as described */
export function readOioOperation({ namespace, name }: XmlElement): OioOperation {
  if (OTHER_VERSION.test(namespace)) throw new RidRefusal("XmlVersionNotSupported", "the version is not supported");
  const operation = Object.keys(OPERATIONS).find((one) => `${one}Input` === name);
  if (namespace !== OIO || operation === undefined)
    throw new RidRefusal("NotRidServiceRequest", "the operation is not known");
  return operation as OioOperation;
}

/** @throws XmlRefusal for an element that is not known, comes twice or is no text */
export function readOioElements(call: XmlElement, operation: OioOperation): OioElements {
  if (call.text !== "") throw new XmlRefusal("text among elements is not allowed");
  const said = new Map<string, string | undefined>();
  for (const child of call.children) {
    if (!isKnown(child, operation)) throw new XmlRefusal("an element is not known");
    if (said.has(child.name)) throw new XmlRefusal(`${child.name} comes twice`);
    const text = readText(child);
    if (child.namespace === CPR && !/^\d{10}$/.test(text ?? "")) throw new XmlRefusal("not a CPR number");
    said.set(child.name, text);
  }
  return (name) => said.get(name);
}

function isKnown({ namespace, name }: XmlElement, operation: OioOperation): boolean {
  if (namespace === CPR) return operation === "MatchRidAndCpr" && name === "PersonCivilRegistrationIdentifier";
  const names: readonly string[] = OPERATIONS[operation];
  return namespace === OIO && names.includes(name);
}

export interface OioReply {
  readonly status: RidStatus;
  readonly cpr?: string | undefined;
  readonly isMatch?: boolean | undefined;
}

export function writeOioReply(operation: OioOperation, { status, cpr, isMatch }: OioReply): string {
  const number =
    cpr === undefined
      ? ""
      : `<c:PersonCivilRegistrationIdentifier xmlns:c="${CPR}">${escapeXml(cpr)}</c:PersonCivilRegistrationIdentifier>`;
  const match = isMatch === undefined ? "" : `<o:MatchIndicator>${isMatch}</o:MatchIndicator>`;
  const told = `<o:RequestStatusCode>${status}</o:RequestStatusCode><o:EmployeeIdentifierLookupStatusText>${RID_STATUS[status]}</o:EmployeeIdentifierLookupStatusText>`;
  return writeEnvelope(`<o:${operation}Output xmlns:o="${OIO}">${told}${number}${match}</o:${operation}Output>`);
}

export const writeOioDetail = (refusal: XmlRefusal): string =>
  `<o:RequestStatusCode xmlns:o="${OIO}">${statusOfRefusal(refusal)}</o:RequestStatusCode>`;
