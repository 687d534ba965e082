import type { Answer } from "@eid-gateway/oces";
import { answerContainer } from "../answer-container.js";
import { answerLtvSdo } from "../ltv-sdo/answer-questions.js";
import type { AsicReport } from "./judge-asic.js";

/** The five questions about a container. */
export function answerAsic({ seal, findings, contents }: AsicReport): readonly Answer[] {
  const inside = Object.values(contents).map((content) => ("seal" in content ? answerLtvSdo(content) : []));
  return answerContainer({ around: seal.findings, strange: findings, inside });
}
