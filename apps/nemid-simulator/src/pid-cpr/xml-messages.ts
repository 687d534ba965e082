import { escapeXml } from "../soap/escape-xml.js";
import { childrenByName, readStrictXml, type XmlElement, XmlRefusal } from "../soap/read-strict-xml.js";
import type { PidReply } from "./answer-pid-request.js";
import type { PidRequest } from "./pid-request.js";
import { STATUS, type StatusName } from "./status.js";

/** The XML variant's question, or the status that answers what is none. */
export type XmlQuestion = { readonly request: PidRequest } | { readonly status: StatusName; readonly id?: string };

/** Reads the document in the form field PID_REQUEST. */
export function readXmlQuestion(text: string): XmlQuestion {
  try {
    return readMethod(readStrictXml(text));
  } catch (error) {
    if (error instanceof XmlRefusal) return { status: "xmlParseError" };
    throw error;
  }
}

function readMethod(method: XmlElement): XmlQuestion {
  if (method.name !== "method" || attribute(method, "name") !== "pidCprRequest")
    return { status: "notPidServiceRequest" };
  if (attribute(method, "version") !== "1.0") return { status: "xmlVersionNotSupported" };
  const request = childrenByName(method, "", ["request"]).get("request");
  if (request === undefined) return { status: "xmlParseError" };
  const fields = childrenByName(request, "", ["serviceId", "pid", "cpr", "b64Cert", "cert"]);
  const read = (name: string): string | undefined => fields.get(name)?.text || undefined;
  return {
    request: {
      id: attribute(request, "id"),
      serviceId: read("serviceId"),
      pid: read("pid"),
      cpr: read("cpr"),
      certificate: read("b64Cert") ?? read("cert"), // both names are seen
    },
  };
}

const attribute = ({ attributes }: XmlElement, name: string): string | undefined => attributes.get(` ${name}`);

/** The answer in the encoding it declares, ISO-8859-1; characters that has not are written as references. */
export function writeXmlReply({ status, id = "", pid, cpr }: PidReply): Buffer {
  const { code, dk, uk } = STATUS[status];
  const texts = `<statusText language="DK">${escapeXml(dk)}</statusText><statusText language="UK">${escapeXml(uk)}</statusText>`;
  const found = `${optional("pid", pid)}${optional("cpr", cpr)}`;
  const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>
<method name="pidCprResponse" version="1.0"><response id="${escapeXml(id)}"><status statusCode="${code}">${texts}</status>${found}<redirURL>Not implemented</redirURL></response></method>
`;
  return Buffer.from(
    xml.replace(/[^\0-\xff]/gu, (sign) => `&#${sign.codePointAt(0)};`),
    "latin1",
  );
}

const optional = (name: string, value: string | undefined): string =>
  value === undefined ? "" : `<${name}>${escapeXml(value)}</${name}>`;
