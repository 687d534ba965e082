/** Some elements of a document by where they stand, each as a tree and in whichever canonical form, from the same tokens. */

import { viewBytes } from "./byte-string.js";
import { findCanonicalMethod, INCLUSIVE } from "./canonical-method.js";
import { PlacedScanner } from "./placed-scanner.js";
import { refuseInherited } from "./read-part.js";
import { recordElement } from "./recorded-element.js";
import type { XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";
import { DEFAULT_XML_LIMITS, type XmlLimits } from "./xml-limits.js";

export interface PlacedElement {
  readonly path: string; // `/LtvSdo[1]/Signature[1]/SignatureValue[1]`
  readonly element: XmlElement;
  /**
   * Its canonical form.
   *
   * @param method a ds:CanonicalizationMethod, or a transform; left out: C14N 1.0, inclusive
   * @throws XmlError "unknown-algorithm", "unexpected-attribute"
   */
  canonical(method?: XmlElement): Uint8Array;
}

/**
 * Reads the elements that are asked for, in document order. What stands inside one of them is not asked about.
 *
 * @param isWanted is asked about each element by its path: local names, and which of its siblings of that name it is
 * @throws XmlError for what is not well-formed or not accepted in any document, and for two equal Ids
 */
export function readElements(
  bytes: Uint8Array,
  isWanted: (path: string) => boolean,
  options: { readonly limits?: Partial<XmlLimits> } = {},
): readonly PlacedElement[] {
  const { limits } = options;
  const source = viewBytes(bytes, { ...DEFAULT_XML_LIMITS, ...limits }.bytes);
  const scanner = new PlacedScanner(source, limits, []);
  const elements: PlacedElement[] = [];
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token.kind !== "start") continue;
    const path = scanner.place.path();
    if (!isWanted(path)) continue;
    const inherits = scanner.place.inheritsXmlAttributes();
    const { element, canonical } = recordElement(scanner, token);
    elements.push({
      path,
      element,
      canonical: (given) => {
        const method = methodOf(given);
        if (method.kind === "inclusive") refuseInherited(inherits);
        return canonical(method);
      },
    });
  }
  return elements;
}

function methodOf(element: XmlElement | undefined) {
  if (!element) return INCLUSIVE;
  const algorithm = element.attributes.find(({ name, namespace }) => name === "Algorithm" && namespace === "")?.value;
  const method = findCanonicalMethod(algorithm, element);
  if (!method) throw new XmlError("unknown-algorithm", "A canonical form is named that is not accepted");
  return method;
}
