import type { SigningContent } from "@eid-gateway/oces-testing";

export const STYLESHEET = '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>';
export const PDF = Buffer.from(`%PDF-1.7\n${"æøå ".repeat(60)}\n%%EOF\n`);

/** One signing of every kind the protocol knows. */
export const SIGNINGS = {
  text: { kind: "text", text: "Jeg skylder 100 kr. <&>\r\nMvh. Åse" },
  html: { kind: "html", html: "<html><body><p>Jeg skylder 100&nbsp;kr.</p></body></html>" },
  xml: { kind: "xml", xml: '<loan amount="100"/>', stylesheet: STYLESHEET },
  "pdf as object": { kind: "pdf", pdf: PDF, title: 'A "contract" & more' },
  "pdf as property": { kind: "pdf", pdf: PDF, as: "property" },
  "pdf as both": { kind: "pdf", pdf: PDF, as: "both" },
  "text with attachments": {
    kind: "text",
    text: "See attachments",
    attachments: [
      { mimeType: "text/plain", bytes: Buffer.from("first"), title: "first.txt" },
      { mimeType: "application/pdf", bytes: PDF },
    ],
  },
  "pdf with an attachment": {
    kind: "pdf",
    pdf: PDF,
    attachments: [{ mimeType: "text/plain", bytes: Buffer.from("first") }],
  },
} satisfies Record<string, SigningContent>;

export type SigningName = keyof typeof SIGNINGS;
export const SIGNING_NAMES = Object.keys(SIGNINGS) as SigningName[];

/** How many objects the signature covers. */
export const objectsOf = (signing: SigningContent): number =>
  1 + (signing.kind === "pdf" && signing.as !== "property" ? 1 : 0) + (signing.attachments?.length ?? 0);
