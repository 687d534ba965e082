import { SdoError } from "../sdo-error.js";
import { expectReadable } from "../validation.js";
import { readSeal } from "../xades/read-seal.js";
import type { Seal } from "../xades/seal.js";
import type { LtvSdoContent } from "./content.js";
import { LTV_SDO, ROOT_PATH, SEAL_PATH } from "./names.js";
import { readContent } from "./read-content.js";

export interface LtvSdo {
  readonly seal: Seal;
  /**
   * What the seal is over, as it was hashed. Undefined: the seal was not made with the key of a certificate that came along, so
   * there is nothing that anybody vouches for. Whose certificate that is, `judgeLtvSdo` tells.
   */
  readonly content: LtvSdoContent | undefined;
}

/** @throws SdoError "bad-ltv-sdo", "bad-xades"; XmlError */
export function readLtvSdo(bytes: Uint8Array): LtvSdo {
  const seal = readSeal(bytes, { path: SEAL_PATH });
  const [part, ...more] = seal.covered;
  // The root, all but the seal itself, and nothing else: a seal over a part of it could stand beside another content.
  if (part?.path !== ROOT_PATH || part.namespace !== LTV_SDO || more.length > 0)
    throw new SdoError("bad-ltv-sdo", "The seal is not over the whole of an LTV-SDO");
  const [root] = seal.opened?.content ?? [];
  const content = root && readContent(root);
  if (content) expectReadable(content.validation);
  return { seal, content };
}
