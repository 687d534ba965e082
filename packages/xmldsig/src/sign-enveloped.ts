/** Puts an enveloped signature into a document, as its root's first child: RSA-SHA256 over the exclusive canonical form. */
import { createHash, X509Certificate } from "node:crypto";
import { DSIG, ENVELOPED_SIGNATURE, EXCLUSIVE_CANONICAL_XML, RSA_SHA256, SHA256 } from "./algorithms.js";
import { CanonicalWriter, escapeAttribute } from "./canonical-xml.js";
import { ExclusiveNamespaces } from "./namespace-rules.js";
import { isSignedBy } from "./signature-parts.js";
import { SignedDocumentScanner } from "./signed-document-scanner.js";
import { readFragment } from "./signed-info.js";
import type { StartTag } from "./tokens.js";
import { XmlError } from "./xml-error.js";

export interface SigningKey {
  /** RSASSA-PKCS1-v1_5 with SHA-256 over these bytes; the key itself may be out of reach. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
  readonly certificate: Uint8Array; // DER, of the same key; it goes into KeyInfo alone
}
export interface EnvelopedOptions {
  readonly idAttribute: string; // of the root, which the signature is over
  /** Prefixes that are hashed although no name uses them, such as those in QNames; `#default` for the one without. */
  readonly inclusivePrefixes: readonly string[];
}

/**
 * Signs a whole document.
 *
 * @param document UTF-8, not signed yet, its root not empty
 * @returns the same bytes, with a Signature behind the root's start tag
 * @throws XmlError for a document that `readEnvelopedXml` would refuse; Error when the key and its certificate are not a pair
 */
export async function signEnveloped(
  document: Uint8Array,
  options: EnvelopedOptions,
  key: SigningKey,
): Promise<Uint8Array> {
  const { id, digest, insertAt } = digestDocument(document, options);
  const info = writeSignedInfo(id, digest, options.inclusivePrefixes);
  const signedBytes = Buffer.from(info.replace("<ds:SignedInfo>", `<ds:SignedInfo xmlns:ds="${DSIG}">`));
  const value = await key.sign(signedBytes);
  if (!isSignedBy(new X509Certificate(key.certificate).publicKey, signedBytes, value)) {
    throw new Error("The signature does not verify with the signing certificate: are key and certificate a pair?");
  }
  const signature = writeSignature(info, value, key.certificate);
  return Buffer.concat([document.subarray(0, insertAt), Buffer.from(signature), document.subarray(insertAt)]);
}

function digestDocument(document: Uint8Array, { idAttribute, inclusivePrefixes }: EnvelopedOptions) {
  const scanner = new SignedDocumentScanner(document, undefined, [idAttribute]);
  const root = scanner.nextTag();
  if (root?.kind !== "start") throw new XmlError("malformed", "There is no root element");
  const hash = createHash("sha256");
  const writer = new CanonicalWriter(
    (piece) => void hash.update(piece, "latin1"),
    new ExclusiveNamespaces(inclusivePrefixes),
  );
  writer.add(root, scanner);
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token.kind === "start") refuseSignature(token);
    if (token.kind === "end" && token.start === root.end && token.end === root.end) {
      throw new XmlError("missing-element", "The root is written as an empty element", root.start);
    }
    writer.add(token, scanner);
  }
  writer.end();
  const id = root.attributes.find(({ local, namespace }) => local === idAttribute && namespace === "")?.value;
  return { id: readFragment(`#${id ?? ""}`), digest: hash.digest(), insertAt: root.end };
}

function refuseSignature(tag: StartTag): void {
  if (tag.namespace !== DSIG || tag.local !== "Signature") return;
  throw new XmlError("second-signature", "The document has a Signature already", tag.start);
}

/** In canonical form, but for the namespace of `ds`, which the element around it declares. */
function writeSignedInfo(id: string, digest: Uint8Array, prefixes: readonly string[]): string {
  const list = escapeAttribute(prefixes.join(" "));
  const parameter = `<ec:InclusiveNamespaces xmlns:ec="${EXCLUSIVE_CANONICAL_XML}" PrefixList="${list}"></ec:InclusiveNamespaces>`;
  return [
    "<ds:SignedInfo>",
    `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE_CANONICAL_XML}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${RSA_SHA256}"></ds:SignatureMethod>`,
    `<ds:Reference URI="#${id}"><ds:Transforms>`,
    `<ds:Transform Algorithm="${ENVELOPED_SIGNATURE}"></ds:Transform>`,
    `<ds:Transform Algorithm="${EXCLUSIVE_CANONICAL_XML}">${prefixes.length > 0 ? parameter : ""}</ds:Transform>`,
    `</ds:Transforms><ds:DigestMethod Algorithm="${SHA256}"></ds:DigestMethod>`,
    `<ds:DigestValue>${base64(digest)}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
  ].join("");
}

function writeSignature(info: string, value: Uint8Array, certificate: Uint8Array): string {
  return [
    `<ds:Signature xmlns:ds="${DSIG}">${info}`,
    `<ds:SignatureValue>${base64(value)}</ds:SignatureValue>`,
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${base64(certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
    "</ds:Signature>",
  ].join("");
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
