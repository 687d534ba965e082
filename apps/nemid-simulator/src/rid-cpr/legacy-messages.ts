/** The older way: SOAP 1.1, rpc/encoded. The wrapper is of the service's namespace, arguments and results of none. */
import { writeEnvelope } from "../soap/envelope.js";
import { escapeXml } from "../soap/escape-xml.js";
import { childrenByName, readText, type XmlElement, XSI } from "../soap/read-strict-xml.js";
import { RidRefusal, statusOfRefusal } from "./rid-refusal.js";

export const LEGACY = "http://localhost/";
const ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";
const XSD = "http://www.w3.org/2001/XMLSchema";

/** Arguments in order, and the name and type of the result. */
export const LEGACY_OPERATIONS = {
  getCPR: { takes: ["string"], gives: "result", type: "string" },
  matchCPR: { takes: ["subjectSerialNumber", "cPR"], gives: "isMatched", type: "boolean" },
  getRID: { takes: ["cVR", "ServiceProviderIdentifier"], gives: "result", type: "string" },
  test: { takes: [], gives: "result", type: "string" },
} as const;

export type LegacyOperation = keyof typeof LEGACY_OPERATIONS;

export interface LegacyCall {
  readonly operation: LegacyOperation;
  readonly said: (name: string) => string | undefined;
}

/** @throws XmlRefusal */
export function readLegacyCall(call: XmlElement): LegacyCall {
  if (call.namespace !== LEGACY || !Object.hasOwn(LEGACY_OPERATIONS, call.name))
    throw new RidRefusal("NotRidServiceRequest", "the operation is not known");
  const operation = call.name as LegacyOperation;
  const found = childrenByName(call, "", LEGACY_OPERATIONS[operation].takes);
  return { operation, said: (name) => readText(found.get(name)) };
}

export function writeLegacyResult(operation: LegacyOperation, value: string | boolean): string {
  const { gives, type } = LEGACY_OPERATIONS[operation];
  const result = `<${gives} xsi:type="xsd:${type}">${escapeXml(String(value))}</${gives}>`;
  return writeEnvelope(
    `<n:${operation}Response xmlns:n="${LEGACY}" xmlns:xsi="${XSI}" xmlns:xsd="${XSD}" s:encodingStyle="${ENCODING}">${result}</n:${operation}Response>`,
  );
}

export const writeLegacyDetail = (refusal: Parameters<typeof statusOfRefusal>[0]): string =>
  `<n:status xmlns:n="${LEGACY}">${statusOfRefusal(refusal)}</n:status>`;
