/**
 * The first time the document goes by: every Signature in it, wherever it stands, and which element has which Id.
 *
 *   Signature > SignedInfo, SignatureValue, KeyInfo?, Object*
 *
 * Another Signature may stand inside an Object, never inside the other three.
 */
import { DSIG } from "./algorithms.js";
import type { PlacedScanner } from "./placed-scanner.js";
import { type RecordedElement, recordElement } from "./recorded-element.js";
import { checkTag, expectStart, readAttributes, readSignatureValue } from "./signature-parts.js";
import { elementsOf, expectAttributes, expectName } from "./signed-info.js";
import { readBase64 } from "./strict-base64.js";
import type { StartTag } from "./tokens.js";
import { findChildren, readElement, readLeaf, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";

const MAX_CERTIFICATES = 10;

export interface FoundSignature {
  readonly start: number;
  readonly path: string;
  /** Attributes of elements around it belong to the inclusive canonical form of its SignedInfo. */
  readonly inheritsXmlAttributes: boolean;
  readonly signedInfo: RecordedElement;
  readonly signatureValue: Uint8Array;
  readonly certificates: readonly Uint8Array[];
  /** Whether something stands in it that is no part of a signature: an Object, or an element of another vocabulary in KeyInfo. */
  readonly holdsContent: boolean;
}
export interface FoundSignatures {
  readonly signatures: readonly FoundSignature[]; // in document order
  readonly rootStart: number;
  /** Where the start tag stands that has this Id. */
  startOf(id: string): number | undefined;
}

/** @throws XmlError for a document that is not well-formed, has two equal Ids or a Signature that the schema does not allow */
export function findSignatures(scanner: PlacedScanner): FoundSignatures {
  const found: FoundSignature[] = [];
  let rootStart: number | undefined;
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token.kind !== "start") continue;
    rootStart ??= token.start;
    if (isSignature(token)) readSignature(scanner, token, found);
  }
  if (rootStart === undefined) throw new XmlError("malformed", "There is no root element");
  const signatures = found.sort((a, b) => a.start - b.start); // inner ones are complete first
  return { signatures, rootStart, startOf: (id) => scanner.startOf(id) };
}

function isSignature(tag: StartTag | XmlElement): boolean {
  return tag.namespace === DSIG && ("local" in tag ? tag.local : tag.name) === "Signature";
}

/** From behind its start tag to its end. */
function readSignature(scanner: PlacedScanner, tag: StartTag, found: FoundSignature[]): void {
  const { start } = tag;
  const path = scanner.place.path();
  readAttributes(tag, ["Id"]);
  const signedInfo = recordElement(scanner, expectStart(scanner, "SignedInfo"));
  const inheritsXmlAttributes = scanner.place.inheritsXmlAttributes();
  const value = readElement(expectStart(scanner, "SignatureValue"), () => scanner.next());
  const signatureValue = readSignatureValue({ ...value, attributes: value.attributes.filter(isNotId) });
  let certificates: readonly Uint8Array[] = [];
  let holdsContent = false;
  let isKeyInfoPossible = true;
  for (let part = scanner.nextTag(); part?.kind === "start"; part = scanner.nextTag()) {
    if (isKeyInfoPossible && part.local === "KeyInfo") {
      const keyInfo = readKeyInfo(scanner, part);
      certificates = readCertificates(keyInfo);
      holdsContent = !isOfSignatures(keyInfo);
    } else {
      checkTag(part, "Object");
      passObject(scanner, found);
      holdsContent = true;
    }
    isKeyInfoPossible = false;
  }
  found.push({ start, path, inheritsXmlAttributes, signedInfo, signatureValue, certificates, holdsContent });
}

function isNotId({ name, namespace }: XmlElement["attributes"][number]): boolean {
  return name !== "Id" || namespace !== "";
}

function readKeyInfo(scanner: PlacedScanner, first: StartTag): XmlElement {
  checkTag(first, "KeyInfo");
  const keyInfo = readElement(first, () => scanner.next());
  if (holdsSignature(keyInfo)) throw new XmlError("second-signature", "A Signature stands in KeyInfo", first.start);
  return keyInfo;
}

/** What else a KeyInfo says (names, key values) is passed over: keys come from the caller, or from certificates. */
function readCertificates(keyInfo: XmlElement): readonly Uint8Array[] {
  const data = elementsOf(keyInfo).filter(({ name, namespace }) => name === "X509Data" && namespace === DSIG);
  const certificates = data.flatMap((each) => findChildren(each, DSIG, "X509Certificate"));
  if (certificates.length > MAX_CERTIFICATES) {
    throw new XmlError("too-many-certificates", `KeyInfo holds more than ${MAX_CERTIFICATES} certificates`);
  }
  return certificates.map((certificate) => {
    expectName(certificate, "X509Certificate");
    expectAttributes(certificate, []);
    return readBase64(readLeaf(certificate));
  });
}

function isOfSignatures({ namespace, children }: XmlElement): boolean {
  return namespace === DSIG && children.every(isOfSignatures);
}

function holdsSignature(element: XmlElement): boolean {
  return isSignature(element) || element.children.some(holdsSignature);
}

/** To the end of the Object whose start tag came last, reading the Signatures in it. */
function passObject(scanner: PlacedScanner, found: FoundSignature[]): void {
  for (let depth = 1; depth > 0; ) {
    const token = scanner.next();
    if (token?.kind === "end") depth--;
    else if (token?.kind === "start" && isSignature(token)) readSignature(scanner, token, found);
    else if (token?.kind === "start") depth++;
  }
}
