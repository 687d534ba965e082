import { hashExclusively } from "@eid-gateway/xmldsig";
import { SdoError } from "../sdo-error.js";
import type { Sealing } from "../sealing.js";
import { sealReferences } from "../xades/seal-references.js";
import { expectConsistent } from "./check-content.js";
import { LTV_SDO_MEDIA_TYPE, type LtvSdoContent } from "./content.js";
import { ROOT_ID } from "./names.js";
import { END, writeContent } from "./write-content.js";

/** What a reader takes (xmldsig's limit), less room for renewals. */
const MAX_BYTES = 30 * 1024 * 1024;

/**
 * Packages one signature with its evidence, and seals it.
 *
 * @example
 * const bytes = await buildLtvSdo(content, { key, clock, timestamps, validation });
 * @throws SdoError "bad-content" when its parts contradict each other, "too-large", and those of sealing: "bad-seal", "unproven",
 *   "timestamp-unavailable", "timestamp-refused", "bad-timestamp"
 */
export async function buildLtvSdo(content: LtvSdoContent, sealing: Sealing): Promise<Uint8Array> {
  expectConsistent(content);
  const document = writeContent(content);
  if (document.length > MAX_BYTES)
    throw new SdoError("too-large", `An LTV-SDO may have ${MAX_BYTES} bytes: this one would have more`);
  const digest = hashExclusively(document);
  const seal = await sealReferences([{ uri: `#${ROOT_ID}`, digest, mediaType: LTV_SDO_MEDIA_TYPE }], sealing);
  return Buffer.concat([document.subarray(0, -END.length), Buffer.from(seal), Buffer.from(END)]);
}
