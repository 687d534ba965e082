import { XmlError } from "./xml-error.js";

/** Base64 as RFC 4648 has it, white space apart: a text has one meaning, and bytes have one text. @throws XmlError "bad-base64" */
export function readBase64(text: string): Uint8Array {
  const compact = text.replace(/[ \t\r\n]+/g, "");
  const bytes = Buffer.from(compact, "base64");
  // What decodes and encodes to itself again had nothing else in it: no other alphabet, no padding amiss, no stray bits.
  if (compact === "" || bytes.toString("base64") !== compact) {
    throw new XmlError("bad-base64", "Something that should be base64 is not");
  }
  return bytes;
}
