/** Judges a container: its seal over every file, then each LTV-SDO in it by itself, then that the other files are what those hold. */
import { conclude, type Finding, OcesError, type Verdict } from "@eid-gateway/oces";
import { XmlError } from "@eid-gateway/xmldsig";
import { type Decision, decideOver } from "../decision.js";
import { demandFinding } from "../demand-rule.js";
import { sha256 } from "../digest.js";
import { hasBytes, LTV_SDO_MEDIA_TYPE, type LtvSdoContent } from "../ltv-sdo/content.js";
import { judgeLtvSdo, type LtvSdoQuestion } from "../ltv-sdo/judge-ltv-sdo.js";
import type { LtvSdoReport } from "../ltv-sdo/ltv-sdo-report.js";
import { readLtvSdo } from "../ltv-sdo/read-ltv-sdo.js";
import { SdoError } from "../sdo-error.js";
import { judgeSeal } from "../xades/judge-seal.js";
import type { SealReport } from "../xades/seal-report.js";
import type { AsicFile } from "./asic-file.js";
import type { Asic } from "./read-asic.js";

export interface AsicQuestion extends Omit<LtvSdoQuestion, "sdo"> {
  readonly asic: Asic;
}

export type AsicReport = Decision & {
  readonly container: "asic-e";
  readonly seal: SealReport;
  readonly files: readonly ReportedFile[];
  /** Of each LTV-SDO in it, by the name of its file. */
  readonly contents: Readonly<Record<string, LtvSdoReport | Verdict>>;
  readonly findings: readonly Finding[]; // about what belongs together, and whether there is what something is demanded of
};
export type ReportedFile = {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string; // lower-case hex
};

/** A report, never an exception. Only the outcome "valid" is a yes. */
export async function judgeAsic(question: AsicQuestion): Promise<AsicReport> {
  const { asic, sealTrust } = question;
  const seal = await judgeSeal({ ...question, seal: asic.seal, trust: sealTrust });
  const packed = asic.files.filter(({ mediaType }) => mediaType === LTV_SDO_MEDIA_TYPE);
  const judged = await Promise.all(packed.map((file) => judgeContent(file, question)));
  const belonging = conclude([...judgeBelonging(asic, judged), demandFinding(question.expect, judged.length)]);
  const contents = judged.map(({ report }) => report);
  return {
    ...decideOver([asVerdict(seal), ...contents.map(asVerdict), belonging]),
    container: "asic-e",
    seal,
    files: asic.files.map(reportFile),
    contents: Object.fromEntries(judged.map(({ name, report }) => [name, report])),
    findings: belonging.findings,
  };
}

interface Judged {
  readonly name: string;
  readonly report: LtvSdoReport | Verdict;
  readonly content?: LtvSdoContent | undefined;
}

async function judgeContent({ name, bytes }: AsicFile, question: AsicQuestion): Promise<Judged> {
  try {
    const sdo = readLtvSdo(bytes);
    return { name, report: await judgeLtvSdo({ ...question, sdo }), content: sdo.content };
  } catch (error) {
    if (!(error instanceof SdoError || error instanceof XmlError || error instanceof OcesError)) throw error;
    const text = `An LTV-SDO in the container cannot be read (${error.code}).`;
    const refusal = conclude([{ rule: "contents", level: "failed", reason: "not-intact", text }]);
    return { name, report: { ...refusal, subIndication: "FORMAT_FAILURE" } };
  }
}

/** A document beside an LTV-SDO must be one of those that were signed, or it is there to mislead. */
function judgeBelonging({ files }: Asic, judged: readonly Judged[]): readonly Finding[] {
  const held = new Set(judged.flatMap(({ content }) => (content ? digestsOf(content) : [])));
  const others = files.filter(({ mediaType }) => mediaType !== LTV_SDO_MEDIA_TYPE);
  if (judged.length === 0)
    return [
      { rule: "belonging", level: "unchecked", text: "There is no LTV-SDO: the seal alone vouches for the files." },
    ];
  const strange = others.filter(({ bytes }) => !held.has(hex(bytes)));
  if (strange.length === 0)
    return [{ rule: "belonging", level: "passed", text: "Every file is part of an LTV-SDO in the container." }];
  const text = `${strange.length} files are part of no LTV-SDO in the container.`;
  return [{ rule: "belonging", level: "failed", reason: "other-document", text }];
}

function digestsOf({ documents, proof }: LtvSdoContent): readonly string[] {
  return [proof.message, ...documents.filter(hasBytes).map(({ bytes }) => bytes)].map(hex);
}

function reportFile({ name, mediaType, bytes }: AsicFile): ReportedFile {
  return { name, mediaType, bytes: bytes.length, sha256: hex(bytes) };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(sha256(bytes)).toString("hex");
}

function asVerdict(decision: Decision): Verdict {
  return { ...decision, findings: [] };
}
