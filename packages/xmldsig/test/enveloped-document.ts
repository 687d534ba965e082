/** Writes documents with an enveloped signature by hand, in canonical form, so that a test can say exactly which byte it changes. */
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { EnvelopedXmlShape } from "@eid-gateway/xmldsig";

const DS = "http://www.w3.org/2000/09/xmldsig#";
const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
const APP = "urn:example:app";
export const CERTIFICATE = Buffer.from("stands for a certificate");
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

export { publicKey };

export const SHAPE: EnvelopedXmlShape = {
  root: { namespace: APP, name: "answer", idAttribute: "AnswerID" },
  otherIds: ["PartID"],
};

export const CONTENT = `<app:part PartID="p1">app:yes 42 &amp; 43</app:part>`;
export const TRANSFORMS = [
  `<ds:Transform Algorithm="${DS}enveloped-signature"></ds:Transform>`,
  `<ds:Transform Algorithm="${EXCLUSIVE}"><ec:InclusiveNamespaces xmlns:ec="${EXCLUSIVE}" PrefixList="q #default"></ec:InclusiveNamespaces></ds:Transform>`,
].join("");

export interface EnvelopedParts {
  readonly content?: string;
  readonly id?: string;
  readonly reference?: string; // the URI
  readonly canonicalization?: string;
  readonly signatureMethod?: string;
  readonly digestMethod?: string;
  readonly transforms?: string;
  readonly moreSignedInfo?: string;
}

/** `q` is listed and declared, `r` is declared alone: one of them is hashed. */
export function rootTag(id = "_a1", more = ` xmlns:r="urn:example:r"`): string {
  return `<app:answer xmlns="urn:example:default" xmlns:app="${APP}" xmlns:q="urn:example:q"${more} AnswerID="${id}">`;
}

function signedInfo(parts: EnvelopedParts, declaration: string): string {
  const hashed = `${rootTag(parts.id, "")}${parts.content ?? CONTENT}</app:answer>`;
  return [
    `<ds:SignedInfo${declaration}>`,
    `<ds:CanonicalizationMethod Algorithm="${parts.canonicalization ?? EXCLUSIVE}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${parts.signatureMethod ?? "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"}"></ds:SignatureMethod>`,
    `<ds:Reference URI="${parts.reference ?? "#_a1"}"><ds:Transforms>${parts.transforms ?? TRANSFORMS}</ds:Transforms>`,
    `<ds:DigestMethod Algorithm="${parts.digestMethod ?? "http://www.w3.org/2001/04/xmlenc#sha256"}"></ds:DigestMethod>`,
    `<ds:DigestValue>${createHash("sha256").update(hashed).digest("base64")}</ds:DigestValue></ds:Reference>`,
    `${parts.moreSignedInfo ?? ""}</ds:SignedInfo>`,
  ].join("");
}

export function signature(parts: EnvelopedParts = {}): string {
  const signed = signedInfo(parts, ` xmlns:ds="${DS}"`);
  const value = sign("sha256", Buffer.from(signed), privateKey).toString("base64");
  return [
    `<ds:Signature xmlns:ds="${DS}">${signedInfo(parts, "")}<ds:SignatureValue>${value}</ds:SignatureValue>`,
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${CERTIFICATE.toString("base64")}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
    `</ds:Signature>`,
  ].join("");
}

/** A genuine document, unless a part is not. */
export function envelopedDocument(parts: EnvelopedParts = {}): string {
  return `${rootTag(parts.id)}${signature(parts)}${parts.content ?? CONTENT}</app:answer>`;
}
