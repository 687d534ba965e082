/** What NemID's clients have their pages post: base64 of a signed message, or of an error code. */
import { fail, failOfClient } from "../errors/errors.js";

const longestCode = 20; // in the vendor's sample, what is no longer is a code

/**
 * The bytes of a field; none for one that is missing or empty.
 *
 * @throws EidError nemid:invalidresponse when it is more than that, or not base64
 */
export function decodeField(field: string | undefined, maxBytes: number): Uint8Array {
  const posted = (field ?? "").replace(/[\r\n\t ]/g, "");
  if (posted.length > (maxBytes * 4) / 3 + 4)
    throw fail("nemid:invalidresponse", `an answer of more than ${maxBytes} bytes`);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(posted)) throw fail("nemid:invalidresponse", "an answer that is not base64");
  return Buffer.from(posted, "base64");
}

/** Whether these bytes are too few for a message. */
export function isShort({ length }: Uint8Array): boolean {
  return length <= longestCode;
}

/** The failure for a code; the vendor's lists matched codes exactly and fell behind, while the shape of a code is stable. */
export function failOfCode(bytes: Uint8Array): Error {
  const code = Buffer.from(bytes).toString("latin1").trim().toUpperCase();
  if (/^CANCEL(SIGN)?$/.test(code)) return failOfClient("CAN002"); // OpenSign's words for it
  if (/^[A-Z]{2,4}\d{3}$/.test(code)) return failOfClient(code);
  return fail("nemid:invalidresponse", "neither a message nor an error code");
}
