/** What a report about a container says, in the form of those about messages. */
import type { SealReport } from "@eid-gateway/sdo";
import { type Content, describeSigner, type Fact } from "../report/content.js";
import { type Language, TEXTS } from "../report/texts.js";
import type { ContainerAnswer } from "./container-answer.js";
import { CONTAINER_TEXTS, type ContainerTexts } from "./container-texts.js";

export function collectContainerContent(file: string, answer: ContainerAnswer, language: Language): Content {
  const own = CONTAINER_TEXTS[language];
  const texts = {
    ...TEXTS[language],
    limits: own.limits,
    sections: { ...TEXTS[language].sections, signer: own.names },
  };
  const { report, answers, signatures, documents, parts } = answer;
  const { outcome, indication, subIndication, reason, container, seal, others = [] } = report;
  return {
    texts,
    head: [
      [texts.file, file],
      [own.container, `${container} (${seal.level})`],
      [texts.askedAbout, seal.at],
      [texts.inTheStandard, [indication, subIndication].filter(Boolean).join(" / ")],
      ...(reason ? [[texts.because, reason] as const] : []),
    ],
    verdict: texts.outcomes[outcome],
    tone: outcome === "indeterminate" ? "unsure" : outcome,
    body: {
      answers: answers.map(({ question, level }) => [texts.questions[question], texts.levels[level]]),
      signer: [
        ...[seal, ...others].flatMap((one) => describeSealer(one, own)),
        ...signatures.flatMap((one) => describeSigner(one, texts)),
      ],
      time: describeTime(seal, own),
      document: {
        facts: documents.map(({ name, mediaType, sha256 }): Fact => [`${name} (${mediaType})`, `SHA-256 ${sha256}`]),
        notes: documents.length > 0 ? [own.asAttachment] : [],
        properties: [],
      },
      steps: parts.flatMap(({ name, findings }) =>
        findings.map(({ rule, level, text }) => ({
          step: `${name}: ${rule}`,
          result: texts.results[level],
          evidence: text,
        })),
      ),
    },
  };
}

function describeSealer({ sealer }: SealReport, { sealedBy }: ContainerTexts): readonly Fact[] {
  return sealer ? [[sealedBy, sealer.subject]] : [];
}

function describeTime({ provenTime, signingTime }: SealReport, texts: ContainerTexts): string {
  if (provenTime !== undefined) return texts.provenTime(provenTime);
  return signingTime === undefined ? texts.noTime : texts.claimedTime(signingTime);
}
