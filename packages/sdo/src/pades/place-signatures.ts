import { SdoError } from "../sdo-error.js";
import type { PackageContents, PackagedSignature } from "./package-contents.js";

export interface PlacedSignature extends PackagedSignature {
  readonly documents: readonly number[];
}

/**
 * What each signature is over: a front page that left it open would have everybody sign everything.
 *
 * @throws SdoError "bad-content" when a signature is over a document that is not there, or of several does not say which
 */
export function placeSignatures({ documents, signatures }: PackageContents): readonly PlacedSignature[] {
  return signatures.map((signature) => {
    const { documents: places = documents.length === 1 ? [0] : [] } = signature;
    if (places.length === 0 || places.some((place) => documents[place] === undefined))
      throw new SdoError("bad-content", "A signature does not say which of the package's documents it is over");
    return { ...signature, documents: [...new Set(places)].sort((a, b) => a - b) };
  });
}
