/**
 * The signed message in OpenSign's dialect. SignedInfo and the object are written as their own canonical form: namespaces
 * declared again, empty elements with an end tag, attributes in order. A byte in each
 * character: values are base64, and titles of attachments are written as UTF-8 at once.
 */
import type Forge from "node-forge";
import type { ForgeLibrary, Signer } from "./open-key-file.js";
import { digestText, signText } from "./sign-bytes.js";
import type { SignedObject, SignedProperty, Task } from "./task.js";

const XMLDSIG = "http://www.w3.org/2000/09/xmldsig#";
const DS = `xmlns:ds="${XMLDSIG}"`;
const OPENOCES = 'xmlns:openoces="http://www.openoces.org/2006/07/signature#"';
const C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const ID = "OpensignSignature";

export async function writeMessage(
  forge: ForgeLibrary,
  { key, certificates }: Signer,
  { properties, objects }: Pick<Task, "properties" | "objects">,
): Promise<string> {
  const documents = objects.map((one, at) => writeDocument(one, idOf(one, objects.slice(0, at))));
  const signed = [{ id: "ToBeSigned", text: writeProperties(properties) }, ...documents];
  const references = await Promise.all(
    signed.map(async (one) => writeReference(one, await digestText(forge, one.text))),
  );
  const signedInfo = writeSignedInfo(references);
  return [
    '<?xml version="1.0" encoding="UTF-8" ?>',
    `<openoces:signature ${OPENOCES} version="0.1"><ds:Signature ${DS} Id="${ID}">`,
    signedInfo,
    `<ds:SignatureValue>\n${inLines(btoa(await signText(forge, key as Forge.pki.rsa.PrivateKey, signedInfo)))}\n</ds:SignatureValue>`,
    `<ds:KeyInfo>\n${certificates.map(writeCertificate).join("")}</ds:KeyInfo>`,
    ...signed.map(({ text }) => text),
    "</ds:Signature></openoces:signature>",
  ].join("\n");
}

interface Signed {
  readonly id: string;
  readonly text: string;
  /** Only references to documents say their type. */
  readonly type?: string;
}

function writeProperties(properties: readonly SignedProperty[]): string {
  const lines = properties.map(writeProperty).join("");
  return `<ds:Object ${DS} ${OPENOCES} Id="ToBeSigned"><ds:SignatureProperties>\n${lines}</ds:SignatureProperties></ds:Object>`;
}

function writeProperty({ name, value, visible }: SignedProperty): string {
  const attributes = `Encoding="base64" VisibleToSigner="${visible ? "yes" : "no"}"`;
  const content = `<openoces:Name>${name}</openoces:Name><openoces:Value ${attributes}>${value}</openoces:Value>`;
  return `<ds:SignatureProperty Target="#${ID}">${content}</ds:SignatureProperty>\n`;
}

/** The PDF is `signText`, attachments are counted from one. */
function idOf({ kind }: SignedObject, before: readonly SignedObject[]): string {
  if (kind === "signText") return kind;
  return `attachment-${before.filter((one) => one.kind === "attachment").length + 1}`;
}

function writeDocument({ mimeType, title, content }: SignedObject, id: string): Signed {
  const titled = title === undefined ? "" : ` OrigTitle="${escapeAttribute(title)}"`;
  const attributes = `Encoding="base64" Id="${id}" MimeType="${escapeAttribute(mimeType)}"${titled}`;
  const text = `<ds:Object ${DS} ${OPENOCES} ${attributes}>\n${inLines(content)}\n</ds:Object>`;
  return { id, text, type: `${XMLDSIG}Object` };
}

function writeReference({ id, type }: Signed, digest: string): string {
  return [
    `<ds:Reference ${type === undefined ? "" : `Type="${type}" `}URI="#${id}">`,
    `<ds:DigestMethod Algorithm="${SHA256}"></ds:DigestMethod>`,
    `<ds:DigestValue>${digest}</ds:DigestValue>`,
    "</ds:Reference>",
  ].join("\n");
}

function writeSignedInfo(references: readonly string[]): string {
  return [
    `<ds:SignedInfo ${DS} ${OPENOCES}>`,
    `<ds:CanonicalizationMethod Algorithm="${C14N}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${RSA_SHA256}"></ds:SignatureMethod>`,
    ...references,
    "</ds:SignedInfo>",
  ].join("\n");
}

function writeCertificate(der: string): string {
  return `<ds:X509Data>\n<ds:X509Certificate>\n${inLines(btoa(der))}\n</ds:X509Certificate>\n</ds:X509Data>\n`;
}

/** Base64 in lines of 76 characters. */
function inLines(base64: string): string {
  return base64.replace(/.{76}(?=.)/g, "$&\n");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", '"': "&quot;" };

/** As canonical XML writes it; what is beyond ASCII goes out as UTF-8, a byte in each character. */
function escapeAttribute(text: string): string {
  const escaped = text.replace(
    /[&<"\t\n\r]/g,
    (one) => ESCAPES[one] ?? `&#x${one.charCodeAt(0).toString(16).toUpperCase()};`,
  );
  return Array.from(new TextEncoder().encode(escaped), (byte) => String.fromCharCode(byte)).join("");
}
