import { Place } from "./place.js";
import { SignedDocumentScanner } from "./signed-document-scanner.js";
import type { Token } from "./tokens.js";
import type { XmlLimits } from "./xml-limits.js";

/** How many Signatures a document may have; each is read and judged. */
const MAX_SIGNATURES = 16;

/** A scanner of a document with several signatures, which knows where in the document it stands. */
export class PlacedScanner extends SignedDocumentScanner {
  /** Of the token that came last; after an end tag, of what is around it. */
  readonly place = new Place();

  constructor(source: string, limits: Partial<XmlLimits> | undefined, idNames: readonly string[]) {
    super(source, limits, idNames, MAX_SIGNATURES);
  }

  override next(): Token | undefined {
    const token = super.next();
    if (token) this.place.follow(token);
    return token;
  }
}
