import type { PidReply } from "./answer-pid-request.js";
import type { PidRequest } from "./pid-request.js";
import {
  childrenByName,
  elementsOf,
  escapeXml,
  readStrictXml,
  type XmlElement,
  XmlRefusal,
} from "./read-strict-xml.js";
import { STATUS } from "./status.js";

const SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
export const SERVICE = "http://localhost/";
export const TYPES = "java:dk.certifikat.pid.webservices";
const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/** What the caller wants, document/literal. */
export type SoapCall =
  | { readonly operation: "pid"; readonly requests: readonly PidRequest[] }
  | { readonly operation: "test" }
  | { readonly operation: "testConnection"; readonly value: number };

/**
 * Reads a SOAP 1.1 request.
 *
 * @throws XmlRefusal for anything else
 */
export function readSoapCall(text: string): SoapCall {
  const envelope = readStrictXml(text);
  if (envelope.namespace !== SOAP || envelope.name !== "Envelope") throw new XmlRefusal("not a SOAP 1.1 envelope");
  const parts = childrenByName(envelope, SOAP, ["Header", "Body"]);
  refuseMandatoryHeaders(parts.get("Header"));
  const [call, ...more] = parts.get("Body")?.children ?? [];
  if (call === undefined || more.length > 0) throw new XmlRefusal("the Body must hold one element");
  if (call.namespace !== SERVICE) throw new XmlRefusal("the operation is not known");
  return readCall(call);
}

function readCall(call: XmlElement): SoapCall {
  if (call.name === "pid") return { operation: "pid", requests: readRequests(call) };
  if (call.name === "testConnection") return { operation: "testConnection", value: readNumber(call) };
  if (call.name !== "test") throw new XmlRefusal("the operation is not known");
  childrenByName(call, SERVICE, []);
  return { operation: "test" };
}

/** SOAP 1.1 section 4.2.3: whoever does not understand such a header must not go on. */
function refuseMandatoryHeaders(header: XmlElement | undefined): void {
  const isMandatory = ({ attributes }: XmlElement): boolean =>
    ["1", "true"].includes(attributes.get(`${SOAP} mustUnderstand`) ?? "");
  if (header?.children.some(isMandatory)) throw new XmlRefusal("a mandatory header is not understood");
}

function readRequests(call: XmlElement): PidRequest[] {
  const list = childrenByName(call, SERVICE, ["pIDRequests"]).get("pIDRequests");
  if (list === undefined) throw new XmlRefusal("pIDRequests is missing");
  return elementsOf(list).map((item) => {
    if (item.namespace !== TYPES || item.name !== "PIDRequest")
      throw new XmlRefusal("pIDRequests holds something else");
    return readRequest(item);
  });
}

function readRequest(item: XmlElement): PidRequest {
  const fields = childrenByName(item, TYPES, ["CPR", "PID", "b64Cert", "id", "serviceId"]);
  const read = (name: string): string | undefined => readText(fields.get(name));
  return {
    id: read("id"),
    serviceId: read("serviceId"),
    pid: read("PID"),
    cpr: read("CPR"),
    certificate: read("b64Cert"),
  };
}

/** Left out, nil and empty are the same: nothing was said. */
function readText(field: XmlElement | undefined): string | undefined {
  if (field === undefined || field.attributes.get(`${XSI} nil`) === "true") return undefined;
  if (field.children.length > 0) throw new XmlRefusal(`${field.name} must be text`);
  return field.text === "" ? undefined : field.text;
}

function readNumber(call: XmlElement): number {
  const text = readText(childrenByName(call, SERVICE, ["intVal"]).get("intVal"));
  if (text === undefined || !/^-?\d{1,9}$/.test(text)) throw new XmlRefusal("intVal must be a whole number");
  return Number(text);
}

export const writePidReplies = (replies: readonly PidReply[]): string =>
  envelope(
    `<n:pidResponse xmlns:n="${SERVICE}"><n:result>${replies.map(writeReply).join("")}</n:result></n:pidResponse>`,
  );

export const writeResult = (operation: string, result: string | number): string =>
  envelope(`<n:${operation}Response xmlns:n="${SERVICE}"><n:result>${result}</n:result></n:${operation}Response>`);

/** @param side whose fault: the caller's (`Client`) or ours (`Server`) */
export const writeFault = (side: "Client" | "Server", sentence: string): string =>
  envelope(`<s:Fault><faultcode>s:${side}</faultcode><faultstring>${escapeXml(sentence)}</faultstring></s:Fault>`);

function writeReply({ status, id, pid, cpr }: PidReply): string {
  const { code, dk, uk } = STATUS[status];
  const fields = {
    CPR: cpr,
    PID: pid,
    id,
    redirURL: undefined,
    statusCode: String(code),
    statusTextDK: dk,
    statusTextUK: uk,
  };
  const written = Object.entries(fields).map(([name, value]) =>
    value === undefined ? `<t:${name} xsi:nil="true"/>` : `<t:${name}>${escapeXml(value)}</t:${name}>`,
  );
  return `<t:PIDReply xmlns:t="${TYPES}" xmlns:xsi="${XSI}">${written.join("")}</t:PIDReply>`;
}

const envelope = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="${SOAP}"><s:Body>${body}</s:Body></s:Envelope>`;
