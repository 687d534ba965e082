/** How large an answer of NemID's clients may be: a log-in message is about 8 KB; a signed document stands in the message in base64. */
import type { SignText } from "../sign-text.js";

const withoutDocument = 64 * 1024;
const inBase64 = 1.4; // four thirds, and a line end after every 76 characters
const asPosted = (4 / 3) * 1.05; // base64 once more; a form writes `+` and `/` longer, which base64 of base64 hardly has

/** Bytes of the message. */
export function longestMessage(signText: SignText | undefined): number {
  return withoutDocument + Math.ceil((signText?.bytes.length ?? 0) * inBase64);
}

/** Bytes of the form that posts it, where that is more than any form may have. */
export function formLimit(signText: SignText | undefined): { readonly maxBytes?: number } {
  return signText === undefined ? {} : { maxBytes: Math.ceil(longestMessage(signText) * asPosted) };
}
