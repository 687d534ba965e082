/**
 * What can be made to go wrong. Each scenario is a recipe of what differs from an honest answer:
 * who signs, what is said, what is done to the signed message, or what is posted in its place.
 */
import type { MessageAttack, MessageFaults } from "@eid-gateway/oces-testing";
import { ATTACK_LINES } from "./attack-lines.js";
import type { Statement } from "./response-properties.js";
import type { CertificateChoice } from "./scenario-certificates.js";
import { SIGNING_SCENARIOS } from "./signing-scenarios.js";

export interface Scenario {
  readonly id: string;
  readonly says: string;
  readonly needs?: "code";
  /** Where it means something; left out, in every flow. */
  readonly of?: "signing";
  readonly certificate?: CertificateChoice;
  readonly statement?: (honest: Statement) => Statement;
  readonly faults?: MessageFaults;
  readonly attack?: MessageAttack;
  readonly otherDialect?: true; // written as the other of the two clients would
  readonly content?: (answer: Answer) => string;
}

interface Answer {
  readonly honest: string; // base64 of the signed message
  readonly previous: string | undefined; // the same identity's last honest answer
}

const CERTIFICATES: Readonly<Record<CertificateChoice, string>> = {
  revoked: "a certificate that is revoked",
  expired: "a certificate that has expired",
  "not-yet-valid": "a certificate that is not valid yet",
  voces: "a company certificate",
  foces: "a function certificate",
  "production-policy": "a certificate whose policy is of the production environment",
  untrusted: "a certificate of another hierarchy with the same names",
  "without-signing": "a certificate whose key usage does not allow it",
  "foreign-key": "another key than the certificate's",
  "other-kind": "an employee's certificate for a person, a person's for an employee",
  "other-person": "the good certificate of a stranger",
};

const STATEMENTS: readonly (readonly [id: string, says: string, change: (honest: Statement) => Statement])[] = [
  ["challenge-other", "another challenge than was sent", (honest) => withChallenge(honest, "0123456789")],
  ["challenge-absent", "no challenge", (honest) => withChallenge(honest, undefined)],
  ["request-issuer-other", "another service provider", (honest) => ({ ...honest, requestIssuer: "Another Service" })],
  ["timestamp-other", "the time of an hour before", (honest) => ({ ...honest, timestamp: hourBefore(honest) })],
  ["timestamp-absent", "no time", (honest) => ({ ...honest, timestamp: undefined })],
  ["action-other", "that a log-in is a signing, and the reverse", swapAction],
];

const CONTENTS: readonly (readonly [id: string, says: string, content: (answer: Answer) => string])[] = [
  [
    "replay",
    "the identity's previous response again (the first time an honest one)",
    ({ honest, previous }) => previous ?? honest,
  ],
  ["truncated", "the first half of the message", ({ honest }) => firstHalf(honest)],
  ["garbage", "base64 of something that is no message", () => base64("neither a signed message nor an error code")],
  ["not-base64", "text that is not base64", () => "%%% not base64 %%%"],
  ["empty", "nothing", () => ""],
  ["unknown-code", "an error code nobody knows", () => base64("XYZ999")],
];

export const SCENARIOS: readonly Scenario[] = [
  { id: "none", says: "Behaves as it should, after the delay if one is given." },
  { id: "error-code", says: "Ends with an error code of the list, after the password.", needs: "code" },
  ...Object.entries(CERTIFICATES).map(([choice, what]) => signedWith(choice as CertificateChoice, what)),
  ...STATEMENTS.map(([id, what, statement]) => ({ id, says: `Says ${what}.`, statement })),
  ...SIGNING_SCENARIOS,
  { id: "tampered-signature", says: "Changes the signature value.", faults: { afterSigning: changeSignatureValue } },
  { id: "sha1", says: "Signs with SHA-1.", faults: { digest: "sha1" } },
  { id: "dialect-other", says: "Writes the message as the other of the two clients would.", otherDialect: true },
  ...Object.entries(ATTACK_LINES).map(([attack, says]) => attackBy(attack as MessageAttack, says)),
  ...CONTENTS.map(([id, what, content]) => ({ id, says: `Posts ${what}.`, content })),
];

export function findScenario(id: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.id === id);
}

function signedWith(certificate: CertificateChoice, what: string): Scenario {
  return { id: `certificate-${certificate}`, says: `Signs with ${what}.`, certificate };
}

function attackBy(attack: MessageAttack, says: string): Scenario {
  return { id: `attack-${attack}`, says, attack };
}

function withChallenge(honest: Statement, challenge: string | undefined): Statement {
  const signProperties = new Map(honest.signProperties);
  if (challenge === undefined) signProperties.delete("challenge");
  else signProperties.set("challenge", challenge);
  return { ...honest, signProperties };
}

function hourBefore({ timestamp }: Statement): Statement["timestamp"] {
  if (!timestamp) return undefined;
  const at = timestamp.at - 60 * 60_000;
  return { ...timestamp, at, sent: timestamp.base64 ? base64(String(at)) : String(at) };
}

function swapAction(honest: Statement): Statement {
  return { ...honest, action: honest.action === "logon" ? "sign" : "logon" };
}

function changeSignatureValue(document: string): string {
  const change = (_all: string, before: string, first: string) => before + (first === "A" ? "B" : "A");
  return document.replace(/(<ds:SignatureValue>\s*)(.)/, change);
}

function firstHalf(content: string): string {
  const bytes = Buffer.from(content, "base64");
  return bytes.subarray(0, bytes.length / 2).toString("base64");
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
