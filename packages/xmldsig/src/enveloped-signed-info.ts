/**
 * What the SignedInfo of an enveloped signature says: one reference to the root, with the two transforms that take the Signature
 * out and put the rest into the exclusive canonical form.
 */
import { ENVELOPED_SIGNATURE, EXCLUSIVE_CANONICAL_XML, RSA_SHA256 } from "./algorithms.js";
import { readPrefixes } from "./canonical-method.js";
import {
  elementsOf,
  expectAlgorithm,
  expectAttributes,
  expectName,
  type Reference,
  readDigest,
  readFragment,
} from "./signed-info.js";
import type { XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";

export interface EnvelopedReference extends Reference {
  readonly inclusivePrefixes: readonly string[]; // as listed, `#default` for the one without
}

/** @throws XmlError "unknown-algorithm", "transform", "unresolved-reference" or what breaks the fixed shape */
export function readEnvelopedSignedInfo(signedInfo: XmlElement): EnvelopedReference {
  expectAttributes(signedInfo, []);
  const [canonicalization, signature, reference, ...more] = elementsOf(signedInfo);
  expectAlgorithm(canonicalization, "CanonicalizationMethod", EXCLUSIVE_CANONICAL_XML);
  expectAlgorithm(signature, "SignatureMethod", RSA_SHA256);
  expectName(reference, "Reference");
  if (more.length > 0) throw new XmlError("unresolved-reference", "SignedInfo refers to more than the root");
  const { URI: uri } = expectAttributes(reference, ["URI"]);
  const [transforms, ...digest] = elementsOf(reference);
  return { id: readFragment(uri), digest: readDigest(digest), inclusivePrefixes: readTransforms(transforms) };
}

/** Exactly the two, in their order: anything else would hash something else than what is read. */
function readTransforms(transforms: XmlElement | undefined): readonly string[] {
  expectName(transforms, "Transforms");
  expectAttributes(transforms, []);
  const [enveloped, exclusive, ...more] = elementsOf(transforms);
  if (more.length > 0) throw new XmlError("transform", "A reference has transforms that are not accepted");
  const parameters = [...readTransform(enveloped, ENVELOPED_SIGNATURE)];
  if (parameters.length > 0) throw new XmlError("unexpected-element", "A transform has a parameter it does not take");
  return readPrefixes(readTransform(exclusive, EXCLUSIVE_CANONICAL_XML));
}

function readTransform(transform: XmlElement | undefined, algorithm: string): readonly XmlElement[] {
  expectName(transform, "Transform");
  const { Algorithm: found } = expectAttributes(transform, ["Algorithm"]);
  if (found !== algorithm) throw new XmlError("transform", "A reference has transforms that are not accepted");
  return elementsOf(transform);
}
