import { writeEnvelope } from "../soap/envelope.js";
import { escapeXml } from "../soap/escape-xml.js";
import { childrenByName, elementsOf, readText, type XmlElement, XmlRefusal, XSI } from "../soap/read-strict-xml.js";
import type { PidReply } from "./answer-pid-request.js";
import type { PidRequest } from "./pid-request.js";
import { STATUS } from "./status.js";

export const SERVICE = "http://localhost/";
export const TYPES = "java:dk.certifikat.pid.webservices";

/** What the caller wants, document/literal. */
export type SoapCall =
  | { readonly operation: "pid"; readonly requests: readonly PidRequest[] }
  | { readonly operation: "test" }
  | { readonly operation: "testConnection"; readonly value: number };

/**
 * What the element in the Body asks for.
 *
 * @throws XmlRefusal for anything else
 */
export function readPidCall(call: XmlElement): SoapCall {
  if (call.namespace !== SERVICE) throw new XmlRefusal("the operation is not known");
  if (call.name === "pid") return { operation: "pid", requests: readRequests(call) };
  if (call.name === "testConnection") return { operation: "testConnection", value: readNumber(call) };
  if (call.name !== "test") throw new XmlRefusal("the operation is not known");
  childrenByName(call, SERVICE, []);
  return { operation: "test" };
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

function readNumber(call: XmlElement): number {
  const text = readText(childrenByName(call, SERVICE, ["intVal"]).get("intVal"));
  if (text === undefined || !/^-?\d{1,9}$/.test(text)) throw new XmlRefusal("intVal must be a whole number");
  return Number(text);
}

export const writePidReplies = (replies: readonly PidReply[]): string =>
  writeEnvelope(
    `<n:pidResponse xmlns:n="${SERVICE}"><n:result>${replies.map(writeReply).join("")}</n:result></n:pidResponse>`,
  );

export const writeResult = (operation: string, result: string | number): string =>
  writeEnvelope(`<n:${operation}Response xmlns:n="${SERVICE}"><n:result>${result}</n:result></n:${operation}Response>`);

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
