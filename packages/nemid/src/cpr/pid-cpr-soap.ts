/**
 * One question to the PID/CPR service and its answer. The wrapper elements are in the vendor's `http://localhost/`, the records
 * and their members in the namespace of the Java package the service was generated from.
 */
import type { XmlElement } from "@eid-gateway/xmldsig";
import { onlyChild, readMember, writeMember } from "../remote/soap.js";

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
  const members = [
    cpr === undefined ? `<t:CPR xsi:nil="true"/>` : writeMember("t:CPR", cpr),
    writeMember("t:PID", pid),
    `<t:b64Cert xsi:nil="true"/>`,
    writeMember("t:id", id),
    writeMember("t:serviceId", spid),
  ];
  return (
    `<p:pid xmlns:p="${service}" xmlns:t="${types}" xmlns:xsi="${schemaInstance}">` +
    `<p:pIDRequests><t:PIDRequest>${members.join("")}</t:PIDRequest></p:pIDRequests></p:pid>`
  );
}

/** The one reply in a response. @throws Error saying what is missing; its text holds nothing of the answer */
export function readReply(body: XmlElement): PidCprAnswer {
  const response = onlyChild(body, service, "pidResponse");
  const reply = onlyChild(onlyChild(response, service, "result"), types, "PIDReply");
  const status = readMember(reply, types, "statusCode");
  if (status === undefined || !/^\d{1,6}$/.test(status)) throw new Error("no status code");
  return {
    id: readMember(reply, types, "id"),
    pid: readMember(reply, types, "PID"),
    cpr: readMember(reply, types, "CPR"),
    status: Number(status),
  };
}
