import type { DocumentMediaType } from "./signed-document.js";

const PDF = Buffer.from("%PDF-");
const HTML = /^[ \t\r\n]*<html[ \t\r\n>]/i;
const ENOUGH = 1024;

/**
 * The media type of a property `signtext`. The message does not state it, so this is a reading of what it does hold: a PDF begins
 * with `%PDF-`; with a stylesheet's digest it is XML; clients took HTML only from the tag `html` on; all else is text. Plain text
 * that was signed as such and begins with `<html>` would be read as HTML.
 */
export function readMediaType(bytes: Uint8Array, stylesheetDigest: string | undefined): DocumentMediaType {
  if (isPdf(bytes)) return "application/pdf";
  if (stylesheetDigest !== undefined) return "text/xml";
  return HTML.test(Buffer.from(bytes.subarray(0, ENOUGH)).toString("latin1")) ? "text/html" : "text/plain";
}

export function isPdf(bytes: Uint8Array): boolean {
  return PDF.equals(bytes.subarray(0, PDF.length));
}
