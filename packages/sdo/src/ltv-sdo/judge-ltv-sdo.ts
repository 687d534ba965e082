/**
 * Judges an LTV-SDO from the outside in: the seal, then at the time that it proves what the eID signed, with the answers about
 * revocation that were archived, then whether the parts agree. Nothing is read that the seal does not cover.
 */
import {
  conclude,
  type Expectations,
  judgeMessage,
  type MessageReport,
  type NemidMessage,
  OcesError,
  readMessage,
  type Verdict,
} from "@eid-gateway/oces";
import { XmlError } from "@eid-gateway/xmldsig";
import { decideOver } from "../decision.js";
import { revocationOf } from "../validation.js";
import { judgeSeal, type SealQuestion } from "../xades/judge-seal.js";
import type { SealReport } from "../xades/seal-report.js";
import { agreementFindings } from "./agreement-rules.js";
import type { LtvSdoContent, SignatureProof } from "./content.js";
import { type LtvSdoReport, reportContent } from "./ltv-sdo-report.js";
import type { LtvSdo } from "./read-ltv-sdo.js";

export interface LtvSdoQuestion extends Omit<SealQuestion, "seal" | "trust"> {
  readonly sdo: LtvSdo;
  /** Where the seal and its time-stamps must lead to. */
  readonly sealTrust: SealQuestion["trust"];
  /** Where the signer's certificate must lead to. */
  readonly trust: SealQuestion["trust"];
  /** What the caller demands of the signature inside. A document is looked for among those that were signed. */
  readonly expect?: Expectations;
}

const ACTIONS: Readonly<Record<SignatureProof["kind"], "sign" | "logon">> = { native: "sign", authentication: "logon" };

/** A report, never an exception. Only the outcome "valid" is a yes. */
export async function judgeLtvSdo(question: LtvSdoQuestion): Promise<LtvSdoReport> {
  const { sdo, sealTrust } = question;
  const seal = await judgeSeal({ ...question, seal: sdo.seal, trust: sealTrust });
  const { content } = sdo;
  const overall = asVerdict(seal);
  if (!content) return { ...decideOver([overall]), container: "ltv-sdo", seal };
  const inner = await judgeProof(content, seal, question);
  return {
    ...decideOver([overall, inner.proof, inner.agreement]),
    container: "ltv-sdo",
    seal,
    ...reportContent(content),
    ...inner,
  };
}

async function judgeProof(content: LtvSdoContent, seal: SealReport, question: LtvSdoQuestion) {
  const message = readProof(content.proof.message);
  if (!("signedXml" in message)) return { proof: message, agreement: conclude([]) };
  const revocation = revocationOf(content.validation, question.revocation, question.now);
  const proof: MessageReport = await judgeMessage({
    message,
    at: new Date(seal.at),
    trust: question.trust,
    revocation,
    expect: expectationsOf(content, question.expect),
  });
  return { proof, agreement: conclude(agreementFindings({ content, message, expect: question.expect })) };
}

/** A log-in holds no document: that is looked for in what its challenge binds. */
function expectationsOf({ proof: { kind } }: LtvSdoContent, demanded: Expectations = {}): Expectations {
  const action = ACTIONS[kind];
  if (kind === "native") return { ...demanded, action };
  const { document: _document, stylesheet: _stylesheet, ...rest } = demanded;
  return { ...rest, action };
}

/** A proof that is no message makes the object worthless, whoever sealed it. */
function readProof(bytes: Uint8Array): NemidMessage | Verdict {
  try {
    return readMessage(bytes);
  } catch (error) {
    if (!(error instanceof OcesError || error instanceof XmlError)) throw error;
    const text = `The proof cannot be read (${error.code}).`;
    return {
      ...conclude([{ rule: "proof", level: "failed", reason: "not-intact", text }]),
      subIndication: "FORMAT_FAILURE",
    };
  }
}

/** The seal's decision is over its time-stamps too. */
function asVerdict({ outcome, indication, subIndication, reason, findings }: SealReport): Verdict {
  return { outcome, indication, ...(subIndication && { subIndication }), ...(reason && { reason }), findings };
}
