/**
 * An enveloping signature of one fixed shape, read in one pass:
 *
 *   root > Signature > SignedInfo, SignatureValue, KeyInfo > X509Data > X509Certificate, Object
 *
 * Each token of SignedInfo and Object goes two ways, into the canonical form that is hashed and into the tree that is read, so
 * there is no second look at the document that could see something else than what was signed.
 */
import { constants, createHash, type KeyObject, verify } from "node:crypto";
import { decodeUtf8 } from "./byte-string.js";
import { CanonicalWriter } from "./canonical-xml.js";
import { readKeyInfo } from "./key-info.js";
import { DSIG, SignedDocumentScanner } from "./signed-document-scanner.js";
import { expectAttributes, expectName, type Reference, readSignedInfo } from "./signed-info.js";
import type { SignedObject, SignedXml } from "./signed-xml.js";
import { readBase64 } from "./strict-base64.js";
import type { StartTag } from "./tokens.js";
import { findAttribute, readElement, readLeaf, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";
import type { XmlLimits } from "./xml-limits.js";

export interface SignedXmlShape {
  /** The element around the Signature, and the attributes it may have. */
  readonly root: { readonly namespace: string; readonly name: string; readonly attributes: readonly string[] };
  readonly maxObjects?: number; // 1 unless said
  readonly limits?: Partial<XmlLimits>;
}

/** @throws XmlError for anything but a well-formed document of exactly this shape; whether it is genuine is asked of the result */
export function readSignedXml(bytes: Uint8Array, shape: SignedXmlShape): SignedXml {
  const scanner = new SignedDocumentScanner(bytes, shape.limits);
  const rootAttributes = readAttributes(readRoot(scanner, shape.root), shape.root.attributes);
  const { Id: signatureId } = readAttributes(expectStart(scanner, "Signature"), ["Id"]);
  const signedInfo = readCanonical(scanner, expectStart(scanner, "SignedInfo"));
  const references = readSignedInfo(signedInfo.element);
  const signatureValue = readSignatureValue(readPlain(scanner, "SignatureValue"));
  const certificates = readKeyInfo(readPlain(scanner, "KeyInfo"));
  const objects = readObjects(scanner, references, shape.maxObjects ?? 1);
  expectEnd(scanner); // the Signature's end was read as the end of the objects; this is the root's
  scanner.next(); // nothing follows
  return {
    rootAttributes,
    signatureId,
    signedInfo: signedInfo.canonical,
    signatureValue,
    certificates,
    objects,
    verifyWith: (publicKey) =>
      objects.every(({ digestMatches }) => digestMatches) &&
      isSignedBy(publicKey, signedInfo.canonical, signatureValue),
  };
}

function isSignedBy(key: KeyObject, signed: Uint8Array, signature: Uint8Array): boolean {
  if (key.type !== "public" || key.asymmetricKeyType !== "rsa") return false;
  return verify("sha256", signed, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
}

function readRoot(scanner: SignedDocumentScanner, root: SignedXmlShape["root"]): StartTag {
  const tag = scanner.nextTag();
  if (tag?.kind !== "start" || tag.namespace !== root.namespace || tag.local !== root.name) {
    throw new XmlError("unexpected-root", `The root element is not ${root.name} of the expected namespace`);
  }
  return tag;
}

function readObjects(scanner: SignedDocumentScanner, references: readonly Reference[], max: number) {
  const objects: SignedObject[] = [];
  for (let tag = scanner.nextTag(); tag?.kind === "start"; tag = scanner.nextTag()) {
    checkTag(tag, "Object");
    if (objects.length === max) throw new XmlError("too-many-objects", `More than ${max} signed objects`, tag.start);
    objects.push(readObject(scanner, tag, references));
  }
  const unresolved = references.some(({ id }) => !objects.some((object) => object.id === id));
  if (unresolved || references.length !== objects.length) {
    throw new XmlError("unresolved-reference", "References and objects do not pair up one to one");
  }
  return objects;
}

function readObject(scanner: SignedDocumentScanner, tag: StartTag, references: readonly Reference[]): SignedObject {
  const { element, canonical } = readCanonical(scanner, tag);
  const id = findAttribute(element, "Id");
  const reference = references.find((candidate) => candidate.id === id);
  if (id === undefined || !reference) throw new XmlError("unsigned-object", "An object is not referred to", tag.start);
  const sha256 = createHash("sha256").update(canonical).digest();
  return { id, element, sha256, digestMatches: sha256.equals(reference.digest) };
}

function readSignatureValue(element: XmlElement): Uint8Array {
  expectAttributes(element, []);
  return readBase64(readLeaf(element));
}

/** The element as a tree and as canonical bytes, from the same tokens. */
function readCanonical(scanner: SignedDocumentScanner, first: StartTag) {
  const pieces: Buffer[] = [];
  const writer = new CanonicalWriter((piece) => pieces.push(Buffer.from(piece, "latin1")));
  const inScope = () => scanner.namespacesInScope();
  writer.add(first, inScope);
  const element = readElement(first, () => {
    const token = scanner.next();
    if (token) writer.add(token, inScope);
    return token;
  });
  writer.end();
  return { element, canonical: Buffer.concat(pieces) };
}

function readPlain(scanner: SignedDocumentScanner, name: string): XmlElement {
  const element = readElement(expectStart(scanner, name), () => scanner.next());
  expectName(element, name);
  return element;
}

function expectStart(scanner: SignedDocumentScanner, name: string): StartTag {
  const tag = scanner.nextTag();
  if (tag?.kind !== "start") throw new XmlError("missing-element", `There is no ${name}`, tag?.start);
  return checkTag(tag, name);
}

function checkTag(tag: StartTag, name: string): StartTag {
  if (tag.namespace !== DSIG || tag.local !== name) {
    throw new XmlError("unexpected-element", `Another element stands where ${name} must`, tag.start);
  }
  return tag;
}

function expectEnd(scanner: SignedDocumentScanner): void {
  const tag = scanner.nextTag();
  if (tag?.kind !== "end") throw new XmlError("unexpected-element", "An element follows the Signature", tag?.start);
}

// Attributes of the elements around the signed ones: an xml:lang or xml:base here would belong to the canonical form inside.
function readAttributes(tag: StartTag, known: readonly string[]): Readonly<Record<string, string>> {
  const stray = tag.attributes.find(({ local, namespace }) => namespace !== "" || !known.includes(local));
  if (stray) throw new XmlError("unexpected-attribute", `${tag.local} has an attribute it must not have`, tag.start);
  return Object.fromEntries(tag.attributes.map(({ local, value }) => [local, decodeUtf8(value)]));
}
