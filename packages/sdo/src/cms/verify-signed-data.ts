import { constants, timingSafeEqual, verify } from "node:crypto";
import {
  applyRules,
  type Certificate,
  type Finding,
  failed,
  passed,
  type Rules,
  type Said,
  unchecked,
} from "@eid-gateway/oces";
import { findHash, findRsaHash, type Hash } from "./object-identifiers.js";
import type { SignedData } from "./signed-data.js";
import { names } from "./signing-certificate.js";

export interface SignedDataQuestion {
  readonly signed: SignedData;
  /** The digest of what must have been signed, by a hash that the signature names. */
  digest(hash: Hash): Uint8Array;
  /** Whether it must say for which certificate it was made. Default: yes; signatures of PDF before PAdES need not. */
  readonly isNamed?: boolean;
}

/** What was found, and whose certificate is named; whether to trust that is another question. */
export interface SignedDataVerdict {
  readonly certificate: Certificate | undefined;
  /** Of the rules signer, signing-certificate, algorithm, content, integrity. */
  readonly findings: readonly Finding[];
}

interface Facts extends SignedDataQuestion {
  readonly certificate: Certificate | undefined;
  readonly digestHash: Hash | undefined;
  readonly signatureHash: Hash | undefined;
}

const RULES: Rules<Facts> = {
  signer: hasItsCertificate,
  "signing-certificate": meansThatCertificate,
  algorithm: usesOneHash,
  content: isOverTheContent,
  integrity: isMadeWithThatKey,
};

/** Is it made with the key of the certificate it names, over that content? Throws nothing: every answer is a finding. */
export function verifySignedData(question: SignedDataQuestion): SignedDataVerdict {
  const { certificates, signer } = question.signed;
  const certificate = certificates.find(
    (one) => one.issuer.key === signer.issuer && one.serial === signer.serial && isMeant(signer, one),
  );
  const digestHash = findHash(signer.digestAlgorithm);
  const signatureHash = findRsaHash(signer.signatureAlgorithm, digestHash);
  const { findings } = applyRules(RULES, { ...question, certificate, digestHash, signatureHash });
  return { certificate, findings };
}

/** Two certificates may have one issuer and serial number, if somebody meant them to; the attribute tells which it is. */
function isMeant({ signingCertificate }: SignedData["signer"], certificate: Certificate): boolean {
  return !signingCertificate || names(signingCertificate, certificate);
}

function hasItsCertificate({ certificate }: Facts): Said {
  return certificate
    ? passed("The signer's certificate came along.")
    : failed("no-signer", "The certificate that the signer names did not come along.");
}

function meansThatCertificate({ signed, certificate, isNamed = true }: Facts): Said {
  const { signingCertificate } = signed.signer;
  if (!signingCertificate && !isNamed) return passed("It need not say for which certificate it was made.");
  if (!signingCertificate) return failed("no-signer", "The signature does not say for which certificate it was made.");
  return certificate ? passed("It was made for that certificate.") : unchecked("There is no certificate to compare.");
}

function usesOneHash({ digestHash, signatureHash, certificate }: Facts): Said {
  if (!digestHash || !signatureHash) return failed("weak-algorithm", "It is not signed with RSA and SHA-2.");
  if (digestHash !== signatureHash) return failed("weak-algorithm", "It names two different hashes.");
  const bits = certificate?.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (certificate && bits < 2048) return failed("weak-algorithm", "The key is not RSA of at least 2048 bits.");
  return passed("It is signed with RSA and SHA-2.");
}

function isOverTheContent({ signed, digestHash, digest }: Facts): Said {
  if (!digestHash) return unchecked("There is no digest to compare.");
  return isEqual(digest(digestHash), signed.signer.messageDigest)
    ? passed("The content is what the digest was taken of.")
    : failed("not-intact", "The content is not what the digest was taken of.");
}

function isMadeWithThatKey({ signed, certificate, digestHash, signatureHash }: Facts): Said {
  if (!certificate || !signatureHash || digestHash !== signatureHash)
    return unchecked("There is no key to check with.");
  const { signedBytes, signature } = signed.signer;
  if (certificate.publicKey.asymmetricKeyType !== "rsa") return failed("weak-algorithm", "The key is not RSA.");
  const key = { key: certificate.publicKey, padding: constants.RSA_PKCS1_PADDING };
  return verify(signatureHash, signedBytes, key, signature)
    ? passed("The signature was made with that key.")
    : failed("not-intact", "The signature was not made with that key.");
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
