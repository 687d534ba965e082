import type { Certificate } from "../certificate/certificate.js";

/**
 * The signer's certificate, wherever it stands: the one that issued none of the others. When several are left, unrelated ones
 * came along: then the one for digital signatures that is no CA's. Never by position, and never by whose key happens to fit.
 */
export function findSigner(certificates: readonly Certificate[]): Certificate | undefined {
  const distinct = [...new Map(certificates.map((certificate) => [certificate.fingerprint, certificate])).values()];
  const ends = distinct.filter(
    (one) => !distinct.some((other) => other !== one && other.issuer.key === one.subject.key),
  );
  if (ends.length === 1) return ends[0];
  const [signer, ...more] = ends.filter(isEndEntity);
  return more.length === 0 ? signer : undefined;
}

function isEndEntity({ keyUsage, basicConstraints }: Certificate): boolean {
  const maySign =
    keyUsage?.has("digitalSignature") === true && !keyUsage.has("cRLSign") && !keyUsage.has("keyCertSign");
  return maySign && basicConstraints?.ca !== true;
}
