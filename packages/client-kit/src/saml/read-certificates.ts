import { X509Certificate } from "node:crypto";

/**
 * The certificates in a PEM text: what the gateway signs its SAML answers with, to be pinned. While it changes its key there are two.
 *
 * @throws TypeError when there is none, or one cannot be read
 */
export function readCertificates(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new TypeError("there is no certificate in this text");
  return blocks.map((block, at) => {
    try {
      return new X509Certificate(block);
    } catch (cause) {
      throw new TypeError(`certificate ${at + 1} of this text cannot be read`, { cause });
    }
  });
}
