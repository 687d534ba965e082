/**
 * A message's bytes as UTF-8, which is all the XML reader takes. A byte order mark decides, then the charset of the content type,
 * then the XML declaration (RFC 7303 section 3.2); which of them it was is cut away, so that nothing contradicts the bytes.
 */
import { SoapFault } from "./fault.js";

/** Decimal 239 187 191 and so on: what a file begins with to say how it is written. */
const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
] as const;

const DECODERS: ReadonlyMap<string, (bytes: Uint8Array) => string> = new Map([
  ["us-ascii", (bytes) => decode("utf-8", bytes)],
  ["iso-8859-1", (bytes) => Buffer.from(bytes).toString("latin1")],
  ["windows-1252", (bytes) => decode("windows-1252", bytes)],
  ["utf-16", (bytes) => decode("utf-16be", bytes)], // without a mark: RFC 2781 section 4.3
  ["utf-16be", (bytes) => decode("utf-16be", bytes)],
  ["utf-16le", (bytes) => decode("utf-16le", bytes)],
]);

/** @param charset of the content type @throws SoapFault */
export function decodeBody(bytes: Uint8Array, charset: string | undefined): Uint8Array {
  const mark = MARKS.find((each) => each.bytes.every((byte, at) => bytes[at] === byte));
  const content = mark ? bytes.subarray(mark.bytes.length) : bytes;
  const declaration = /^<\?xml[^>]{0,200}\?>/.exec(Buffer.from(content.subarray(0, 256)).toString("latin1"))?.[0] ?? "";
  const declared = /\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(declaration)?.[1];
  const encoding = (mark?.encoding ?? charset ?? declared ?? "utf-8").toLowerCase();
  if (encoding === "utf-8" || encoding === "utf8") return content.subarray(declaration.length);
  const decoder = DECODERS.get(encoding);
  if (!decoder) throw new SoapFault("Client", `The encoding ${encoding} is not read here; send UTF-8`, CODE);
  return Buffer.from(withoutDeclaration(decoder(content)));
}

function withoutDeclaration(text: string): string {
  return text.replace(/^<\?xml[^>]{0,200}\?>/, "");
}

function decode(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SoapFault("Client", `The message is not written in ${encoding}`, CODE);
  }
}

const CODE = { code: "malformed-message" };
