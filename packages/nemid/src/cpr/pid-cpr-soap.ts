/**
 * One question to the PID/CPR service and its answer, as SOAP 1.1 document/literal. The wrapper elements are in the vendor's
 * `http://localhost/`, the records and their members in the namespace of the Java package the service was generated from.
 */
import { readXml, type XmlElement } from "@eid-gateway/xmldsig";

const soap = "http://schemas.xmlsoap.org/soap/envelope/";
const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
const service = "http://localhost/";
const types = "java:dk.certifikat.pid.webservices";

export interface PidCprQuestion {
  readonly id: string; // ours, echoed
  readonly spid: string;
  readonly pid: string; // without "PID:"
  readonly cpr: string | undefined; // left out: tell me
}
export interface PidCprAnswer {
  readonly id: string | undefined;
  readonly pid: string | undefined;
  readonly cpr: string | undefined;
  readonly status: number;
}

/** The request. Members stand in the order of the vendor's schema; absent ones are nil. */
export function writeQuestion({ id, spid, pid, cpr }: PidCprQuestion): string {
  const member = (name: string, value: string | undefined): string =>
    value === undefined ? `<t:${name} xsi:nil="true"/>` : `<t:${name}>${escapeXml(value)}</t:${name}>`;
  const members = [
    member("CPR", cpr),
    member("PID", pid),
    member("b64Cert", undefined),
    member("id", id),
    member("serviceId", spid),
  ];
  return (
    `<?xml version="1.0" encoding="UTF-8"?>` +
    `<s:Envelope xmlns:s="${soap}" xmlns:p="${service}" xmlns:t="${types}" xmlns:xsi="${schemaInstance}"><s:Body>` +
    `<p:pid><p:pIDRequests><t:PIDRequest>${members.join("")}</t:PIDRequest></p:pIDRequests></p:pid>` +
    `</s:Body></s:Envelope>`
  );
}

/** The one reply in a response. @throws Error saying what is missing; its text holds nothing of the answer */
export function readReply(bytes: Uint8Array): PidCprAnswer {
  const envelope = readXml(bytes);
  if (envelope.namespace !== soap || envelope.name !== "Envelope") throw new Error("no SOAP envelope");
  const response = only(only(envelope, soap, "Body"), service, "pidResponse");
  const reply = only(only(response, service, "result"), types, "PIDReply");
  const status = value(reply, "statusCode");
  if (status === undefined || !/^\d{1,6}$/.test(status)) throw new Error("no status code");
  return { id: value(reply, "id"), pid: value(reply, "PID"), cpr: value(reply, "CPR"), status: Number(status) };
}

function only(parent: XmlElement, namespace: string, name: string): XmlElement {
  const [found, second] = parent.children.filter((child) => child.namespace === namespace && child.name === name);
  if (found === undefined || second !== undefined) throw new Error(`not exactly one ${name} in ${parent.name}`);
  return found;
}

/** `undefined` for what is nil, empty or left out; a service may say "nothing" in each of these ways. */
function value(reply: XmlElement, name: string): string | undefined {
  const found = reply.children.filter((child) => child.namespace === types && child.name === name);
  if (found.length > 1) throw new Error(`more than one ${name}`);
  return found[0]?.text.trim() || undefined;
}

function escapeXml(value: string): string {
  return value.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
