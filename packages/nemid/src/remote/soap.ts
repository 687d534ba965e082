/** SOAP 1.1, document/literal, as little of it as the operator's CPR services speak: one element there, one element back. */
import type { Credential } from "@eid-gateway/core";
import { escapeText, findChildren, readLeaf, readXml, type XmlElement } from "@eid-gateway/xmldsig";
import { askRemote } from "./ask-remote.js";

const soap = "http://schemas.xmlsoap.org/soap/envelope/";
const maxReplyBytes = 64 * 1024; // a reply is about 1 KB

export interface SoapQuestion<Answer> {
  readonly url: string;
  readonly credential: Credential;
  readonly body: string; // the element in the body, with its namespaces declared
  /** @param body the answer's body @throws Error about what is not as promised; its text holds nothing of the answer */
  readonly read: (body: XmlElement) => Answer;
}

/** @throws Error for whatever goes wrong on the way, HTTP errors and unreadable answers included */
export async function askSoap<Answer>({ url, credential, body, read }: SoapQuestion<Answer>): Promise<Answer> {
  const answer = await askRemote({
    url,
    credential,
    headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
    body: `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${soap}"><s:Body>${body}</s:Body></s:Envelope>`,
    maxBytes: maxReplyBytes,
  });
  if (answer.status !== 200) throw new Error(`HTTP status ${answer.status}`);
  const envelope = readXml(answer.bytes);
  if (envelope.namespace !== soap || envelope.name !== "Envelope") throw new Error("no SOAP envelope");
  return read(onlyChild(envelope, soap, "Body"));
}

/** The one child of that name. @throws Error when there is none, or a second */
export function onlyChild(parent: XmlElement, namespace: string, name: string): XmlElement {
  const [found, second] = findChildren(parent, namespace, name);
  if (found === undefined || second !== undefined) throw new Error(`not exactly one ${name} in ${parent.name}`);
  return found;
}

/** A member's text; `undefined` for what is nil, empty or left out, since a service may say "nothing" in each of these ways. */
export function readMember(parent: XmlElement, namespace: string, name: string): string | undefined {
  const [found, second] = findChildren(parent, namespace, name);
  if (second !== undefined) throw new Error(`more than one ${name}`);
  return found && (readLeaf(found).trim() || undefined);
}

/** `<t:PID>9208-...</t:PID>` */
export function writeMember(name: string, value: string): string {
  return `<${name}>${escapeText(value)}</${name}>`;
}
