import { XmlError } from "./xml-error.js";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Base64 as RFC 4648 has it, white space apart: a text has one meaning, and bytes have one text. @throws XmlError "bad-base64" */
export function readBase64(text: string): Uint8Array {
  const compact = text.replace(/[ \t\r\n]+/g, "");
  const bytes = Buffer.from(compact, "base64");
  if (compact === "" || !BASE64.test(compact) || bytes.toString("base64") !== compact) {
    throw new XmlError("bad-base64", "Something that should be base64 is not");
  }
  return bytes;
}
