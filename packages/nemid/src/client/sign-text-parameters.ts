/** The parameters that say what is signed, the same for both clients but for their dialects. */
import { createHash } from "node:crypto";
import type { SignText } from "../sign-text.js";
import { base64 } from "./base64.js";
import type { ClientParameters } from "./parameters.js";

/** The client that asks, where it can fetch a PDF by itself. */
export interface Fetching {
  readonly origin: string;
}

/**
 * The document in base64; or its address and the digest of its bytes, which the client compares (APP002 when they differ). The
 * digest is the raw one in base64, not its hexadecimal digits.
 */
export function signTextParameters(
  { bytes, stylesheet, addressFor }: SignText,
  { format, fetching }: { readonly format: string; readonly fetching?: Fetching },
): ClientParameters {
  const content: ClientParameters =
    addressFor && fetching
      ? { SIGNTEXT_URI: addressFor(fetching.origin).href, SIGNTEXT_REMOTE_HASH: base64(sha256(bytes)) }
      : { SIGNTEXT: base64(bytes) };
  return { ...content, SIGNTEXT_FORMAT: format, ...(stylesheet && { SIGNTEXT_TRANSFORMATION: base64(stylesheet) }) };
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}
