/** From the bytes of a file or a form to those of the XML: base64 is taken off, and what is no message is told by what it is. */
import { DEFAULT_XML_LIMITS, readBase64, XmlError } from "@eid-gateway/xmldsig";
import { OcesError } from "../oces-error.js";

/** Base64 takes a third more than the XML in it, and line ends. */
const MAX_BYTES = DEFAULT_XML_LIMITS.bytes * 1.5;
const LONGEST_CODE = 32; // in base64, with white space around it
const ERROR_CODE = /^[A-Z]{2,5}[0-9]{3}$/;

/** How files begin that are XML in a form no client sent. */
const WRONG_FORMS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], "It begins with a byte order mark"],
  [[0xff, 0xfe], "It is UTF-16"],
  [[0xfe, 0xff], "It is UTF-16"],
  [[0x3c, 0x00], "It is UTF-16"],
  [[0x00, 0x3c], "It is UTF-16"],
];

/**
 * XML as it is, or out of its base64.
 *
 * @throws OcesError "not-a-message" for nothing, a client's error code, UTF-16, a byte order mark, or what is neither; XmlError
 *   "too-large"
 */
export function decodeTransport(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_BYTES) throw new XmlError("too-large", `There are more than ${MAX_BYTES} bytes`);
  if (beginsAsXml(bytes)) return bytes;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  refuseErrorCode(text);
  const decoded = decode(text);
  refuseErrorCode(Buffer.from(decoded.subarray(0, LONGEST_CODE)).toString("latin1"));
  if (!beginsAsXml(decoded))
    throw new OcesError("not-a-message", "Not a NemID message: base64 of something else than XML");
  return decoded;
}

function beginsAsXml(bytes: Uint8Array): boolean {
  const wrong = WRONG_FORMS.find(([beginning]) => beginning.every((byte, index) => bytes[index] === byte));
  if (wrong) throw new OcesError("not-a-message", `Not a NemID message: ${wrong[1]}`);
  const first = bytes.find((byte) => byte > 0x20);
  if (first === undefined) throw new OcesError("not-a-message", "Not a NemID message: there is nothing in it");
  return first === 0x3c;
}

/** The clients post a code in place of a message when they give up (it names a cause, and nobody). */
function refuseErrorCode(text: string): void {
  const code = text.length <= LONGEST_CODE ? text.trim() : "";
  if (ERROR_CODE.test(code)) {
    throw new OcesError("not-a-message", `Not a NemID message: the client's error code ${code} in place of one`);
  }
}

function decode(text: string): Uint8Array {
  try {
    return readBase64(text);
  } catch (cause) {
    throw new OcesError("not-a-message", "Not a NemID message: neither XML nor the whole of some base64", { cause });
  }
}
