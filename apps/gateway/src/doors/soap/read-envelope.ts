/** A SOAP 1.1 envelope: what its Body holds, once nothing in its Header has to be understood that is not. */
import { findAttribute, findChildren, readXml, type XmlElement, XmlError } from "@eid-gateway/xmldsig";
import { SOAP, SoapFault } from "./fault.js";

const SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
const NEXT_ACTOR = "http://schemas.xmlsoap.org/soap/actor/next";

/** A create call of a hundred orders has a few thousand elements. The schema has no use for depth. */
const LIMITS = { depth: 32, elements: 50_000, namespacesInScope: 64 };
/** Documents are base64. Each reference costs what thousands of other bytes do, and who sends it is not known yet. */
const MOST_REFERENCES = 50_000;

/** @param bytes UTF-8 @returns the first child of the Body @throws SoapFault */
export function readEnvelope(bytes: Uint8Array): XmlElement {
  const envelope = parse(bytes);
  if (envelope.name !== "Envelope" || envelope.namespace !== SOAP) throw refuseRoot(envelope);
  for (const header of findChildren(envelope, SOAP, "Header")) header.children.forEach(refuseMandatory);
  const [body, ...more] = findChildren(envelope, SOAP, "Body");
  if (!body || more.length > 0) throw malformed("The envelope must have one Body");
  const [message, ...others] = body.children;
  if (!message || others.length > 0) throw malformed("The Body must hold one element");
  return message;
}

function parse(bytes: Uint8Array): XmlElement {
  if (hasMoreReferences(bytes, MOST_REFERENCES))
    throw malformed(`The message has more than ${MOST_REFERENCES} references`);
  try {
    return readXml(bytes, { admitComments: true, keepPrefixes: true, limits: { ...LIMITS, bytes: bytes.length } });
  } catch (error) {
    if (error instanceof XmlError) throw malformed(error.message, error.code);
    throw error;
  }
}

function hasMoreReferences(bytes: Uint8Array, most: number): boolean {
  let count = 0;
  for (let at = bytes.indexOf(AMPERSAND); at >= 0; at = bytes.indexOf(AMPERSAND, at + 1)) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}
const AMPERSAND = 0x26;

function refuseRoot({ name, namespace }: XmlElement): SoapFault {
  if (name !== "Envelope" || namespace !== SOAP_12) return malformed("The message is not a SOAP envelope");
  return new SoapFault("VersionMismatch", "This service speaks SOAP 1.1, and the envelope is one of SOAP 1.2", {
    code: "soap-version",
  });
}

/** Section 4.2.3: what is addressed to us, and must be understood, and is not, stops the call. */
function refuseMandatory(header: XmlElement): void {
  const actor = findAttribute(header, "actor", SOAP) ?? "";
  const isForUs = actor === "" || actor === NEXT_ACTOR;
  if (!isForUs || findAttribute(header, "mustUnderstand", SOAP) !== "1") return;
  throw new SoapFault("MustUnderstand", `The header ${header.name} is not understood here; send none`, {
    code: "header-not-understood",
  });
}

function malformed(message: string, finding?: string): SoapFault {
  return new SoapFault("Client", message, { code: "malformed-message", ...(finding && { findings: [finding] }) });
}
