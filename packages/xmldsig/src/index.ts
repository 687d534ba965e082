/**
 * XML signatures, once: a strict reader in which what was hashed is what is read.
 *
 *   bytes -> XmlScanner -> tokens -+-> CanonicalWriter -> hash
 *                                  +-> XmlElement      -> what the caller sees
 *
 * `readSignedXml` reads an enveloping signature of one fixed shape, `readEnvelopedXml` an enveloped one, which `signEnveloped`
 * makes, `readXmlSignatures` any that point into their own document; `readXml` reads other people's XML with the same care. Whose
 * key it is, and whether to trust it, is for others to say.
 */
export { escapeAttribute, escapeText } from "./canonical-xml.js";
export { type PlacedElement, readElements } from "./read-elements.js";
export { type EnvelopedXml, type EnvelopedXmlShape, readEnvelopedXml } from "./read-enveloped-xml.js";
export { readSignedXml, type SignedXmlShape } from "./read-signed-xml.js";
export { canonicalize, canonicalizeExclusively, hashExclusively, readXml } from "./read-xml.js";
export {
  type CoveredPart,
  readXmlSignatures,
  type XmlSignature,
  type XmlSignaturesOptions,
} from "./read-xml-signatures.js";
export { type EnvelopedOptions, type SigningKey, signEnveloped } from "./sign-enveloped.js";
export type { SignedObject, SignedXml } from "./signed-xml.js";
export { readBase64 } from "./strict-base64.js";
export { findAttribute, findChildren, readLeaf, type XmlAttribute, type XmlElement } from "./xml-element.js";
export { XML_ERRORS, XmlError, type XmlErrorCode, type XmlErrorKind } from "./xml-error.js";
export { DEFAULT_XML_LIMITS, type XmlLimits } from "./xml-limits.js";
export type { ScanOptions } from "./xml-scanner.js";
