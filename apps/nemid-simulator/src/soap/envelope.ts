import { escapeXml } from "./escape-xml.js";
import { childrenByName, readStrictXml, type XmlElement, XmlRefusal } from "./read-strict-xml.js";

const SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

/**
 * The one element in the Body of a SOAP 1.1 request.
 *
 * @throws XmlRefusal for anything else
 */
export function readEnvelope(text: string): XmlElement {
  const envelope = readStrictXml(text);
  if (envelope.namespace !== SOAP || envelope.name !== "Envelope") throw new XmlRefusal("not a SOAP 1.1 envelope");
  const parts = childrenByName(envelope, SOAP, ["Header", "Body"]);
  refuseMandatoryHeaders(parts.get("Header"));
  const [call, ...more] = parts.get("Body")?.children ?? [];
  if (call === undefined || more.length > 0) throw new XmlRefusal("the Body must hold one element");
  return call;
}

/** SOAP 1.1 section 4.2.3: whoever does not understand such a header must not go on. */
function refuseMandatoryHeaders(header: XmlElement | undefined): void {
  const isMandatory = ({ attributes }: XmlElement): boolean =>
    ["1", "true"].includes(attributes.get(`${SOAP} mustUnderstand`) ?? "");
  if (header?.children.some(isMandatory)) throw new XmlRefusal("a mandatory header is not understood");
}

export const writeEnvelope = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="${SOAP}"><s:Body>${body}</s:Body></s:Envelope>`;

/**
 * @param side whose fault: the caller's (`Client`) or ours (`Server`)
 * @param detail XML of the service's own
 */
export const writeFault = (side: "Client" | "Server", sentence: string, detail = ""): string =>
  writeEnvelope(
    `<s:Fault><faultcode>s:${side}</faultcode><faultstring>${escapeXml(sentence)}</faultstring>${detail && `<detail>${detail}</detail>`}</s:Fault>`,
  );
