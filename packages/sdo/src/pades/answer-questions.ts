import type { Answer } from "@eid-gateway/oces";
import { answerContainer } from "../answer-container.js";
import { answerLtvSdo } from "../ltv-sdo/answer-questions.js";
import type { PadesReport } from "./reading/pades-report.js";

/** The five questions about a sealed PDF. Pages are for reading: what was signed is in the evidence. */
export function answerPades({ structure, seal, others, attachments }: PadesReport): readonly Answer[] {
  const inside = attachments.flatMap(({ evidence }) =>
    evidence ? ["seal" in evidence ? answerLtvSdo(evidence) : []] : [],
  );
  return answerContainer({
    around: [structure, seal, ...others].flatMap(({ findings }) => findings),
    strange: [],
    inside,
  });
}
