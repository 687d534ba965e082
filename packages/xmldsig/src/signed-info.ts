/** What a SignedInfo says, if it says it with the algorithms that are known and nothing besides. */
import { CANONICAL_XML, DSIG, OBJECT_TYPE } from "./algorithms.js";
import {
  DIGEST_METHOD_OF,
  type DigestAlgorithm,
  findFamily,
  refuseMixture,
  SIGNATURE_METHOD_OF,
} from "./digest-algorithm.js";
import { readBase64 } from "./strict-base64.js";
import { readLeaf, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";

export interface Reference {
  readonly id: string; // of the object it points at
  readonly digest: Uint8Array; // as stated
}

interface TypedReference extends Reference {
  /** Whether it says of itself that it refers to an Object; it may leave that out. */
  readonly namesObject: boolean;
}

export interface SignedInfo {
  readonly algorithm: DigestAlgorithm; // of the signature and of every digest
  readonly references: readonly TypedReference[];
}

/**
 * @throws XmlError "unknown-algorithm", "weak-algorithm", "mixed-algorithms", "transform", "unresolved-reference" or what breaks
 *   the fixed shape
 */
export function readSignedInfo(signedInfo: XmlElement, allowSha1: boolean): SignedInfo {
  expectAttributes(signedInfo, []);
  const [canonicalization, signature, ...references] = elementsOf(signedInfo);
  expectAlgorithm(canonicalization, "CanonicalizationMethod", CANONICAL_XML);
  const algorithm = findFamily(signature, allowSha1);
  expectAlgorithm(signature, "SignatureMethod", SIGNATURE_METHOD_OF[algorithm]);
  if (references.length === 0) throw new XmlError("missing-element", "SignedInfo refers to nothing");
  return { algorithm, references: references.map((reference) => readReference(reference, algorithm)) };
}

function readReference(reference: XmlElement, algorithm: DigestAlgorithm): TypedReference {
  expectName(reference, "Reference");
  const { URI: uri, Type: type } = expectAttributes(reference, ["URI", "Type"]);
  if (type !== undefined && type !== OBJECT_TYPE) {
    throw new XmlError("unexpected-attribute", "A reference is to something else than an Object");
  }
  // A transform could make the digest one of something else than what is read.
  if (reference.children.some(({ name }) => name === "Transforms")) {
    throw new XmlError("transform", "A reference has transforms");
  }
  const [method] = elementsOf(reference);
  refuseMixture(method, algorithm);
  const digest = readDigest(elementsOf(reference), algorithm);
  return { id: readFragment(uri), digest, namesObject: type !== undefined };
}

/** What a DigestMethod and a DigestValue say. @throws XmlError */
export function readDigest(
  [method, value, ...more]: readonly XmlElement[],
  algorithm: DigestAlgorithm = "sha256",
): Uint8Array {
  expectAlgorithm(method, "DigestMethod", DIGEST_METHOD_OF[algorithm]);
  expectName(value, "DigestValue");
  expectAttributes(value, []);
  if (more.length > 0) throw new XmlError("unexpected-element", "A reference holds more than its digest");
  return readBase64(readLeaf(value));
}

/** The Id that a reference points at. @throws XmlError "unresolved-reference" */
export function readFragment(uri: string | undefined): string {
  // Neither the whole document ("") nor another one, nor an XPointer: one Id in this document.
  if (!uri?.startsWith("#") || !/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(uri.slice(1))) {
    throw new XmlError("unresolved-reference", "A reference does not point at an Id of this document");
  }
  return uri.slice(1);
}

/** An element that names this algorithm and has no parameters. @throws XmlError "unknown-algorithm" */
export function expectAlgorithm(element: XmlElement | undefined, name: string, algorithm: string): void {
  expectName(element, name);
  const { Algorithm: found } = expectAttributes(element, ["Algorithm"]);
  if (found !== algorithm) throw new XmlError("unknown-algorithm", `${name} names an algorithm that is not accepted`);
  if (elementsOf(element).length > 0) throw new XmlError("unexpected-element", `${name} must be empty`);
}

/** @throws XmlError "missing-element" or "unexpected-element" */
export function expectName(element: XmlElement | undefined, name: string): asserts element is XmlElement {
  if (element === undefined) throw new XmlError("missing-element", `There is no ${name}`);
  if (element.name !== name || element.namespace !== DSIG) {
    throw new XmlError("unexpected-element", `Another element stands where ${name} must`);
  }
}

/** The children of an element that holds elements alone. */
export function elementsOf(element: XmlElement): readonly XmlElement[] {
  if (/[^ \t\r\n]/.test(element.text)) throw new XmlError("unexpected-text", `Text stands in ${element.name}`);
  return element.children;
}

/** The attributes by name, when there are no others than these. */
export function expectAttributes(element: XmlElement, known: readonly string[]): Readonly<Record<string, string>> {
  const stray = element.attributes.find(({ name, namespace }) => namespace !== "" || !known.includes(name));
  if (stray) throw new XmlError("unexpected-attribute", `${element.name} has an attribute it must not have`);
  return Object.fromEntries(element.attributes.map(({ name, value }) => [name, value]));
}
