/** Verifies what was fetched: that it is genuine, and that it is what was ordered. The gateway's word for it is not asked. */
import { OcesError } from "@eid-gateway/oces";
import { findContainerKind, PdfError, SdoError } from "@eid-gateway/sdo";
import { XmlError } from "@eid-gateway/xmldsig";
import { SigningSecurityError } from "../signing-errors.js";
import { judgeNemid } from "./judge-nemid.js";
import { judgeSealedPdf, judgeSealedSdo } from "./judge-sealed.js";
import { openTrust, type ResultTrust, type ResultVerifierOptions } from "./result-trust.js";
import { type Judged, sumUp } from "./sum-up.js";
import type { ResultQuestion, Verification } from "./verification.js";

export interface ResultVerifier {
  /** All that can be said, also of what is not valid: to show it to somebody. */
  judge(question: ResultQuestion): Promise<Verification>;
  /** @throws SigningSecurityError for anything but a yes */
  verify(question: ResultQuestion): Promise<Verification>;
}

/** @throws OcesError "bad-anchor" when what is to be trusted cannot be read */
export function createResultVerifier(options: ResultVerifierOptions): ResultVerifier {
  const trust = openTrust(options);
  const judge = (question: ResultQuestion) => judgeResult(question, trust);
  return {
    judge,
    async verify(question) {
      const verification = await judge(question);
      if (verification.outcome !== "valid") throw new SigningSecurityError(verification.problem ?? "not-valid");
      return verification;
    },
  };
}

async function judgeResult(question: ResultQuestion, trust: ResultTrust): Promise<Verification> {
  try {
    return sumUp(await judgeByKind(question, trust), question);
  } catch (error) {
    if (!isAboutTheBytes(error)) throw error;
    return { format: "unknown", outcome: "invalid", problem: "unreadable", signers: [], answers: [] };
  }
}

function judgeByKind(question: ResultQuestion, trust: ResultTrust): Promise<Judged> {
  const kind = findContainerKind(question.bytes);
  if (kind === "ltv-sdo") return judgeSealedSdo(question, trust);
  return kind === "pades" ? judgeSealedPdf(question, trust) : judgeNemid(question, trust);
}

function isAboutTheBytes(error: unknown): boolean {
  return [OcesError, XmlError, SdoError, PdfError].some((kind) => error instanceof kind);
}
