/** The bytes of a document, if they are those that were ordered. */
import { createHash } from "node:crypto";
import type { DocumentToSign } from "@eid-gateway/core";
import { fail } from "../errors/errors.js";

/** What is stored must be what was ordered: the person has read these bytes, and will sign these. */
export async function readBytes(document: DocumentToSign): Promise<Uint8Array> {
  const bytes = await document.read();
  if (createHash("sha256").update(bytes).digest("base64url") !== document.sha256)
    throw fail(
      "nemid:document",
      "the document's bytes are not those of its digest: it was changed after it was ordered",
    );
  return bytes;
}
