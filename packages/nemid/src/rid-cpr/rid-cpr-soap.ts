/** The two questions to the RID/CPR service and their answers, in the namespaces of its public (OIO) schema. */
import type { XmlElement } from "@eid-gateway/xmldsig";
import { onlyChild, readMember, writeMember } from "../remote/soap.js";

const business = "urn:oio:danid:nemid:erhverv:1.0.0";
const cprSchema = "http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/";

export interface Employee {
  readonly identifier: string; // "CVR:...-RID:...", whole
  readonly certificate: Uint8Array; // DER; the service compares it with the identifier
}

/** Members stand in the order of the schema. */
export function writeGetCpr({ identifier }: Employee, spid: string): string {
  return message("GetCprInput", [
    writeMember("b:SubjectSerialNumberIdentifier", identifier),
    writeMember("b:ServiceProviderIdentifier", spid),
  ]);
}

export function writeMatch({ identifier, certificate }: Employee, spid: string, cpr: string): string {
  return message("MatchRidAndCprInput", [
    writeMember("b:SubjectSerialNumberIdentifier", identifier),
    writeMember("c:PersonCivilRegistrationIdentifier", cpr),
    writeMember("b:CertificateRequestData", Buffer.from(certificate).toString("base64")),
    writeMember("b:ServiceProviderIdentifier", spid),
  ]);
}

/** @throws Error saying what is missing; its text holds nothing of the answer */
export function readGetCpr(body: XmlElement): { readonly status: string; readonly cpr: string | undefined } {
  const output = onlyChild(body, business, "GetCprOutput");
  return { status: statusIn(output), cpr: readMember(output, cprSchema, "PersonCivilRegistrationIdentifier") };
}

/** @throws Error as readGetCpr */
export function readMatch(body: XmlElement): { readonly status: string; readonly matches: boolean | undefined } {
  const output = onlyChild(body, business, "MatchRidAndCprOutput");
  return { status: statusIn(output), matches: readBoolean(readMember(output, business, "MatchIndicator")) };
}

function message(name: string, members: readonly string[]): string {
  return `<b:${name} xmlns:b="${business}" xmlns:c="${cprSchema}">${members.join("")}</b:${name}>`;
}

function statusIn(output: XmlElement): string {
  const status = readMember(output, business, "RequestStatusCode");
  if (status === undefined || !/^[A-Za-z0-9]{1,64}$/.test(status)) throw new Error("no status code");
  return status;
}

/** An xsd:boolean, or nothing. */
function readBoolean(written: string | undefined): boolean | undefined {
  if (written === undefined) return undefined;
  if (!/^(?:true|false|1|0)$/.test(written)) throw new Error("an indicator that is neither true nor false");
  return written === "true" || written === "1";
}
