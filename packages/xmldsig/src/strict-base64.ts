import { XmlError } from "./xml-error.js";

const CHUNK = 64 * 1024; // a document of many megabytes is decoded piece by piece, with one copy of it in memory

/** Base64 as RFC 4648 has it, white space apart: a text has one meaning, and bytes have one text. @throws XmlError "bad-base64" */
export function readBase64(text: string): Uint8Array {
  const bytes = Buffer.alloc(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let rest = "";
  let isPadded = false;
  for (let start = 0; start < text.length; start += CHUNK) {
    const compact = rest + text.slice(start, start + CHUNK).replace(/[ \t\r\n]+/g, "");
    const whole = compact.slice(0, compact.length - (compact.length % 4));
    rest = compact.slice(whole.length);
    if (isPadded && compact !== "") refuse(); // padding ends the text
    length += decodeInto(bytes, length, whole);
    isPadded ||= whole.endsWith("=");
  }
  if (length === 0 || rest !== "") refuse();
  return bytes.subarray(0, length);
}

// What decodes and encodes to itself again had nothing else in it: no other alphabet, no padding amiss, no stray bits.
function decodeInto(bytes: Buffer, at: number, groups: string): number {
  const written = bytes.write(groups, at, "base64");
  if (bytes.toString("base64", at, at + written) !== groups) refuse();
  return written;
}

function refuse(): never {
  throw new XmlError("bad-base64", "Something that should be base64 is not");
}
