/**
 * An enveloped signature of one fixed shape, read in one pass:
 *
 *   root > Signature > SignedInfo, SignatureValue, KeyInfo > X509Data > X509Certificate
 *        > all the rest
 *
 * The Signature is the first child. What stands before it (the root's own tag, white space) is held back until the Signature has
 * said which prefixes belong to the canonical form; from then on each token is hashed and built into the tree as it comes.
 */
import { createHash, type KeyObject } from "node:crypto";
import { CanonicalWriter } from "./canonical-xml.js";
import { type EnvelopedReference, readEnvelopedSignedInfo } from "./enveloped-signed-info.js";
import { readKeyInfo } from "./key-info.js";
import { ExclusiveNamespaces } from "./namespace-rules.js";
import {
  checkTag,
  expectEnd,
  expectStart,
  isSignedBy,
  readAttributes,
  readCanonical,
  readPlain,
  readRoot,
  readSignatureValue,
} from "./signature-parts.js";
import { SignedDocumentScanner } from "./signed-document-scanner.js";
import type { StartTag, Token } from "./tokens.js";
import { findAttribute, readElement, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";
import type { XmlLimits } from "./xml-limits.js";

export interface EnvelopedXmlShape {
  readonly root: {
    readonly namespace: string;
    readonly name: string;
    readonly idAttribute: string; // the one the reference points at: `ResponseID`
  };
  /** Attributes of other elements that are Ids too: no two of any name may have one value. */
  readonly otherIds?: readonly string[];
  readonly limits?: Partial<XmlLimits>;
}

export interface EnvelopedXml {
  /** DER, in document order. Nothing says yet that any of them is to be trusted. */
  readonly certificates: readonly Uint8Array[];
  /**
   * The root as it was hashed: everything but the Signature. `undefined` unless the digest fits and the signature was made with
   * this RSA key, so that nothing can be read that nobody vouches for.
   */
  openWith(publicKey: KeyObject): XmlElement | undefined;
}

/** @throws XmlError for anything but a well-formed document of exactly this shape; whether it is genuine is asked of the result */
export function readEnvelopedXml(bytes: Uint8Array, { root, otherIds = [], limits }: EnvelopedXmlShape): EnvelopedXml {
  const scanner = new SignedDocumentScanner(bytes, limits, [root.idAttribute, ...otherIds]);
  const rootTag = readRoot(scanner, root);
  const before = readUntilSignature(scanner);
  const signedInfo = readCanonical(scanner, expectStart(scanner, "SignedInfo"), new ExclusiveNamespaces());
  const reference = readEnvelopedSignedInfo(signedInfo.element);
  const signatureValue = readSignatureValue(readPlain(scanner, "SignatureValue"));
  const certificates = readKeyInfo(readPlain(scanner, "KeyInfo"));
  expectEnd(scanner); // of the Signature
  const { element, sha256 } = readHashed(scanner, rootTag, before, reference);
  scanner.next(); // nothing follows
  if (findAttribute(element, root.idAttribute) !== reference.id) {
    throw new XmlError("unresolved-reference", "The reference does not point at the root");
  }
  return {
    certificates,
    openWith: (publicKey) =>
      sha256.equals(reference.digest) && isSignedBy(publicKey, signedInfo.canonical, signatureValue)
        ? element
        : undefined,
  };
}

/** The Signature's tag is taken; white space before it is given back, because it is hashed. */
function readUntilSignature(scanner: SignedDocumentScanner): Token[] {
  const before: Token[] = [];
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token.kind === "start") {
      readAttributes(checkTag(token, "Signature"), ["Id"]);
      return before;
    }
    if (token.kind !== "text") break;
    if (/[^ \t\r\n]/.test(token.value)) {
      throw new XmlError("unexpected-text", "Text where none may stand", token.start);
    }
    before.push(token);
  }
  throw new XmlError("missing-element", "There is no Signature");
}

/** The root as a tree, and the digest of its canonical form, from the same tokens. */
function readHashed(
  scanner: SignedDocumentScanner,
  rootTag: StartTag,
  before: Token[],
  { inclusivePrefixes }: EnvelopedReference,
) {
  const hash = createHash("sha256");
  const writer = new CanonicalWriter(
    (piece) => void hash.update(piece, "latin1"),
    new ExclusiveNamespaces(inclusivePrefixes),
  );
  writer.add(rootTag, scanner);
  const element = readElement(rootTag, () => {
    const token = before.shift() ?? scanner.next();
    if (token) writer.add(token, scanner);
    return token;
  });
  writer.end();
  return { element, sha256: hash.digest() };
}
