/** The parts that signatures of every shape are read from: tags where they must stand, elements as trees and as hashed. */
import { constants, createHash, type KeyObject, verify } from "node:crypto";
import { DSIG } from "./algorithms.js";
import { decodeUtf8 } from "./byte-string.js";
import { CanonicalWriter } from "./canonical-xml.js";
import type { DigestAlgorithm } from "./digest-algorithm.js";
import type { NamespaceRule } from "./namespace-rules.js";
import type { SignedDocumentScanner } from "./signed-document-scanner.js";
import { expectAttributes, expectName } from "./signed-info.js";
import { readBase64 } from "./strict-base64.js";
import type { StartTag } from "./tokens.js";
import { readElement, readLeaf, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";

const MAX_MODULUS_BITS = 8192;
/** What OpenSSL takes with any modulus; with a short one it would work for hundreds of times as long on a longer exponent. */
const EXPONENT_LIMIT = 2n ** 64n;

export function isSignedBy(key: KeyObject, signed: Uint8Array, signature: Uint8Array, algorithm = "sha256"): boolean {
  if (key.type !== "public" || key.asymmetricKeyType !== "rsa") return false;
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (modulusLength > MAX_MODULUS_BITS || publicExponent >= EXPONENT_LIMIT) return false;
  return verify(algorithm, signed, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
}

/** @throws XmlError "unexpected-root" */
export function readRoot(
  scanner: SignedDocumentScanner,
  root: { readonly namespace: string | readonly string[]; readonly name: string },
): StartTag {
  const tag = scanner.nextTag();
  if (tag?.kind !== "start" || ![root.namespace].flat().includes(tag.namespace) || tag.local !== root.name) {
    throw new XmlError("unexpected-root", `The root element is not ${root.name} of the expected namespace`);
  }
  return tag;
}

/** The element as a tree and as canonical bytes, from the same tokens. */
export function readCanonical(scanner: SignedDocumentScanner, first: StartTag, namespaces: NamespaceRule) {
  const pieces: Buffer[] = [];
  const element = readBothWays(scanner, first, namespaces, (piece) => void pieces.push(Buffer.from(piece, "latin1")));
  return { element, canonical: Buffer.concat(pieces) };
}

/** The element as a tree and the digests of its canonical form, from the same tokens; that form is kept nowhere. */
export function readHashed(
  scanner: SignedDocumentScanner,
  first: StartTag,
  namespaces: NamespaceRule,
  algorithm: DigestAlgorithm,
) {
  const sha256 = createHash("sha256");
  const stated = algorithm === "sha256" ? sha256 : createHash(algorithm);
  const element = readBothWays(scanner, first, namespaces, (piece) => {
    for (const hash of new Set([sha256, stated])) hash.update(piece, "latin1");
  });
  const digest = sha256.digest();
  return { element, sha256: digest, digest: stated === sha256 ? digest : stated.digest() };
}

function readBothWays(
  scanner: SignedDocumentScanner,
  first: StartTag,
  namespaces: NamespaceRule,
  write: (canonical: string) => void,
): XmlElement {
  const writer = new CanonicalWriter(write, namespaces);
  writer.add(first, scanner);
  const element = readElement(first, () => {
    const token = scanner.next();
    if (token) writer.add(token, scanner);
    return token;
  });
  writer.end();
  return element;
}

export function readPlain(scanner: SignedDocumentScanner, name: string): XmlElement {
  const element = readElement(expectStart(scanner, name), () => scanner.next());
  expectName(element, name);
  return element;
}

export function readSignatureValue(element: XmlElement): Uint8Array {
  expectAttributes(element, []);
  return readBase64(readLeaf(element));
}

export function expectStart(scanner: SignedDocumentScanner, name: string): StartTag {
  const tag = scanner.nextTag();
  if (tag?.kind !== "start") throw new XmlError("missing-element", `There is no ${name}`, tag?.start);
  return checkTag(tag, name);
}

export function checkTag(tag: StartTag, name: string): StartTag {
  if (tag.namespace !== DSIG || tag.local !== name) {
    throw new XmlError("unexpected-element", `Another element stands where ${name} must`, tag.start);
  }
  return tag;
}

/** The end of the Signature, or of what is around it. */
export function expectEnd(scanner: SignedDocumentScanner): void {
  const tag = scanner.nextTag();
  if (tag?.kind !== "end") throw new XmlError("unexpected-element", "An element stands where none may", tag?.start);
}

// Attributes of the elements around the signed ones: an xml:lang or xml:base here would belong to the canonical form inside.
export function readAttributes(tag: StartTag, known: readonly string[]): Readonly<Record<string, string>> {
  const stray = tag.attributes.find(({ local, namespace }) => namespace !== "" || !known.includes(local));
  if (stray) throw new XmlError("unexpected-attribute", `${tag.local} has an attribute it must not have`, tag.start);
  return Object.fromEntries(tag.attributes.map(({ local, value }) => [local, decodeUtf8(value)]));
}
