import { type PdfString, string } from "../pdf/syntax/pdf-value.js";

/** Text for people (ISO 32000-2 section 7.9.2.2): in ASCII where that will do, else in UTF-16. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return string(Buffer.from(text));
  return string(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]));
}

/** @returns undefined for bytes that are no text string */
export function readTextString({ bytes }: PdfString): string {
  const all = Buffer.from(bytes);
  if (all[0] === 0xfe && all[1] === 0xff && all.length % 2 === 0)
    return Buffer.from(all.subarray(2)).swap16().toString("utf16le");
  if (all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf) return all.subarray(3).toString("utf8");
  return all.toString("latin1");
}

/** Section 7.9.4, in UTC: D:20260505132011Z. */
export function writeDate(at: Date): PdfString {
  return string(Buffer.from(`D:${at.toISOString().slice(0, 19).replace(/[-T:]/g, "")}Z`));
}
