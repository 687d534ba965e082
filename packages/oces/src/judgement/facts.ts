import type { Certificate } from "../certificate/certificate.js";
import type { OcesKind, OcesSubject } from "../certificate/oces-subject.js";
import { readOcesSubject } from "../certificate/read-oces-subject.js";
import { OcesError } from "../oces-error.js";
import type { RevocationAnswer, RevocationSource } from "../revocation/revocation.js";
import { buildChain, type Chain } from "../trust/build-chain.js";
import type { Trust } from "../trust/trust.js";

/** Everything about one certificate that the rules look at, collected before any of them does. */
export interface CertificateFacts {
  readonly certificate: Certificate;
  readonly subject: OcesSubject | { readonly problem: "bad-subject" | "bad-policy" };
  readonly chain: Chain;
  readonly trust: Trust;
  /** The time the question is about. */
  readonly at: Date;
  readonly kinds: readonly OcesKind[];
  /** About each certificate below the anchor, from the first; empty when the chain reached none. */
  readonly revocation: readonly RevocationAnswer[];
  readonly requireCaRevocation: boolean;
}

export interface CertificateQuestion {
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

/** Reads the subject, builds the chain and, once that has reached an anchor, asks about revocation. */
export async function collectCertificateFacts(question: CertificateQuestion): Promise<CertificateFacts> {
  const { certificate, trust, at, kinds = ["POCES", "MOCES"], requireCaRevocation = false } = question;
  const chain = buildChain(question);
  const revocation = chain.anchor ? await askAboutAll(chain.certificates, question) : [];
  return { certificate, subject: readSubject(certificate), chain, trust, at, kinds, revocation, requireCaRevocation };
}

function askAboutAll(chain: readonly Certificate[], { revocation, at }: CertificateQuestion) {
  const questions = chain.slice(0, -1).map((certificate, index) => ({ certificate, issuer: chain[index + 1]!, at }));
  return Promise.all(questions.map((question) => revocation.ask(question)));
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
