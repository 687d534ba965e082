import { createHash, sign } from "node:crypto";
import type { MessageOptions } from "./message-options.js";
import { base64Lines, certificatesOf, DIALECTS, digestMethod, keyInfo, signatureMethod } from "./message-parts.js";
import { restyle } from "./message-style.js";
import { declarationsOf, OPENOCES } from "./openoces-namespace.js";
import { documentObject, propertiesObject, type Writing } from "./signed-objects.js";
import { placeContent } from "./signing-content.js";

const C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const OBJECT_TYPE = "http://www.w3.org/2000/09/xmldsig#Object";

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
 * @example
 * const properties = signingProperties({ requestIssuer: "Demo", challenge });
 * signMessage({ identity, properties, signing: { kind: "pdf", pdf, attachments: [{ mimeType: "text/plain", bytes }] } })
 */
export function signMessage(options: MessageOptions): Uint8Array {
  const { identity, dialect = "keycard", namespace = "2006/07", style = {}, faults = {} } = options;
  const { beforeDigest = asItIs, beforeSigning = asItIs, afterSigning = asItIs } = faults;
  const digest = faults.digest ?? options.digest ?? "sha256";
  const objects = writeObjects(options, { dialect, namespace, style }, beforeDigest);
  const signedInfo = beforeSigning(writeSignedInfo(objects, declarationsOf(namespace), digest));
  const value = sign(digest, Buffer.from(signedInfo), faults.signedWith ?? identity.privateKey);
  const certificates = certificatesOf(identity, options.certificates ?? DIALECTS[dialect].certificates);
  const document = [
    '<?xml version="1.0" encoding="UTF-8" ?>',
    `<openoces:signature xmlns:openoces="${OPENOCES[namespace].uri}" version="0.1"><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="${DIALECTS[dialect].id}">`,
    signedInfo,
    `<ds:SignatureValue>\n${base64Lines(value, style.base64Columns)}\n</ds:SignatureValue>`,
    keyInfo(certificates, style.base64Columns),
    ...objects.map(({ text }) => text),
    "</ds:Signature></openoces:signature>",
  ].join("\n");
  const bytes = Buffer.from(afterSigning(restyle(document, style)), "utf8");
  return options.transport === "base64" ? Buffer.from(bytes.toString("base64"), "latin1") : bytes;
}

const asItIs = (text: string): string => text;

interface SignedObject {
  readonly id: string;
  readonly text: string;
  /** Only references to documents say their type. */
  readonly type?: string;
}

/** The statement first, then one object for each document. */
function writeObjects(
  options: MessageOptions,
  writing: Writing,
  beforeDigest: (object: string) => string,
): SignedObject[] {
  const { properties, documents } = placeContent(options.signing, options.properties);
  if (writing.namespace === "2003/10" && documents.length > 0)
    throw new Error("a message in the namespace of OCES I signs one object: no PDF object, no attachments");
  return [
    { id: "ToBeSigned", text: beforeDigest(propertiesObject(properties, writing)) },
    ...[...documents, ...(options.documents ?? [])].map((document) => ({
      id: document.id,
      text: documentObject(document, writing),
      type: OBJECT_TYPE,
    })),
  ];
}

function writeSignedInfo(objects: readonly SignedObject[], declarations: string, digest: Digest): string {
  return [
    `<ds:SignedInfo ${declarations}>`,
    `<ds:CanonicalizationMethod Algorithm="${C14N}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${signatureMethod(digest)}"></ds:SignatureMethod>`,
    ...objects.map(({ id, text, type }) =>
      reference(type === undefined ? `URI="#${id}"` : `Type="${type}" URI="#${id}"`, text, digest),
    ),
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
