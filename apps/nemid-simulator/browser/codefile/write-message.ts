/**
 * The signed message in OpenSign's dialect. SignedInfo and the object are written as their own canonical form: namespaces
 * declared again, empty elements with an end tag, attributes in order. All of it is ASCII, as every value is base64.
 */
import type Forge from "node-forge";
import type { ForgeLibrary, Signer } from "./open-key-file.js";
import { digestText, signText } from "./sign-bytes.js";
import type { SignedProperty } from "./task.js";

const DS = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
const OPENOCES = 'xmlns:openoces="http://www.openoces.org/2006/07/signature#"';
const C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const ID = "OpensignSignature";

export async function writeMessage(
  forge: ForgeLibrary,
  { key, certificates }: Signer,
  properties: readonly SignedProperty[],
): Promise<string> {
  const object = writeObject(properties);
  const signedInfo = writeSignedInfo(digestText(forge, object));
  return [
    '<?xml version="1.0" encoding="UTF-8" ?>',
    `<openoces:signature ${OPENOCES} version="0.1"><ds:Signature ${DS} Id="${ID}">`,
    signedInfo,
    `<ds:SignatureValue>\n${inLines(await signText(forge, key as Forge.pki.rsa.PrivateKey, signedInfo))}\n</ds:SignatureValue>`,
    `<ds:KeyInfo>\n${certificates.map(writeCertificate).join("")}</ds:KeyInfo>`,
    object,
    "</ds:Signature></openoces:signature>",
  ].join("\n");
}

function writeObject(properties: readonly SignedProperty[]): string {
  const lines = properties.map(writeProperty).join("");
  return `<ds:Object ${DS} ${OPENOCES} Id="ToBeSigned"><ds:SignatureProperties>\n${lines}</ds:SignatureProperties></ds:Object>`;
}

function writeProperty({ name, value, visible }: SignedProperty): string {
  const attributes = `Encoding="base64" VisibleToSigner="${visible ? "yes" : "no"}"`;
  const content = `<openoces:Name>${name}</openoces:Name><openoces:Value ${attributes}>${value}</openoces:Value>`;
  return `<ds:SignatureProperty Target="#${ID}">${content}</ds:SignatureProperty>\n`;
}

function writeSignedInfo(digest: string): string {
  return [
    `<ds:SignedInfo ${DS} ${OPENOCES}>`,
    `<ds:CanonicalizationMethod Algorithm="${C14N}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${RSA_SHA256}"></ds:SignatureMethod>`,
    '<ds:Reference URI="#ToBeSigned">',
    `<ds:DigestMethod Algorithm="${SHA256}"></ds:DigestMethod>`,
    `<ds:DigestValue>${digest}</ds:DigestValue>`,
    "</ds:Reference>",
    "</ds:SignedInfo>",
  ].join("\n");
}

function writeCertificate(der: string): string {
  return `<ds:X509Data>\n<ds:X509Certificate>\n${inLines(der)}\n</ds:X509Certificate>\n</ds:X509Data>\n`;
}

/** Base64 in lines of 76 characters. @param binary a byte in each character */
function inLines(binary: string): string {
  return btoa(binary).replace(/.{76}(?=.)/g, "$&\n");
}
