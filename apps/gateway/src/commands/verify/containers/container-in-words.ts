/** The answer about a container in words, for a terminal. */
import { MARKS, OUTCOMES } from "../describe-report.js";
import type { ContainerAnswer } from "./container-answer.js";

export function describeContainer(
  file: string,
  { report, signatures, documents, parts }: ContainerAnswer,
): readonly string[] {
  const { container, outcome, reason, indication, subIndication, seal } = report;
  const time = seal.provenTime ?? `${seal.at}, which nothing proves`;
  return [
    `${file}: ${OUTCOMES[outcome]}${reason ? ` (${reason})` : ""}, ${container} of level ${seal.level}, sealed at ${time}`,
    ...(seal.sealer ? [`  sealed by   ${seal.sealer.subject}`] : []),
    ...seal.timestamps.map(
      ({ kind, time: stated, authority }) => `  time-stamp  ${stated} (${kind})${authority ? ` by ${authority}` : ""}`,
    ),
    ...signatures.flatMap(({ signer }) =>
      signer ? [`  signer      ${signer.name}, ${signer.identifier} (${signer.kind}, ${signer.environment})`] : [],
    ),
    `  EN 319 102-1 ${[indication, subIndication].filter(Boolean).join(" / ")}`,
    ...documents.map(({ name, mediaType, sha256 }) => `  document    ${name}, ${mediaType}, sha256:${sha256}`),
    ...parts.flatMap(({ name, findings }) =>
      findings.map(({ level, rule, text }) => `  ${MARKS[level]}${name}: ${rule}: ${text}`),
    ),
  ];
}
