import { createHash, sign } from "node:crypto";
import type { MessageOptions } from "./message-options.js";
import { base64Lines, DIALECTS, digestMethod, keyInfo, signatureMethod } from "./message-parts.js";
import { restyle } from "./message-style.js";
import { documentObject, propertiesObject } from "./signed-objects.js";

const C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const OBJECT_TYPE = "http://www.w3.org/2000/09/xmldsig#Object";
const NAMESPACES =
  'xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:openoces="http://www.openoces.org/2006/07/signature#"';

type Digest = "sha256" | "sha1" | "sha512";

/**
 * A signed message as the key card's server or the code file client writes it: UTF-8 XML without a final line feed.
 *
 * SignedInfo and each object are composed as text that is its own canonical form (namespaces declared again, empty
 * elements as start and end tag, attributes in canonical order), so no canonicaliser takes part in signing. A style that
 * deviates from that form is put on afterwards, and only where a canonicaliser takes it off again.
 *
 * @example
 * signMessage({ identity: await ca.issuePoces(), properties: loginProperties({ requestIssuer: "Demo", challenge }) })
 */
export function signMessage(options: MessageOptions): Uint8Array {
  const { identity, documents = [], dialect = "keycard", style = {}, faults = {} } = options;
  const { beforeDigest = asItIs, beforeSigning = asItIs, afterSigning = asItIs, digest = "sha256" } = faults;
  const { id, target } = DIALECTS[dialect];
  const statement = beforeDigest(propertiesObject(options.properties, target, dialect, NAMESPACES, style));
  const signedDocuments = documents.map((document) => ({
    id: document.id,
    text: documentObject(document, NAMESPACES),
  }));
  const signedInfo = beforeSigning(writeSignedInfo(statement, signedDocuments, digest));
  const value = sign(digest, Buffer.from(signedInfo), faults.signedWith ?? identity.privateKey);
  const document = [
    '<?xml version="1.0" encoding="UTF-8" ?>',
    `<openoces:signature xmlns:openoces="http://www.openoces.org/2006/07/signature#" version="0.1"><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="${id}">`,
    signedInfo,
    `<ds:SignatureValue>\n${base64Lines(value, style.base64Columns)}\n</ds:SignatureValue>`,
    keyInfo(options.certificates ?? DIALECTS[dialect].certificates(identity), style.base64Columns),
    ...[statement, ...signedDocuments.map(({ text }) => text)],
    "</ds:Signature></openoces:signature>",
  ].join("\n");
  return Buffer.from(afterSigning(restyle(document, style)), "utf8");
}

const asItIs = (text: string): string => text;

/** One reference to the statement and one to each document. */
function writeSignedInfo(
  statement: string,
  documents: readonly { id: string; text: string }[],
  digest: Digest,
): string {
  return [
    `<ds:SignedInfo ${NAMESPACES}>`,
    `<ds:CanonicalizationMethod Algorithm="${C14N}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${signatureMethod(digest)}"></ds:SignatureMethod>`,
    reference('URI="#ToBeSigned"', statement, digest),
    ...documents.map(({ id, text }) => reference(`Type="${OBJECT_TYPE}" URI="#${id}"`, text, digest)),
    "</ds:SignedInfo>",
  ].join("\n");
}

function reference(attributes: string, object: string, digest: Digest): string {
  return [
    `<ds:Reference ${attributes}>`,
    `<ds:DigestMethod Algorithm="${digestMethod(digest)}"></ds:DigestMethod>`,
    `<ds:DigestValue>${createHash(digest).update(object, "utf8").digest("base64")}</ds:DigestValue>`,
    "</ds:Reference>",
  ].join("\n");
}
