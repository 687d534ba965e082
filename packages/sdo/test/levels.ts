import type { Finding } from "@eid-gateway/oces";

/** What did not pass, as "rule reason". */
export function complaints(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ level }) => level === "failed" || level === "undetermined")
    .map(({ rule, reason }) => `${rule} ${reason}`);
}
