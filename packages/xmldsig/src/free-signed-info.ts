/** What the SignedInfo of a signature of any shape says, as far as its algorithms and transforms are known. */
import { ENVELOPED_SIGNATURE } from "./algorithms.js";
import { type CanonicalMethod, findCanonicalMethod, INCLUSIVE } from "./canonical-method.js";
import { SHA2_DIGESTS, SHA2_SIGNATURES } from "./sha2-methods.js";
import { elementsOf, expectAttributes, expectName, readFragment } from "./signed-info.js";
import { readBase64 } from "./strict-base64.js";
import { readLeaf, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";

export interface FreeSignedInfo {
  readonly canonicalization: CanonicalMethod;
  readonly hash: string; // of the RSA signature, by node:crypto's name
  readonly references: readonly FreeReference[];
}
export interface FreeReference {
  readonly id: string | undefined; // undefined: the whole document, or another
  readonly uri: string | undefined; // of something outside of the document
  readonly isEnveloped: boolean; // the Signature is left out of what is hashed
  readonly canonicalization: CanonicalMethod;
  readonly hash: string;
  readonly digest: Uint8Array; // as stated
}

/**
 * @param admitsDetached whether a reference may be to something outside of the document
 * @throws XmlError "unknown-algorithm", "transform", "unresolved-reference" or what breaks the schema
 */
export function readFreeSignedInfo(signedInfo: XmlElement, admitsDetached = false): FreeSignedInfo {
  expectAttributes(signedInfo, ["Id"]);
  const [canonicalization, signature, ...references] = elementsOf(signedInfo);
  const method = readCanonicalization(canonicalization);
  const hash = readMethod(signature, "SignatureMethod", SHA2_SIGNATURES);
  if (references.length === 0) throw new XmlError("missing-element", "SignedInfo refers to nothing");
  return { canonicalization: method, hash, references: references.map((each) => readReference(each, admitsDetached)) };
}

function readCanonicalization(element: XmlElement | undefined): CanonicalMethod {
  expectName(element, "CanonicalizationMethod");
  const method = findCanonicalMethod(expectAttributes(element, ["Algorithm"]).Algorithm, element);
  if (method) return method;
  throw new XmlError("unknown-algorithm", "CanonicalizationMethod names an algorithm that is not accepted");
}

function readReference(reference: XmlElement, admitsDetached: boolean): FreeReference {
  expectName(reference, "Reference");
  const { URI: uri } = expectAttributes(reference, ["Id", "URI", "Type"]);
  const isDetached = admitsDetached && uri !== undefined && uri !== "" && !uri.startsWith("#");
  const id = uri === "" || isDetached ? undefined : readFragment(uri);
  const [first, ...rest] = elementsOf(reference);
  const hasTransforms = first?.name === "Transforms";
  const [method, value, ...more] = hasTransforms ? rest : [first, ...rest];
  if (more.length > 0) throw new XmlError("unexpected-element", "A reference holds more than its digest");
  const hash = readMethod(method, "DigestMethod", SHA2_DIGESTS);
  expectName(value, "DigestValue");
  expectAttributes(value, []);
  // Bytes are hashed as they are: what a transform would make of them, somebody else might read otherwise.
  if (isDetached && hasTransforms) throw unacceptedTransform();
  const transforms = readTransforms(hasTransforms ? first : undefined);
  return { id, uri: isDetached ? uri : undefined, hash, digest: readBase64(readLeaf(value)), ...transforms };
}

/** At most two, each at most once, the Signature taken out first: anything else could hash something else than what is read. */
function readTransforms(transforms: XmlElement | undefined): Pick<FreeReference, "isEnveloped" | "canonicalization"> {
  if (transforms === undefined) return { isEnveloped: false, canonicalization: INCLUSIVE };
  expectName(transforms, "Transforms");
  expectAttributes(transforms, []);
  const steps = elementsOf(transforms).map(readTransform);
  const isEnveloped = steps[0] === "enveloped";
  const [canonicalization = INCLUSIVE, ...more] = isEnveloped ? steps.slice(1) : steps;
  if (canonicalization === "enveloped" || more.length > 0) throw unacceptedTransform();
  return { isEnveloped, canonicalization };
}

function readTransform(transform: XmlElement): "enveloped" | CanonicalMethod {
  expectName(transform, "Transform");
  const { Algorithm: algorithm } = expectAttributes(transform, ["Algorithm"]);
  if (algorithm === ENVELOPED_SIGNATURE) {
    // xml-crypto writes its list of prefixes on every transform. On this one it means nothing.
    if (elementsOf(transform).every(({ name }) => name === "InclusiveNamespaces")) return "enveloped";
    throw new XmlError("unexpected-element", "A transform has a parameter it does not take");
  }
  const method = findCanonicalMethod(algorithm, transform);
  if (method) return method;
  throw unacceptedTransform();
}

function unacceptedTransform(): XmlError {
  return new XmlError("transform", "A reference has transforms that are not accepted");
}

function readMethod(element: XmlElement | undefined, name: string, known: Readonly<Record<string, string>>): string {
  expectName(element, name);
  const { Algorithm: algorithm = "" } = expectAttributes(element, ["Algorithm"]);
  if (!Object.hasOwn(known, algorithm)) {
    throw new XmlError("unknown-algorithm", `${name} names an algorithm that is not accepted: it must be with SHA-2`);
  }
  if (elementsOf(element).length > 0) throw new XmlError("unexpected-element", `${name} must be empty`);
  return known[algorithm]!;
}
