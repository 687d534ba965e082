/** The certificates for customers to pin, as PEM with a line before each that says what it is for (RFC 7468 section 2 allows it). */
import type { X509Certificate } from "node:crypto";

/** @param certificates the one that signs now in front */
export function printCertificates(certificates: readonly X509Certificate[]): string {
  return certificates
    .map((certificate, at) => `${describe(certificate, at === 0)}\n${certificate.toString().trim()}\n`)
    .join("\n");
}

function describe(certificate: X509Certificate, isSigning: boolean): string {
  const { validTo, fingerprint256 } = certificate;
  const until = new Date(validTo).toISOString().slice(0, 10);
  const use = isSigning ? "Signs SAML answers now" : "Trust this one too: it signs before or after a change of keys";
  return `${use}. ${printName(certificate)}, until ${until}, SHA-256 ${fingerprint256}`;
}

/** As clients that compare names write it: "CN=id.example.dk/std, O=Example, C=DK". */
export function printName({ subject }: X509Certificate): string {
  return subject.split("\n").reverse().join(", ");
}
