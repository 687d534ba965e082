/** The four formats that NemID's clients show, by the media types of the documents that are ordered. */
import type { DocumentMediaType } from "@eid-gateway/oces";

export type DocumentFormat = "TEXT" | "HTML" | "XML" | "PDF"; // as SIGNTEXT_FORMAT says it

/** As a signed message is read. */
export const mediaTypes = {
  TEXT: "text/plain",
  HTML: "text/html",
  XML: "text/xml",
  PDF: "application/pdf",
} as const satisfies Record<DocumentFormat, DocumentMediaType>;

const formats: Readonly<Record<string, DocumentFormat>> = {
  "text/plain": "TEXT",
  "text/html": "HTML",
  "text/xml": "XML",
  "application/xml": "XML",
  "application/pdf": "PDF",
};
const utf8 = /^charset="?utf-8"?$/;

/** Undefined for what no client of NemID's shows, other character sets than UTF-8 among it. */
export function formatOf(mediaType: string): DocumentFormat | undefined {
  const [type = "", ...parameters] = mediaType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const isUtf8 = parameters.every((parameter) => utf8.test(parameter));
  return isUtf8 && Object.hasOwn(formats, type) ? formats[type] : undefined;
}
