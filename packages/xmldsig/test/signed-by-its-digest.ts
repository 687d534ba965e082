/** Large documents with a Signature whose digests fit and whose value is nobody's: xml-crypto would take minutes to sign them. */
import { createHash } from "node:crypto";
import { canonicalizeExclusively } from "@eid-gateway/xmldsig";
import { ENVELOPED, EXCLUSIVE, RSA_SHA256, SHA256 } from "./any-signature.js";

export interface DigestChoices {
  readonly prefixes?: readonly string[];
  readonly references?: number; // to the whole document, each the same
}

/** @param document without an XML declaration; the Signature becomes the last child of its root */
export function signedByItsDigest(document: string, { prefixes = [], references = 1 }: DigestChoices = {}): Buffer {
  const digest = createHash("sha256")
    .update(canonicalizeExclusively(Buffer.from(document), prefixes))
    .digest("base64");
  const list = `<c:InclusiveNamespaces xmlns:c="${EXCLUSIVE}" PrefixList="${prefixes.join(" ")}"/>`;
  const reference = [
    `<Reference URI=""><Transforms><Transform Algorithm="${ENVELOPED}"/><Transform Algorithm="${EXCLUSIVE}">${list}</Transform>`,
    `</Transforms><DigestMethod Algorithm="${SHA256}"/><DigestValue>${digest}</DigestValue></Reference>`,
  ].join("");
  const signature = [
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod Algorithm="${EXCLUSIVE}"/>`,
    `<SignatureMethod Algorithm="${RSA_SHA256}"/>${reference.repeat(references)}</SignedInfo>`,
    `<SignatureValue>QUJD</SignatureValue></Signature>`,
  ].join("");
  const end = document.lastIndexOf("</");
  return Buffer.from(document.slice(0, end) + signature + document.slice(end));
}
