/** A verifier's report in words, for a terminal. */
import type { MessageReport } from "@eid-gateway/oces";

export const OUTCOMES = { valid: "VALID", invalid: "NOT VALID", indeterminate: "CANNOT TELL" } as const;
export const MARKS = { passed: "ok  ", failed: "NO  ", undetermined: "?   ", unchecked: "-   " } as const;

export function describeReport(file: string, report: MessageReport): readonly string[] {
  const {
    outcome,
    reason,
    at,
    signer,
    document,
    claimedTime,
    indication,
    subIndication,
    chain,
    anchor,
    findings,
    revocation,
  } = report;
  return [
    `${file}: ${OUTCOMES[outcome]}${reason ? ` (${reason})` : ""} at ${at}`,
    ...(signer ? [`  signer      ${signer.name}, ${signer.identifier} (${signer.kind}, ${signer.environment})`] : []),
    ...chain.map(
      ({ subject, notBefore, notAfter }, depth) =>
        `  ${depth === 0 ? "certificate" : "issued by  "} ${subject}, ${notBefore} to ${notAfter}`,
    ),
    ...(anchor ? [`  anchor      sha256:${anchor}`] : []),
    ...(revocation ? [`  revocation  ${revocation.status}${revocation.source ? ` by ${revocation.source}` : ""}`] : []),
    `  EN 319 102-1 ${[indication, subIndication].filter(Boolean).join(" / ")}`,
    ...(claimedTime ? [`  its own time ${claimedTime}: the client's word, which nobody vouches for`] : []),
    ...(document ? [`  document    ${describeDocument(document)}`] : []),
    ...findings.map(({ level, rule, text }) => `  ${MARKS[level]}${rule}: ${text}`),
  ];
}

function describeDocument({ mediaType, bytes, from, sha256 }: NonNullable<MessageReport["document"]>): string {
  const place =
    from === "both" ? "as a property and as an object" : `as ${from === "object" ? "an object" : "a property"}`;
  return `${mediaType}, ${bytes} bytes, ${place}, sha256:${sha256}`;
}
