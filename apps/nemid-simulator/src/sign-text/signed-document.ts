/** The document of a signing, as the signed message holds it. */
import { createHash } from "node:crypto";
import type { MessageDocument, MessageProperty } from "@eid-gateway/oces-testing";
import type { SignText } from "./sign-text.js";

/** A file signed together with the document. */
export interface SignedAttachment {
  readonly title: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

export interface SignedDocument {
  readonly format: SignText["format"];
  readonly bytes: Uint8Array;
  /** Whether the message says that the signer saw it. XML was not seen: its transformation was. */
  readonly visible: boolean;
  readonly stylesheetDigest?: string | undefined; // base64 of a SHA-256
  readonly stylesheetId?: string | undefined;
  /** A PDF is an object of its own; no public sample shows whether the key card's client had it as a property, too. */
  readonly pdfAs: "object" | "property" | "both" | "nowhere";
  readonly attachments: readonly SignedAttachment[];
}

export function stateDocument(signText: SignText, attachments: readonly SignedAttachment[] = []): SignedDocument {
  const { format, bytes, stylesheet, stylesheetId } = signText;
  const stylesheetDigest = stylesheet && digestOf(stylesheet);
  return { format, bytes, visible: format !== "xml", stylesheetDigest, stylesheetId, pdfAs: "object", attachments };
}

/** The property with the text itself. */
export function signTextProperties({ format, bytes, visible, pdfAs }: SignedDocument): MessageProperty[] {
  const isProperty = format === "pdf" ? pdfAs === "property" || pdfAs === "both" : pdfAs !== "nowhere";
  return isProperty ? [{ name: "signtext", value: bytes, encoding: "base64", visible }] : [];
}

/** What stands beside an XML text: which stylesheet it was shown by. */
export function stylesheetProperties({ stylesheetDigest, stylesheetId }: SignedDocument): MessageProperty[] {
  return [
    ...(stylesheetDigest === undefined ? [] : [{ name: "stylesheetDigest", value: stylesheetDigest }]),
    ...(stylesheetId === undefined ? [] : [{ name: "transformationId", value: stylesheetId }]),
  ];
}

/** The objects besides the properties: a PDF, then the attachments, counted from one. */
export function objectsOf({ format, bytes, pdfAs, attachments }: SignedDocument): MessageDocument[] {
  const isObject = format === "pdf" && (pdfAs === "object" || pdfAs === "both");
  return [
    ...(isObject ? [{ id: "signText", mimeType: "application/pdf", bytes }] : []),
    ...attachments.map(({ title, mimeType, bytes: attached }, index) => {
      return { id: `attachment-${index + 1}`, mimeType, bytes: attached, originalTitle: title };
    }),
  ];
}

export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64");
}
