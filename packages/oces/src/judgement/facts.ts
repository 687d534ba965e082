import type { Certificate } from "../certificate/certificate.js";
import type { OcesKind, OcesSubject } from "../certificate/oces-subject.js";
import { readOcesSubject } from "../certificate/read-oces-subject.js";
import type { SignatureRules } from "../certificate/verify-signature.js";
import { OcesError } from "../oces-error.js";
import type { RevocationSource } from "../revocation/revocation.js";
import { findChains } from "../trust/find-chains.js";
import type { Trust } from "../trust/trust.js";
import { type ChainFacts, chooseBest } from "./chain-facts.js";
import { judgeCertificate } from "./judge-certificate.js";

/** Everything about one certificate that the rules look at, collected before any of them does. */
export interface CertificateFacts extends ChainFacts {
  readonly subject: OcesSubject | { readonly problem: "bad-subject" | "bad-policy" };
  readonly trust: Trust;
  readonly kinds: readonly OcesKind[];
}

export interface CertificateQuestion extends SignatureRules {
  readonly certificate: Certificate;
  /** Certificates that came along, in any order: they may help to build the chain and are trusted for nothing. */
  readonly untrusted: readonly Certificate[];
  readonly trust: Trust;
  readonly revocation: RevocationSource;
  readonly at: Date;
  readonly kinds?: readonly OcesKind[]; // default: persons and employees
  /** Whether a CA without an answer about its own revocation keeps the outcome from being valid. Default: no, it is noted. */
  readonly requireCaRevocation?: boolean;
}

/** Reads the subject, and finds the chain that judges best, with what the source says about each certificate of it. */
export async function collectCertificateFacts(question: CertificateQuestion): Promise<CertificateFacts> {
  const { certificate, trust, at, kinds = ["POCES", "MOCES"], requireCaRevocation = false, allowSha1 } = question;
  const known = { certificate, subject: readSubject(certificate), trust, at, kinds, allowSha1, revocation: [] };
  const candidates = findChains(question).map(
    (chain): CertificateFacts => ({ ...known, chain, requireRevocation: true, requireCaRevocation }),
  );
  return chooseBest(candidates, judgeCertificate, question.revocation);
}

function readSubject(certificate: Certificate): CertificateFacts["subject"] {
  try {
    return readOcesSubject(certificate);
  } catch (error) {
    if (error instanceof OcesError && (error.code === "bad-subject" || error.code === "bad-policy")) {
      return { problem: error.code };
    }
    throw error;
  }
}
