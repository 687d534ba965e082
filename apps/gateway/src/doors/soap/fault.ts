/** SOAP 1.1 faults. What old clients read is code and sentence; ours stands in `detail`, in a namespace of its own. */
import type { SigningErrorCode } from "@eid-gateway/signing";
import { escapeText } from "@eid-gateway/xmldsig";

export const SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
const FAULT = "urn:eid-gateway:fault:1";

/** Why a call is refused before the domain sees it. Stable, as the domain's own are: docs/signing-soap.md lists them. */
export const FAULT_CODES = [
  "malformed-message",
  "soap-version",
  "header-not-understood",
  "media-type",
  "too-large",
  "unknown-operation",
  "schema-violation",
  "unknown-service-or-password",
  "too-many-guesses",
  "client-certificate-required",
  "unavailable",
  "internal",
] as const;
type FaultCode = (typeof FAULT_CODES)[number] | SigningErrorCode;

export interface FaultFacts {
  readonly code: FaultCode;
  /** Where in the message. */
  readonly place?: string | undefined;
  readonly findings?: readonly string[];
}

/** Why a call is not answered. The sentence is for whoever reads the caller's log. */
export class SoapFault extends Error {
  override readonly name = "SoapFault";
  readonly faultCode: "Client" | "Server" | "VersionMismatch" | "MustUnderstand";
  readonly facts: FaultFacts;

  constructor(faultCode: SoapFault["faultCode"], message: string, facts: FaultFacts) {
    super(message);
    this.faultCode = faultCode;
    this.facts = facts;
  }
}

export function writeFault({ faultCode, message, facts }: SoapFault): string {
  const place = facts.place === undefined ? "" : `<place>${escapeText(facts.place)}</place>`;
  const findings = (facts.findings ?? []).map((finding) => `<finding>${escapeText(finding)}</finding>`).join("");
  const detail = `<error xmlns="${FAULT}"><code>${escapeText(facts.code)}</code>${place}${findings}</error>`;
  return writeEnvelope(
    `<soap:Fault><faultcode>soap:${faultCode}</faultcode><faultstring xml:lang="en">${escapeText(message)}</faultstring><detail>${detail}</detail></soap:Fault>`,
  );
}

export function writeEnvelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope xmlns:soap="${SOAP}"><soap:Body>${body}</soap:Body></soap:Envelope>\n`;
}
