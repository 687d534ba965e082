import { createHash } from "node:crypto";
import { type LoginStatement, loginProperties } from "./login-properties.js";
import type { MessageDialect, MessageDocument, MessageProperty } from "./message-options.js";

/** A file signed together with the document, as object `attachment-1`, `attachment-2`, ... */
export interface Attachment {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  /** Attribute `OrigTitle`. */
  readonly title?: string;
}

/**
 * What was shown and signed. Text and HTML are properties the signer saw; XML is a property the signer did not see, next
 * to the digest of the stylesheet that showed it (left out on request: a fault). A PDF is an object of its own, a
 * property, or both: no public sample shows which the key card's client wrote.
 */
export type SigningContent = (
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "html"; readonly html: string }
  | { readonly kind: "xml"; readonly xml: string; readonly stylesheet?: string }
  | {
      readonly kind: "pdf";
      readonly pdf: Uint8Array;
      /** Default `object`. */
      readonly as?: "object" | "property" | "both";
      readonly title?: string;
    }
) & { readonly attachments?: readonly Attachment[] };

/** The properties a signing states besides its document: those of a log-in with action `sign`. */
export const signingProperties = (statement: LoginStatement, dialect?: MessageDialect): MessageProperty[] =>
  loginProperties({ action: "sign", ...statement }, dialect);

/**
 * Puts a signing's content where the message carries it: the text before everything else (OpenSign's order), the
 * stylesheet's digest at the end, the PDF and the attachments as objects.
 */
export function placeContent(
  signing: SigningContent | undefined,
  stated: readonly MessageProperty[],
): { properties: readonly MessageProperty[]; documents: readonly MessageDocument[] } {
  if (signing === undefined) return { properties: stated, documents: [] };
  return {
    properties: [...signText(signing), ...stated, ...stylesheetDigest(signing)],
    documents: [...pdfObject(signing), ...(signing.attachments ?? []).map(attachmentObject)],
  };
}

function signText(signing: SigningContent): MessageProperty[] {
  if (signing.kind === "pdf" && (signing.as ?? "object") === "object") return [];
  return [{ name: "signtext", value: contentOf(signing), encoding: "base64", visible: signing.kind !== "xml" }];
}

function contentOf(signing: SigningContent): string | Uint8Array {
  switch (signing.kind) {
    case "text":
      return signing.text;
    case "html":
      return signing.html;
    case "xml":
      return signing.xml;
    case "pdf":
      return signing.pdf;
  }
}

/** The value is the digest in base64; what encoding it travels with is the dialect's affair. */
function stylesheetDigest(signing: SigningContent): MessageProperty[] {
  if (signing.kind !== "xml" || signing.stylesheet === undefined) return [];
  const value = createHash("sha256").update(signing.stylesheet, "utf8").digest("base64");
  return [{ name: "stylesheetDigest", value }];
}

function pdfObject(signing: SigningContent): MessageDocument[] {
  if (signing.kind !== "pdf" || signing.as === "property") return [];
  return [{ id: "signText", mimeType: "application/pdf", bytes: signing.pdf, ...titled(signing.title) }];
}

const attachmentObject = ({ mimeType, bytes, title }: Attachment, index: number): MessageDocument => ({
  id: `attachment-${index + 1}`,
  mimeType,
  bytes,
  ...titled(title),
});

const titled = (title: string | undefined) => (title === undefined ? {} : { originalTitle: title });
