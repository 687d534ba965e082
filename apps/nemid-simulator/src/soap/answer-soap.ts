import type { Context } from "koa";
import { readLimitedText } from "../services/read-limited-text.js";
import { readEnvelope, writeFault } from "./envelope.js";
import { type XmlElement, XmlRefusal } from "./read-strict-xml.js";

/** What a service says to the element in the Body: an envelope. An XmlRefusal becomes a fault of the caller. */
export type AnswerCall = (call: XmlElement) => string;

/** Answers a SOAP 1.1 request over HTTP. @param detail what the service's faults carry besides the sentence */
export async function answerSoap(
  context: Context,
  answerCall: AnswerCall,
  detail: (refusal: XmlRefusal) => string = () => "",
): Promise<void> {
  if (!context.is("text/xml")) return sendXml(context, 415, writeFault("Client", "the body must be text/xml"));
  const text = await readLimitedText(context);
  if (text === undefined)
    return sendXml(context, 413, writeFault("Client", "the body must be UTF-8 of at most 64 KiB"));
  try {
    sendXml(context, 200, answerCall(readEnvelope(text)));
  } catch (error) {
    if (!(error instanceof XmlRefusal)) throw error;
    sendXml(context, 500, writeFault("Client", error.message, detail(error))); // SOAP 1.1 section 6.2: a fault travels with 500
  }
}

/** Whether a GET asks for the description of a service, as `?wsdl`. */
export const asksForWsdl = ({ query }: Context): boolean => "wsdl" in query || "WSDL" in query;

export function sendXml(context: Context, status: number, xml: string): void {
  context.status = status;
  context.type = "text/xml; charset=utf-8";
  context.body = xml;
}
