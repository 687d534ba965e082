/** A certificate for a signing key of ours. Whoever trusts it has pinned it, so nobody else need have signed it. */
import { createPublicKey, type KeyObject, randomBytes, X509Certificate } from "node:crypto";
import type { SamlIdentity } from "@eid-gateway/config";
import forge from "node-forge";

const YEARS = 5;
/** As names are written from the country down (RFC 4514 turns them round): what old clients compare is "CN=..., OU=..., C=...". */
const ORDER = ["C", "ST", "L", "O", "OU", "CN"] as const;

/** @param key RSA @throws Error when what was made does not hold */
export function selfSign(key: KeyObject, subject: SamlIdentity["subject"], now: Date): X509Certificate {
  const certificate = forge.pki.createCertificate();
  const pem = createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
  certificate.publicKey = forge.pki.publicKeyFromPem(pem);
  certificate.serialNumber = `00${randomBytes(16).toString("hex")}`; // the zeros keep it positive
  certificate.validity = { notBefore: now, notAfter: yearsLater(now) };
  const name = nameOf(subject);
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, critical: true },
    { name: "subjectKeyIdentifier" },
  ]);
  const pkcs8 = key.export({ type: "pkcs8", format: "pem" }).toString();
  certificate.sign(forge.pki.privateKeyFromPem(pkcs8), forge.md.sha256.create());
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
  const made = new X509Certificate(Buffer.from(der, "binary"));
  if (!made.checkPrivateKey(key) || !made.verify(made.publicKey)) throw new Error("a certificate that does not hold");
  return made;
}

function nameOf(subject: SamlIdentity["subject"]): forge.pki.CertificateField[] {
  return ORDER.flatMap((shortName) => {
    const value = subject[shortName];
    // A country is a PrintableString (RFC 5280 appendix A.1); anything else may have letters beyond ASCII.
    const type = shortName === "C" ? forge.asn1.Type.PRINTABLESTRING : forge.asn1.Type.UTF8;
    return value === undefined ? [] : [{ shortName, value, valueTagClass: type as unknown as forge.asn1.Class }];
  });
}

function yearsLater(now: Date): Date {
  const later = new Date(now);
  later.setUTCFullYear(later.getUTCFullYear() + YEARS);
  return later;
}
