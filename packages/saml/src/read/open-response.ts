import type { X509Certificate } from "node:crypto";
import { readBase64, readEnvelopedXml, type XmlElement, type XmlLimits } from "@eid-gateway/xmldsig";
import { PROTOCOL } from "../vocabulary.js";
import { SamlSecurityError } from "./saml-errors.js";

/** Answers have about 8 KiB. What comes is from a browser, and is hashed before anything is known of it. */
const LIMITS = {
  bytes: 64 * 1024,
  depth: 16,
  attributes: 16,
  declarations: 16,
  namespacesInScope: 32,
} satisfies Partial<XmlLimits>;
const MAX_BASE64 = Math.ceil((LIMITS.bytes / 3) * 4 * 1.1); // with its line ends

const SHAPE = {
  root: { namespace: PROTOCOL, name: "Response", idAttribute: "ResponseID" },
  otherIds: ["AssertionID", "RequestID"],
  limits: LIMITS,
};

/**
 * The Response, from the very tokens that were hashed, if one of the pinned certificates' keys signed it.
 * KeyInfo only says which: no certificate is trusted for being in the message.
 *
 * @throws SamlSecurityError "unreadable", "untrusted-signer", "bad-signature"
 */
export function openResponse(base64: string, pinned: readonly X509Certificate[]): XmlElement {
  const signed = readSigned(base64);
  const [leaf, ...more] = signed.certificates;
  const signer = more.length === 0 ? pinned.find(({ raw }) => raw.equals(leaf!)) : undefined; // readKeyInfo gives one at least
  if (!signer) throw new SamlSecurityError("untrusted-signer");
  const response = signed.openWith(signer.publicKey);
  if (!response) throw new SamlSecurityError("bad-signature");
  return response;
}

function readSigned(base64: string) {
  if (base64.length > MAX_BASE64) throw new SamlSecurityError("unreadable");
  try {
    return readEnvelopedXml(readBase64(base64), SHAPE);
  } catch (cause) {
    throw new SamlSecurityError("unreadable", cause);
  }
}
