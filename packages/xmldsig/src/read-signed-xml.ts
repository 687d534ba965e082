/**
 * An enveloping signature of one fixed shape, read in one pass:
 *
 *   root > Signature > SignedInfo, SignatureValue, KeyInfo > X509Data > X509Certificate, Object
 *
 * Each token of SignedInfo and Object goes two ways, into the canonical form that is hashed and into the tree that is read, so
 * there is no second look at the document that could see something else than what was signed.
 */
import { readKeyInfo } from "./key-info.js";
import { InclusiveNamespaces } from "./namespace-rules.js";
import {
  checkTag,
  expectEnd,
  expectStart,
  isSignedBy,
  readAttributes,
  readCanonical,
  readHashed,
  readPlain,
  readRoot,
  readSignatureValue,
} from "./signature-parts.js";
import { SignedDocumentScanner } from "./signed-document-scanner.js";
import { readSignedInfo, type SignedInfo } from "./signed-info.js";
import type { SignedObject, SignedXml } from "./signed-xml.js";
import type { StartTag } from "./tokens.js";
import { findAttribute } from "./xml-element.js";
import { XmlError } from "./xml-error.js";
import type { XmlLimits } from "./xml-limits.js";

export interface SignedXmlShape {
  /** The element around the Signature, the namespace it must be in, or one of several, and the attributes it may have. */
  readonly root: {
    readonly namespace: string | readonly string[];
    readonly name: string;
    readonly attributes: readonly string[];
  };
  readonly maxObjects?: number; // 1 unless said
  /** Whether RSA-SHA1 over SHA-1 digests is read too: for archives, never for what is signed today. */
  readonly allowSha1?: boolean;
  readonly limits?: Partial<XmlLimits>;
}

/** @throws XmlError for anything but a well-formed document of exactly this shape; whether it is genuine is asked of the result */
export function readSignedXml(bytes: Uint8Array, shape: SignedXmlShape): SignedXml {
  const scanner = new SignedDocumentScanner(bytes, shape.limits);
  const root = readRoot(scanner, shape.root);
  const rootAttributes = readAttributes(root, shape.root.attributes);
  const { Id: signatureId } = readAttributes(expectStart(scanner, "Signature"), ["Id"]);
  const signedInfo = readCanonical(scanner, expectStart(scanner, "SignedInfo"), new InclusiveNamespaces());
  const stated = readSignedInfo(signedInfo.element, shape.allowSha1 ?? false);
  const signatureValue = readSignatureValue(readPlain(scanner, "SignatureValue"));
  const certificates = readKeyInfo(readPlain(scanner, "KeyInfo"));
  const objects = readObjects(scanner, stated, shape.maxObjects ?? 1);
  expectEnd(scanner); // the Signature's end was read as the end of the objects; this is the root's
  scanner.next(); // nothing follows
  return {
    rootNamespace: root.namespace,
    rootAttributes,
    signatureId,
    signedInfo: signedInfo.canonical,
    signatureValue,
    algorithm: stated.algorithm,
    certificates,
    objects,
    verifyWith: (publicKey) =>
      objects.every(({ digestMatches }) => digestMatches) &&
      isSignedBy(publicKey, signedInfo.canonical, signatureValue, stated.algorithm),
  };
}

function readObjects(scanner: SignedDocumentScanner, stated: SignedInfo, max: number) {
  const objects: SignedObject[] = [];
  for (let tag = scanner.nextTag(); tag?.kind === "start"; tag = scanner.nextTag()) {
    checkTag(tag, "Object");
    if (objects.length === max) throw new XmlError("too-many-objects", `More than ${max} signed objects`, tag.start);
    objects.push(readObject(scanner, tag, stated));
  }
  const { references } = stated;
  const unresolved = references.some(({ id }) => !objects.some((object) => object.id === id));
  if (unresolved || references.length !== objects.length) {
    throw new XmlError("unresolved-reference", "References and objects do not pair up one to one");
  }
  return objects;
}

function readObject(scanner: SignedDocumentScanner, tag: StartTag, stated: SignedInfo): SignedObject {
  const { element, sha256, digest } = readHashed(scanner, tag, new InclusiveNamespaces(), stated.algorithm);
  const id = findAttribute(element, "Id");
  const position = stated.references.findIndex((candidate) => candidate.id === id);
  const reference = stated.references[position];
  if (id === undefined || !reference) throw new XmlError("unsigned-object", "An object is not referred to", tag.start);
  const digestMatches = digest.equals(reference.digest);
  return { id, element, sha256, digestMatches, position, namedObject: reference.namesObject };
}
