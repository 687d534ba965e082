/** Signatures of every kind over documents that each say something else. */
import {
  type Attachment,
  type IssuedCertificate,
  type MessageOptions,
  type SigningContent,
  signingProperties,
  signMessage,
} from "@eid-gateway/oces-testing";

export const PDF = Buffer.concat([Buffer.from("%PDF-1.4\n%"), Buffer.from([0xe2, 0xe3, 0xcf, 0xd3, 0x0a, 0x00, 0xff])]);
export const STYLESHEET = `<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/>`;
export const CHALLENGE = "4839204711";
export const ATTACHMENTS: readonly Attachment[] = [
  { mimeType: "image/png", bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47]), title: "Plan <1>.png" },
  { mimeType: "text/plain", bytes: Buffer.from("Bilag æøå") },
];

export const SIGNINGS = {
  text: { kind: "text", text: "I owe 100 kr.\r\nTwo blanks:  æøå" },
  html: { kind: "html", html: `<html><body><p>I owe 100 kr.</p></body></html>` },
  xml: { kind: "xml", xml: `<?xml version="1.0"?><loan>100</loan>`, stylesheet: STYLESHEET },
  "PDF as object": { kind: "pdf", pdf: PDF, title: "Kontrakt.pdf" },
  "PDF as property": { kind: "pdf", pdf: PDF, as: "property" },
  "PDF as both": { kind: "pdf", pdf: PDF, as: "both", title: "Kontrakt.pdf" },
} as const satisfies Record<string, SigningContent>;

export type SigningOptions = Omit<MessageOptions, "identity" | "properties"> & Partial<MessageOptions>;

/** A signature by this person, over the text above unless another document is given. */
export function signing(identity: IssuedCertificate, options: SigningOptions = {}): Uint8Array {
  const { dialect } = options;
  const statement = { requestIssuer: "Demo Shop", challenge: CHALLENGE, timeStamp: "2022-05-01 14:00:00+0200" };
  const properties = signingProperties(statement, dialect);
  return signMessage({ identity, properties, signing: SIGNINGS.text, ...options });
}

/** The one place where `from` stands becomes `to`; anything else would make a test that cannot fail. */
export function replaceOnce(document: string, from: string | RegExp, to: string): string {
  const changed = document.replace(from, () => to);
  if (changed === document) throw new Error(`nothing to replace: ${from}`);
  return changed;
}
