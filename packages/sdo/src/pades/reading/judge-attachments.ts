import { conclude, failed, OcesError, type Verdict } from "@eid-gateway/oces";
import { XmlError } from "@eid-gateway/xmldsig";
import { isLtvSdo } from "../../container-kind.js";
import { sha256 } from "../../digest.js";
import { judgeLtvSdo, type LtvSdoQuestion } from "../../ltv-sdo/judge-ltv-sdo.js";
import { type LtvSdo, readLtvSdo } from "../../ltv-sdo/read-ltv-sdo.js";
import { SdoError } from "../../sdo-error.js";
import type { AttachedFile } from "./list-attached-files.js";
import { listSealedFiles } from "./list-sealed-files.js";
import type { Pades } from "./pades.js";
import type { ReportedAttachment } from "./pades-report.js";

type Question = Omit<LtvSdoQuestion, "sdo">;

/** Says of each attached file what it is, and of an LTV-SDO what it proves. */
export async function judgeAttachments(pades: Pades, question: Question): Promise<readonly ReportedAttachment[]> {
  const reports: ReportedAttachment[] = [];
  for (const file of listSealedFiles(pades)) reports.push(await judgeFile(file, question));
  return reports;
}

async function judgeFile(
  { bytes, description: _, ...file }: AttachedFile,
  question: Question,
): Promise<ReportedAttachment> {
  const report = { ...file, sha256: Buffer.from(sha256(bytes)).toString("hex"), bytes: bytes.length };
  if (!isLtvSdo(bytes)) return report;
  const sdo = readSdo(bytes);
  return { ...report, evidence: "seal" in sdo ? await judgeLtvSdo({ ...question, sdo }) : sdo };
}

function readSdo(bytes: Uint8Array): LtvSdo | Verdict {
  try {
    return readLtvSdo(bytes);
  } catch (error) {
    if (!(error instanceof SdoError || error instanceof XmlError || error instanceof OcesError)) throw error;
    const said = failed("not-intact", `The attached evidence cannot be read (${error.code}).`);
    return { ...conclude([{ rule: "evidence", ...said }]), subIndication: "FORMAT_FAILURE" };
  }
}
