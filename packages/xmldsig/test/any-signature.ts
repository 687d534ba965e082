/** Documents signed by xml-crypto, a signer that shares no code with the reader, in every shape that the reader takes. */
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { SignedXml } from "xml-crypto";

const DSIG = "http://www.w3.org/2000/09/xmldsig#";
export const INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
export const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
export const ENVELOPED = `${DSIG}enveloped-signature`;
export const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
export const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

export { publicKey };
export const other = generateKeyPairSync("rsa", { modulusLength: 2048 });

export interface SigningChoices {
  /** XPath of what is signed; "/*" is the whole document. */
  readonly target?: string;
  /** The reference is "", whatever Id the target has. */
  readonly wholeDocument?: boolean;
  readonly transforms?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly canonicalization?: string;
  readonly signatureMethod?: string;
  readonly digestMethod?: string;
  readonly idAttribute?: string;
  /** Where the Signature goes, relative to `at`. */
  readonly action?: "append" | "prepend" | "before" | "after";
  readonly at?: string;
  readonly key?: KeyObject;
}

export const RESPONSE = [
  `<?xml version="1.0" encoding="UTF-8"?>\n<p:Response xmlns:p="urn:p" xmlns:a="urn:a" xmlns:xs="urn:xs" ID="_r1">\n`,
  `  <a:Issuer>æøå &amp; co</a:Issuer>\n`,
  `  <a:Assertion ID="_a1"><a:Subject Format='x&#10;y'>Ella</a:Subject><a:Value a:type="xs:string">42</a:Value></a:Assertion>\n`,
  `  <p:Status/>\n</p:Response>\n`,
].join("");

export function signWithXmlCrypto(document: string, choices: SigningChoices = {}): string {
  const target = choices.target ?? "/*";
  const signer = new SignedXml({
    privateKey: (choices.key ?? privateKey).export({ type: "pkcs8", format: "pem" }),
    signatureAlgorithm: choices.signatureMethod ?? RSA_SHA256,
    canonicalizationAlgorithm: choices.canonicalization ?? EXCLUSIVE,
    ...(choices.idAttribute && { idAttribute: choices.idAttribute }),
  });
  signer.addReference({
    xpath: target,
    uri: "",
    isEmptyUri: choices.wholeDocument ?? false,
    digestAlgorithm: choices.digestMethod ?? SHA256,
    transforms: [...(choices.transforms ?? [ENVELOPED, EXCLUSIVE])],
    ...(choices.prefixes && { inclusiveNamespacesPrefixList: [...choices.prefixes] }),
  });
  const location = { reference: choices.at ?? target, action: choices.action ?? "append" };
  signer.computeSignature(document, { prefix: "ds", location });
  return signer.getSignedXml();
}
