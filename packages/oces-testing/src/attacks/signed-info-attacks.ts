import { createHmac } from "node:crypto";
import { insertBefore, swap } from "../messages/message-surgery.js";
import type { Attack, Scene } from "./attack.js";

const C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const REFERENCE = /<ds:Reference [\s\S]*?<\/ds:Reference>\n/;
const METHOD = /(<ds:SignatureMethod Algorithm=")[^"]*/;
const DIGEST_METHOD = /(<ds:DigestMethod Algorithm=")[^"]*/;

/** Every other algorithm in the place of the signed one. */
const method = (pattern: RegExp, algorithm: string): Attack => ({
  change: ({ document }) => document.replace(pattern, (_, start: string) => start + algorithm),
});

const canonicalisation = (algorithm: string): Attack => ({
  change: ({ document }) => swap(document, `Algorithm="${C14N}"`, `Algorithm="${algorithm}"`),
});

const transform = (inside: string): Attack => ({
  change: ({ document }) => insertBefore(document, "<ds:DigestMethod ", `<ds:Transforms>${inside}</ds:Transforms>`),
});

const reference = (attributes: string): Attack => ({
  change: ({ document }) => swap(document, /<ds:Reference [^>]*>/, `<ds:Reference${attributes}>`),
});

/** The attacker knows the certificate, which is public, and uses it as the key of an HMAC. */
function hmacKeyedWithCertificate({ document, honest, evil }: Scene): string {
  const other = swap(
    swap(document, METHOD, '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#hmac-sha256'),
    honest,
    evil,
  );
  const certificate = /<ds:X509Certificate>([^<]*)/.exec(document)?.[1] ?? "";
  const signedInfo = /<ds:SignedInfo [\s\S]*?<\/ds:SignedInfo>/.exec(other)?.[0] ?? "";
  const value = createHmac("sha256", Buffer.from(certificate, "base64")).update(signedInfo).digest("base64");
  return swap(other, /<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`);
}

const extraReference = (uri: string): string =>
  `<ds:Reference URI="${uri}">\n<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>\n<ds:DigestValue>47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=</ds:DigestValue>\n</ds:Reference>\n`;

/** Changes of what the signature says about itself: algorithms, references, transforms. */
export const signedInfoAttacks = {
  "canonicalisation-with-comments": canonicalisation(`${C14N}#WithComments`),
  "canonicalisation-exclusive": canonicalisation("http://www.w3.org/2001/10/xml-exc-c14n#"),
  "canonicalisation-1-1": canonicalisation("http://www.w3.org/2006/12/xml-c14n11"),
  "canonicalisation-unknown": canonicalisation("urn:none"),
  "signature-method-sha512": method(METHOD, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"),
  "signature-method-md5": method(METHOD, "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"),
  "signature-method-ecdsa": method(METHOD, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"),
  "signature-method-empty": method(METHOD, ""),
  "signature-method-hmac": { change: hmacKeyedWithCertificate },
  "signature-method-missing": { change: ({ document }) => swap(document, /<ds:SignatureMethod .*\n/, "") },
  "signature-method-twice": {
    change: ({ document }) => document.replace(/<ds:SignatureMethod .*\n/, (line) => line + line),
  },
  "output-length-of-nothing": {
    change: ({ document }) =>
      swap(document, "</ds:SignatureMethod>", "<ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>"),
  },
  "digest-method-md5": method(DIGEST_METHOD, "http://www.w3.org/2001/04/xmldsig-more#md5"),
  "digest-method-sha512": method(DIGEST_METHOD, "http://www.w3.org/2001/04/xmlenc#sha512"),
  "digest-method-missing": { change: ({ document }) => swap(document, /<ds:DigestMethod .*\n/, "") },
  "digest-value-empty": { change: ({ document }) => swap(document, /<ds:DigestValue>[^<]*/, "<ds:DigestValue>") },
  "digest-value-longer": {
    change: ({ document }) => swap(document, "<ds:DigestValue>", "<ds:DigestValue>AAAA"),
  },
  "digest-value-twice": {
    change: ({ document }) => document.replace(/<ds:DigestValue>.*\n/, (line) => line + line),
  },
  "no-reference": { change: ({ document }) => document.replace(new RegExp(REFERENCE, "g"), "") },
  "reference-twice": { change: ({ document }) => document.replace(REFERENCE, (one) => one + one) },
  "reference-without-uri": reference(""),
  "reference-to-whole-document": reference(' URI=""'),
  "reference-to-file": reference(' URI="file:///etc/passwd"'),
  "reference-to-network": reference(' URI="http://127.0.0.1:1/"'),
  "reference-in-percents": reference(' URI="#%54oBeSigned"'),
  "reference-by-xpointer": reference(` URI="#xpointer(id('ToBeSigned'))"`),
  "reference-to-root-by-xpointer": reference(' URI="#xpointer(/)"'),
  "reference-to-nothing-there": reference(' URI="#Nothing"'),
  "reference-to-signature": {
    change: ({ document }) =>
      swap(document, 'URI="#ToBeSigned"', `URI="#${/<ds:Signature [^>]*Id="([^"]*)"/.exec(document)?.[1]}"`),
  },
  "reference-to-unsigned-object": {
    change: ({ document, evil }) =>
      swap(
        swap(document, "</ds:SignedInfo>", `${extraReference("#attachment-99")}</ds:SignedInfo>`),
        "</ds:Signature>",
        `${evil.replace(/ Id="[^"]*"/, ' Id="attachment-99"')}\n</ds:Signature>`,
      ),
  },
  "reference-to-manifest": {
    change: ({ document }) =>
      document.replace(/<ds:Reference /, '<ds:Reference Type="http://www.w3.org/2000/09/xmldsig#Manifest" '),
  },
  "transform-enveloped": transform(
    '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform>',
  ),
  "transform-base64": transform('<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"></ds:Transform>'),
  "transform-canonicalisation": transform(`<ds:Transform Algorithm="${C14N}"></ds:Transform>`),
  "transform-xpath": transform(
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>false()</ds:XPath></ds:Transform>',
  ),
  "transform-xslt": transform(
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"></xsl:stylesheet></ds:Transform>',
  ),
  "transforms-empty": transform(""),
} satisfies Record<string, Attack>;
