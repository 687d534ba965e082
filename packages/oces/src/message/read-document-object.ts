/** A signed object that holds a document: a PDF (`signText`) or an attachment. */
import { createHash } from "node:crypto";
import { findAttribute, readBase64, readLeaf, type SignedObject, type XmlElement } from "@eid-gateway/xmldsig";
import { OcesError } from "../oces-error.js";
import type { DocumentMediaType, SignedAttachment, SignedDocumentPart } from "./signed-document.js";

const ATTRIBUTES = ["Encoding", "Id", "MimeType", "OrigTitle"];
const ATTACHMENT = /^attachment-(?:0|[1-9][0-9]{0,3})$/;
// RFC 6838 section 4.2, without parameters. Clients wrote text/plain in place of a media type that they did not take for one.
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;
const OF_SIGN_TEXT: readonly DocumentMediaType[] = ["application/pdf", "text/plain"];

/** @throws OcesError "bad-document" */
export function readDocumentObject(object: SignedObject, index: number): SignedDocumentPart | SignedAttachment {
  const { id, element, namedObject } = object;
  if (!namedObject) throw new OcesError("bad-document", "The reference to a document does not say so");
  if (element.attributes.some(({ name, namespace }) => namespace !== "" || !ATTRIBUTES.includes(name))) {
    throw new OcesError("bad-document", "A document has an attribute it must not have");
  }
  const title = findAttribute(element, "OrigTitle");
  const mediaType = readStatedType(element);
  const part = { ...describeBytes(decode(element)), ...(title !== undefined && { title }) };
  if (ATTACHMENT.test(id)) return { id, mediaType, ...part };
  // Exactly this spelling, and before the attachments: a reader that ignores case, or takes the first, could find another.
  const known = OF_SIGN_TEXT.find((one) => one === mediaType);
  if (id !== "signText" || index > 0 || !known) {
    throw new OcesError("bad-document", "A signed object is neither the document nor an attachment");
  }
  return { mediaType: known, ...part, from: "object", visible: true };
}

export function describeBytes(bytes: Uint8Array) {
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function readStatedType(element: XmlElement): string {
  const stated = findAttribute(element, "MimeType")?.toLowerCase() ?? "";
  if (!MEDIA_TYPE.test(stated)) throw new OcesError("bad-document", "A document states no media type");
  return stated;
}

function decode(element: XmlElement): Uint8Array {
  if (findAttribute(element, "Encoding")?.toLowerCase() !== "base64" || element.children.length > 0) {
    throw new OcesError("bad-document", "A document is not base64");
  }
  try {
    return readBase64(readLeaf(element));
  } catch (cause) {
    throw new OcesError("bad-document", "A document is not base64", { cause });
  }
}
