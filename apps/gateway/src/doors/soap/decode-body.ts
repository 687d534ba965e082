/**
 * A message's bytes as UTF-8, which is all the XML reader takes. A byte order mark decides, then the charset of the content type,
 * then the XML declaration (RFC 7303 section 3.2); what the declaration says is cut away, so that nothing contradicts the bytes.
 */
import { SoapFault } from "./fault.js";

/** What a text may begin with to say how it is written. */
const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
] as const;

type Decoder = (bytes: Uint8Array, extent: Extent) => string;
/** Of the start of a message the last character may be there in part. */
type Extent = "whole" | "start";

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ["us-ascii", decoderOf("utf-8")],
  ["iso-8859-1", (bytes) => Buffer.from(bytes).toString("latin1")],
  ["windows-1252", decoderOf("windows-1252")],
  ["utf-16", decoderOf("utf-16be")], // without a mark: RFC 2781 section 4.3
  ["utf-16be", decoderOf("utf-16be")],
  ["utf-16le", decoderOf("utf-16le")],
]);

/** @param charset of the content type @throws SoapFault */
export function decodeBody(bytes: Uint8Array, charset: string | undefined, extent: Extent = "whole"): Uint8Array {
  const mark = MARKS.find((each) => each.bytes.every((byte, at) => bytes[at] === byte));
  const content = mark ? bytes.subarray(mark.bytes.length) : bytes;
  const head = Buffer.from(content.subarray(0, HEAD_BYTES)).toString("latin1");
  const declared = DECLARED.exec(head)?.[3];
  const encoding = (mark?.encoding ?? charset ?? declared ?? "utf-8").toLowerCase();
  const isUtf8 = encoding === "utf-8" || encoding === "utf8";
  if (isUtf8 && (declared === undefined || declared.toLowerCase() === "utf-8")) return content;
  if (isUtf8) return Buffer.concat([Buffer.from(undeclared(head), "latin1"), content.subarray(HEAD_BYTES)]);
  const decoder = DECODERS.get(encoding);
  if (!decoder) throw new SoapFault("Client", `The encoding ${encoding} is not read here; send UTF-8`, CODE);
  return Buffer.from(undeclared(decoder(content, extent)));
}

const HEAD_BYTES = 256;
const DECLARED = /^(<\?xml[ \t\r\n][^>]{0,200}?)[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])([A-Za-z0-9._-]+)\2/;

/** The XML declaration no longer says how it was written. The rest of it is the reader's to judge. */
function undeclared(text: string): string {
  return text.replace(DECLARED, "$1");
}

function decoderOf(encoding: string): Decoder {
  return (bytes, extent) => {
    try {
      const stream = extent === "start";
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
    } catch {
      throw new SoapFault("Client", `The message is not written in ${encoding}`, CODE);
    }
  };
}

const CODE = { code: "malformed-message" } as const;
