/** An answer in words for a terminal, and as one line of JSON. */
import type { Certificate, Verdict } from "@eid-gateway/oces";
import { EXIT } from "../command.js";
import { neutralize } from "../verify/neutralize.js";

const OUTCOMES = { valid: "VALID", invalid: "NOT VALID", indeterminate: "CANNOT TELL" } as const;
const VALID = { valid: true, invalid: false, indeterminate: null } as const;
const MARKS = { passed: "ok  ", failed: "NO  ", undetermined: "?   ", unchecked: "-   " } as const;
const CODES = { valid: EXIT.ok, invalid: EXIT.invalid, indeterminate: EXIT.cannotTell } as const;

/** Headline, the lines of the command's own, and every finding. */
export function inWords(file: string, verdict: Verdict, at: Date, own: readonly string[]): string {
  const { outcome, reason, findings } = verdict;
  return [
    `${file}: ${OUTCOMES[outcome]}${reason ? ` (${reason})` : ""} at ${at.toISOString()}`,
    ...own.map((line) => `  ${line}`),
    ...findings.map(({ level, rule, text }) => `  ${MARKS[level]}${rule}: ${text}`),
  ]
    .map(neutralize)
    .join("\n");
}

export function inJson(file: string, verdict: Verdict, at: Date, own: Readonly<Record<string, unknown>>): string {
  const { outcome, findings, reason } = verdict;
  return JSON.stringify({ file, valid: VALID[outcome], outcome, reason, at: at.toISOString(), ...own, findings });
}

export function exitCodeOf({ outcome }: Verdict): number {
  return CODES[outcome];
}

/** A file that was to be judged and is not what it should be. */
export function tellUnreadable(given: {
  readonly file: string;
  readonly reason: "unreadable" | "not-a-certificate" | "not-an-ocsp-answer";
  readonly problem: string;
  readonly json: boolean;
}): number {
  const { json, ...answer } = given;
  const words = {
    unreadable: "CANNOT READ",
    "not-a-certificate": "NOT A CERTIFICATE",
    "not-an-ocsp-answer": "NOT AN OCSP ANSWER",
  };
  console.log(
    json
      ? JSON.stringify({ ...answer, valid: null })
      : neutralize(`${given.file}: ${words[given.reason]} (${given.reason}): ${given.problem}`),
  );
  return given.reason === "unreadable" ? EXIT.wrongUsage : EXIT.notAMessage;
}

export function describeCertificate({ subject, serial, notBefore, notAfter }: Certificate): string {
  return `${subject.text}, serial ${serial}, ${notBefore.toISOString()} to ${notAfter.toISOString()}`;
}

export function certificateInJson(certificate: Certificate): Readonly<Record<string, unknown>> {
  const { subject, issuer, serial, fingerprint, notBefore, notAfter, policies } = certificate;
  return {
    subject: subject.text,
    issuer: issuer.text,
    serial,
    sha256: fingerprint,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    policies,
  };
}
