/** Tells a signed message from an error code: NemID's clients send both, base64-encoded, in the same field. */
import { fail, failOfClient } from "../errors/errors.js";

const maxBytes = 64 * 1024; // a log-in message is about 8 KB; the signed document has a form of its own
const longestCode = 20;

/**
 * The XML that a client posted.
 *
 * @param field base64; missing or empty counts as a cancel (CAN002), as in the vendor's sample
 * @throws EidError nemid:client:<CODE> for an error code, known or not; nemid:invalidresponse for anything else
 */
export function readAnswer(field: string | undefined): Uint8Array {
  const posted = (field ?? "").replace(/[\r\n\t ]/g, "");
  if (posted === "") throw failOfClient("CAN002");
  if (posted.length > (maxBytes * 4) / 3 + 4)
    throw fail("nemid:invalidresponse", `an answer of more than ${maxBytes} bytes`);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(posted)) throw fail("nemid:invalidresponse", "an answer that is not base64");
  const bytes = Buffer.from(posted, "base64");
  if (bytes.length <= longestCode) throw failOfShortAnswer(bytes.toString("latin1").trim());
  return bytes;
}

/** The vendor's lists matched codes exactly and fell behind; the shape of a code is stable. */
function failOfShortAnswer(answer: string): Error {
  if (/^cancel(sign)?$/i.test(answer)) return failOfClient("CAN002");
  const code = answer.toUpperCase();
  if (/^[A-Z]{2,4}\d{3}$/.test(code)) return failOfClient(code);
  return fail("nemid:invalidresponse", "a short answer that is no error code");
}
