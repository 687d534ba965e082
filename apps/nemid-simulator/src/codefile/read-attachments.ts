import { findRemoteFault } from "../sign-text/remote-document.js";
import type { RemoteDocument } from "../sign-text/sign-text.js";
import {
  childrenByName,
  elementsOf,
  readStrictXml,
  readText,
  type XmlElement,
  XmlRefusal,
} from "../soap/read-strict-xml.js";

/** A file to be fetched and signed together with the text. */
export interface AskedAttachment extends RemoteDocument {
  readonly title: string;
  readonly mimeType: string;
  readonly size: number; // bytes
  readonly isOptional: boolean; // the person may leave it out
}

const MOST = 20;
const PARTS = ["title", "path", "mimeType", "size", "hashValue", "optional"];

/** Reads the list `attachments/attachment`, or says what is wrong with it. */
export function readAttachments(xml: string): readonly AskedAttachment[] | string {
  try {
    const list = readStrictXml(xml);
    if (list.name !== "attachments" || list.namespace !== "") return "is no list of attachments";
    const elements = elementsOf(list);
    if (elements.length > MOST) return `may have ${MOST} attachments`;
    const read = elements.map(readAttachment);
    return read.map(findFault).find((fault) => fault !== undefined) ?? read;
  } catch (error) {
    if (error instanceof XmlRefusal) return error.message;
    throw error;
  }
}

function readAttachment(element: XmlElement): AskedAttachment {
  if (element.name !== "attachment") throw new XmlRefusal("an element in attachments is not known");
  const parts = childrenByName(element, "", PARTS);
  const text = (name: string) => readText(parts.get(name)) ?? "";
  return {
    title: text("title"),
    uri: text("path"),
    mimeType: readMimeType(text("mimeType")),
    size: /^\d{1,9}$/.test(text("size")) ? Number(text("size")) : -1,
    hash: text("hashValue"),
    isOptional: parts.has("optional"),
  };
}

/** What is no media type is signed as plain text, as the applet did. */
function readMimeType(text: string): string {
  return /^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*$/i.test(text) ? text : "text/plain";
}

function findFault(attachment: AskedAttachment): string | undefined {
  if (attachment.title === "") return "an attachment has no title";
  if (attachment.size < 0) return "the size of an attachment is no number of bytes";
  return findRemoteFault(attachment);
}
