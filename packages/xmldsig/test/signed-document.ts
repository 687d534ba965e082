/** Writes signed documents by hand, in canonical form, so that a test can say exactly which byte it changes. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { SignedXmlShape } from "@eid-gateway/xmldsig";

const DS = "http://www.w3.org/2000/09/xmldsig#";
const APP = "urn:example:app";
export const CERTIFICATE = Buffer.from("stands for a certificate");
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

export { publicKey };

export const SHAPE: SignedXmlShape = {
  root: { namespace: APP, name: "signature", attributes: ["version"] },
};

export const SHA1_SHAPE: SignedXmlShape = { ...SHAPE, allowSha1: true };

export interface DocumentParts {
  readonly content?: string;
  readonly id?: string;
  readonly reference?: string; // the URI
  readonly digestMethod?: string;
  readonly signatureMethod?: string;
  readonly canonicalization?: string;
  readonly transforms?: string;
  readonly moreSignedInfo?: string;
  readonly digest?: string;
  readonly key?: KeyObject;
  readonly signWith?: string; // the digest that is really signed over; SHA-256 unless said
}

export const OBJECT_CONTENT = "<app:Name>challenge</app:Name><app:Value>42 &amp; 43</app:Value>";

/** The ds:Object as it is hashed. */
export function signedObject(content = OBJECT_CONTENT, id = "ToBeSigned"): string {
  return `<ds:Object xmlns:app="${APP}" xmlns:ds="${DS}" Id="${id}">${content}</ds:Object>`;
}

export function signedInfo(parts: DocumentParts = {}): string {
  const digest = parts.digest ?? sha256(signedObject(parts.content, parts.id));
  return [
    `<ds:SignedInfo xmlns:app="${APP}" xmlns:ds="${DS}">`,
    `<ds:CanonicalizationMethod Algorithm="${parts.canonicalization ?? "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${parts.signatureMethod ?? "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"}"></ds:SignatureMethod>`,
    `<ds:Reference URI="${parts.reference ?? "#ToBeSigned"}">${parts.transforms ?? ""}`,
    `<ds:DigestMethod Algorithm="${parts.digestMethod ?? "http://www.w3.org/2001/04/xmlenc#sha256"}"></ds:DigestMethod>`,
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>${parts.moreSignedInfo ?? ""}</ds:SignedInfo>`,
  ].join("");
}

/** A genuine document, unless a part is not. */
export function signedDocument(parts: DocumentParts = {}): string {
  const info = signedInfo(parts);
  const value = sign(parts.signWith ?? "sha256", Buffer.from(info), parts.key ?? privateKey).toString("base64");
  return [
    `<?xml version="1.0" encoding="UTF-8" ?>\n`,
    `<app:signature xmlns:app="${APP}" version="0.1"><ds:Signature xmlns:ds="${DS}" Id="signature">\n`,
    info,
    `\n<ds:SignatureValue>${value}</ds:SignatureValue>`,
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${CERTIFICATE.toString("base64")}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
    signedObject(parts.content, parts.id),
    `\n</ds:Signature></app:signature>`,
  ].join("");
}

/** Replaces the one occurrence of `from`; a change that changes nothing would make a test that cannot fail. */
export function edit(document: string, from: string | RegExp, to: string): string {
  const edited = document.replace(from, () => to);
  if (edited === document) throw new Error(`nothing to replace: ${from}`);
  return edited;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
