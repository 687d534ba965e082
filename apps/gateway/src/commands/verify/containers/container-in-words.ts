/** The answer about a container in words, for a terminal. */
import type { SealReport } from "@eid-gateway/sdo";
import { MARKS, OUTCOMES } from "../describe-report.js";
import type { ContainerAnswer } from "./container-answer.js";

export function describeContainer(
  file: string,
  { report, signatures, documents, parts }: ContainerAnswer,
): readonly string[] {
  const { container, outcome, reason, indication, subIndication, seal, others = [] } = report;
  const time = seal.provenTime ?? `${seal.at}, which nothing proves`;
  return [
    `${file}: ${OUTCOMES[outcome]}${reason ? ` (${reason})` : ""}, ${container} of level ${seal.level}, sealed at ${time}`,
    ...describeSeal(seal, "sealed by   "),
    ...others.flatMap((other) => describeSeal(other, "then by     ")),
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

function describeSeal({ sealer, timestamps }: SealReport, by: string): readonly string[] {
  return [
    ...(sealer ? [`  ${by}${sealer.subject}`] : []),
    ...timestamps.map(
      ({ kind, time, authority }) => `  time-stamp  ${time} (${kind})${authority ? ` by ${authority}` : ""}`,
    ),
  ];
}
