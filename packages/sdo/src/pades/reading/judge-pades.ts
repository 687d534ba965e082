/**
 * Judges a sealed PDF (EN 319 102-1 sections 5.5 and 5.6), or one that several have signed in turn: the file first, for a seal over
 * something else than what is shown is worth nothing; then, of each signature, time-stamps from the youngest to the oldest and itself at
 * the time that they prove; and at last the LTV-SDOs that are attached, read from the file as it was sealed first.
 */
import { applyRules, conclude, type Rules, type Verdict } from "@eid-gateway/oces";
import { decideOver } from "../../decision.js";
import { demandFinding } from "../../demand-rule.js";
import type { LtvSdoQuestion } from "../../ltv-sdo/judge-ltv-sdo.js";
import type { SealReport } from "../../xades/seal-report.js";
import { judgeAttachments } from "./judge-attachments.js";
import { asVerdict, findSeals, judgePadesSeal } from "./judge-pades-seal.js";
import type { Pades } from "./pades.js";
import type { PadesReport } from "./pades-report.js";
import * as rules from "./pades-rules.js";

export interface PadesQuestion extends Omit<LtvSdoQuestion, "sdo"> {
  readonly pades: Pades;
}

/** In the order in which their reasons win. */
const STRUCTURE: Rules<Pades> = {
  "byte-range": rules.coverTheirRevisions,
  end: rules.endsWhereItEnds,
  seals: rules.beginWithASigner,
  permissions: rules.permitFurtherSigners,
  changes: rules.onlyProofWasAdded,
  looks: rules.areUnseenOnceSigned,
  fields: rules.standInFields,
  readings: rules.hasOneReading,
};

/** Whether what is shown is what was sealed. */
export function judgeStructure(pades: Pades): Verdict {
  return applyRules(STRUCTURE, pades);
}

/**
 * A report, never an exception. Only the outcome "valid" is a yes.
 *
 * @param question `sealTrust`: where seal and time-stamps must lead to, the seals of attached LTV-SDOs too; `trust`: where signers' certificates must
 * @example
 * const report = await judgePades({ pades: readPades(bytes), sealTrust, trust, now: clock.now() });
 */
export async function judgePades(question: PadesQuestion): Promise<PadesReport> {
  const { pades, now } = question;
  const structure = judgeStructure(pades);
  const [first, ...further] = findSeals(pades);
  const seal = await judgePadesSeal(question, first);
  const others: SealReport[] = [];
  for (const each of further) others.push(await judgePadesSeal(question, each));
  // What is attached was there when the seal was time-stamped, whatever has expired since.
  const inside = { ...question, now: new Date(seal.provenTime ?? now) };
  const attachments = await judgeAttachments(pades, inside);
  const evidence = attachments.flatMap((attachment) => (attachment.evidence ? [attachment.evidence] : []));
  const verdicts = evidence.map((each) => ({ ...each, findings: [] }));
  const demands = conclude([demandFinding(question.expect, evidence.length)]);
  const decision = decideOver([structure, ...[seal, ...others].map(asVerdict), ...verdicts, demands]);
  return { ...decision, container: "pades", structure, seal, others, attachments, findings: demands.findings };
}
