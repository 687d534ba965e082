/** Calls as a client makes them, and what comes back, read by the same schema. */
import { findChildren, readXml, type XmlElement } from "@eid-gateway/xmldsig";
import { DOCUMENT_SERVICE, type DocumentOperations } from "../../../src/doors/documentservice/document-service.js";
import { readValue, XSI } from "../../../src/doors/soap/schema/read-value.js";
import type { ValueOf } from "../../../src/doors/soap/schema/types.js";
import type { Message } from "../../../src/doors/soap/web-service.js";
import { PASSWORD } from "./start-doors.js";

export const SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
export const NAMESPACE = DOCUMENT_SERVICE.namespace;
const FAULT = "urn:eid-gateway:fault:1";

export const envelope = (body: string, header = "") =>
  `<s:Envelope xmlns:s="${SOAP}" xmlns:xsi="${XSI}" xmlns:xsd="http://www.w3.org/2001/XMLSchema">${header}<s:Body>${body}</s:Body></s:Envelope>`;

/** A request element of an operation, with its service and password. */
export function request(operation: keyof DocumentOperations, content: string, service = "demo", password = PASSWORD) {
  const { element } = DOCUMENT_SERVICE.operations[operation].input;
  const who = `<service>${service}</service><password>${password}</password>`;
  return `<${element} xmlns="${NAMESPACE}" xmlns:n="${NAMESPACE}">${who}${content}</${element}>`;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** What the Body holds; `undefined` when it is empty. */
  readonly content: XmlElement | undefined;
  readonly fault:
    | {
        readonly faultCode: string;
        readonly sentence: string;
        readonly code: string;
        readonly place: string | undefined;
      }
    | undefined;
}

export async function post(
  url: string,
  message: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const body = typeof message === "string" ? message : Buffer.from(message);
  const answer = await fetch(`${url}${DOCUMENT_SERVICE.path}`, {
    method: "POST",
    headers: { "content-type": "text/xml; charset=utf-8", ...headers },
    body,
  });
  const text = await answer.text();
  const [body1] = findChildren(readXml(Buffer.from(text), { keepPrefixes: true }), SOAP, "Body");
  const content = body1?.children[0];
  return { status: answer.status, text, headers: answer.headers, content, fault: content && readFault(content) };
}

function readFault(content: XmlElement): Reply["fault"] {
  if (content.name !== "Fault" || content.namespace !== SOAP) return undefined;
  const textOf = (element: XmlElement | undefined, name: string, namespace = "") =>
    element && findChildren(element, namespace, name)[0]?.text;
  const error = findChildren(findChildren(content, "", "detail")[0]!, FAULT, "error")[0];
  return {
    faultCode: textOf(content, "faultcode")!,
    sentence: textOf(content, "faultstring")!,
    code: textOf(error, "code", FAULT)!,
    place: textOf(error, "place", FAULT),
  };
}

/** Calls an operation. @throws Error with the fault's code and place, when there is one */
export async function call<K extends keyof DocumentOperations>(
  url: string,
  operation: K,
  content: string,
  service = "demo",
): Promise<AnswerOf<DocumentOperations[K]["output"]>> {
  const reply = await post(url, envelope(request(operation, content, service)));
  if (reply.fault) throw new Error(`${reply.fault.code} ${reply.fault.place ?? ""}: ${reply.fault.sentence}`);
  const output: Message | undefined = DOCUMENT_SERVICE.operations[operation].output;
  if (!output || !reply.content) return undefined as AnswerOf<DocumentOperations[K]["output"]>;
  if (reply.content.name !== output.element) throw new Error(`the answer is a ${reply.content.name}`);
  return readValue(reply.content, output.type, NAMESPACE) as AnswerOf<DocumentOperations[K]["output"]>;
}
type AnswerOf<M> = M extends Message<infer T> ? ValueOf<T> : undefined;

/** The code of the fault that a call ends with. */
export async function faultOf(url: string, operation: keyof DocumentOperations, content: string, service = "demo") {
  const { fault, status } = await post(url, envelope(request(operation, content, service)));
  return { status, ...fault };
}
