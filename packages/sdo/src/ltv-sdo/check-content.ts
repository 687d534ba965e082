/** What must hold of a content before it is sealed: a seal over a contradiction would be refused for ever after. */
import { type NemidMessage, OcesError, readMessage } from "@eid-gateway/oces";
import { XmlError } from "@eid-gateway/xmldsig";
import { SdoError } from "../sdo-error.js";
import { expectReadable } from "../validation.js";
import { agreementFindings } from "./agreement-rules.js";
import { hasBytes, type LtvSdoContent } from "./content.js";

/** The customer's own word for a document: no XML id, so it may be anything that can be written. */
const MOST_ID_CHARACTERS = 255;
/** A character, or half of one, that XML 1.0 cannot hold however it is written (section 2.2). */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** @throws SdoError "bad-content" */
export function expectConsistent(content: LtvSdoContent): void {
  expectDocuments(content);
  const unwritable = Object.entries(textsOf(content)).find(([, text]) => text !== undefined && UNWRITABLE.test(text));
  if (unwritable) throw bad(`${unwritable[0]} holds a character that XML cannot`);
  const empty = Object.entries(requiredOf(content)).find(([, text]) => text === "");
  if (empty) throw bad(`${empty[0]} is empty`);
  if (content.events.some(({ time }) => Number.isNaN(time.getTime()))) throw bad("an event has no time");
  expectReadable(content.validation);
  const findings = agreementFindings({ content, message: readProof(content) });
  const refusal = findings.find(({ level }) => level === "failed" || level === "undetermined");
  if (refusal) throw bad(`${refusal.rule}: ${refusal.text}`);
}

function expectDocuments({ documents, proof }: LtvSdoContent): void {
  const ids = documents.map(({ id }) => id);
  if (ids.some((id) => id === "" || id.length > MOST_ID_CHARACTERS || UNWRITABLE.test(id)))
    throw bad("a document's id cannot be written");
  if (new Set(ids).size < ids.length) throw bad("two documents have one id");
  const whole = documents.filter(hasBytes);
  if (whole.length === 0 || whole.some(({ bytes }) => bytes.length === 0))
    throw bad("there is no document, or an empty one");
  if (proof.kind === "native" && !whole.some(({ id }) => id === proof.document))
    throw bad("the document that was signed is not among the documents");
}

function readProof({ proof }: LtvSdoContent): NemidMessage {
  try {
    return readMessage(proof.message);
  } catch (cause) {
    if (!(cause instanceof OcesError || cause instanceof XmlError)) throw cause;
    throw new SdoError("bad-content", "The proof is not a NemID message", { cause });
  }
}

/** By what they are called in a message; their values go into none. */
function textsOf(content: LtvSdoContent): Readonly<Record<string, string | undefined>> {
  const { documents, signer, events } = content;
  return {
    ...requiredOf(content),
    "a document's description": documents.map((one) => (hasBytes(one) ? (one.description ?? "") : "")).join(""),
    "the signer's national id": signer.nationalId,
    "the signer's nationality": signer.nationality,
    "the assurance level": signer.assuranceLevel,
    "the event log": events.map((one) => [one.event, one.ip, one.userAgent, one.data].join("")).join(""),
  };
}

function requiredOf({ order, task, documents, signer, consent }: LtvSdoContent): Readonly<Record<string, string>> {
  return {
    "the order's id": order,
    "the task's id": task,
    "a document's media type": documents.some(({ mediaType }) => mediaType === "")
      ? ""
      : documents.map((one) => one.mediaType).join(""),
    "the signer's name": signer.name,
    "the signer's unique id": signer.uniqueId,
    "the signer's method": signer.method,
    "the consent text": consent.text,
    "the consent's language": consent.language,
  };
}

function bad(why: string): SdoError {
  return new SdoError("bad-content", `This cannot be sealed: ${why}`);
}
