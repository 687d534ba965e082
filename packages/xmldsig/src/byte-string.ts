/**
 * A byte string has one character (U+0000 to U+00FF) for each byte of UTF-8. Offsets into it are byte offsets, everything that
 * XML and C14N act on is ASCII and looks the same, and comparing two of them orders by code point, as C14N demands.
 */
import { isUtf8 } from "node:buffer";
import { XmlError } from "./xml-error.js";

// C0 controls except tab, line feed and carriage return; U+FFFE and U+FFFF (XML 1.0 section 2.2).
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule is about
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]/;

/** @throws XmlError "too-large", "byte-order-mark", "not-utf8", "forbidden-character" */
export function viewBytes(bytes: Uint8Array, maxBytes: number): string {
  if (bytes.length > maxBytes) throw new XmlError("too-large", `The document has more than ${maxBytes} bytes`);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    throw new XmlError("byte-order-mark", "The document begins with a byte order mark", 0);
  }
  if (!isUtf8(bytes)) throw new XmlError("not-utf8", "The document is not UTF-8");
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const forbidden = view.search(FORBIDDEN);
  if (forbidden >= 0) throw new XmlError("forbidden-character", "A character that XML does not allow", forbidden);
  return view;
}

export function decodeUtf8(view: string): string {
  return isAscii(view) ? view : Buffer.from(view, "latin1").toString("utf8");
}

export function encodeUtf8(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function isAscii(view: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII
  return !/[^\x00-\x7f]/.test(view);
}
