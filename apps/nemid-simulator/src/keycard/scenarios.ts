/**
 * What can be made to go wrong: each scenario is a recipe of what differs from an honest answer.
 *
 *   certificate   who signs            statement   what is said, then signed
 *   faults        how it is signed     content     what is posted in place of the signed message
 */
import type { IssuedCertificate, MessageFaults } from "@eid-gateway/oces-testing";
import type { Statement } from "./response-properties.js";
import type { CertificateChoice } from "./scenario-certificates.js";

export interface Answer {
  readonly honest: string; // base64 of the signed message
  readonly previous: string | undefined; // the same identity's last honest answer
}

export interface Scenario {
  readonly id: string;
  readonly says: string;
  readonly needs?: "code";
  readonly certificate?: CertificateChoice;
  readonly statement?: (honest: Statement) => Statement;
  readonly faults?: (honest: Statement) => MessageFaults;
  readonly content?: (answer: Answer) => string;
}

export const SCENARIOS: readonly Scenario[] = [
  { id: "none", says: "Behaves as it should." },
  { id: "error", says: "Ends with an error code after the password.", needs: "code" },

  { id: "certificate-revoked", says: "Signs with a certificate that is revoked.", certificate: "revoked" },
  { id: "certificate-expired", says: "Signs with a certificate that has expired.", certificate: "expired" },
  {
    id: "certificate-not-yet-valid",
    says: "Signs with a certificate that is not valid yet.",
    certificate: "not-yet-valid",
  },
  { id: "certificate-voces", says: "Signs with a company certificate.", certificate: "voces" },
  { id: "certificate-foces", says: "Signs with a function certificate.", certificate: "foces" },
  {
    id: "certificate-production-policy",
    says: "Signs with a certificate whose policy is of the production environment.",
    certificate: "production-policy",
  },
  {
    id: "certificate-untrusted",
    says: "Signs with a certificate of another hierarchy with the same names.",
    certificate: "untrusted",
  },
  {
    id: "certificate-without-signing",
    says: "Signs with a certificate whose key usage does not allow it.",
    certificate: "without-signing",
  },

  {
    id: "challenge-other",
    says: "Says another challenge than was sent.",
    statement: (honest) => withChallenge(honest, "0123456789"),
  },
  { id: "challenge-absent", says: "Says no challenge.", statement: (honest) => withChallenge(honest, undefined) },
  {
    id: "request-issuer-other",
    says: "Names another service provider.",
    statement: (honest) => ({ ...honest, requestIssuer: "Another Service" }),
  },
  {
    id: "timestamp-other",
    says: "Says the time stamp of an hour before.",
    statement: (honest) => ({ ...honest, timestamp: hourBefore(honest) }),
  },
  { id: "timestamp-absent", says: "Says no time stamp.", statement: (honest) => ({ ...honest, timestamp: undefined }) },
  { id: "action-other", says: "Says sign for a log-in and logon for a signing.", statement: swapAction },

  {
    id: "replay",
    says: "Posts the identity's previous response again (the first time: an honest one).",
    content: ({ honest, previous }) => previous ?? honest,
  },
  {
    id: "tampered-property",
    says: "Changes the challenge after signing.",
    faults: () => ({ afterSigning: changeChallenge }),
  },
  {
    id: "tampered-signature",
    says: "Changes the signature value.",
    faults: () => ({ afterSigning: changeSignatureValue }),
  },
  {
    id: "tampered-certificate",
    says: "Is signed with another key than the certificate's.",
    certificate: "foreign-key",
  },
  {
    id: "wrapped",
    says: "Hides an old signed object behind a forged one with the right challenge.",
    statement: (honest) => withChallenge(honest, OLD_CHALLENGE),
    faults: wrap,
  },
  {
    id: "two-objects",
    says: "Holds the signed object twice.",
    faults: () => ({ afterSigning: (document) => document.replace(SIGNED_OBJECT, "$&$&") }),
  },
  { id: "doctype", says: "Begins with a document type declaration.", faults: () => ({ afterSigning: addDoctype }) },
  {
    id: "comment-in-value",
    says: "Holds a comment inside a signed value.",
    faults: () => ({ afterSigning: (document) => document.replace(/(<openoces:Value[^>]*>)(.)/, "$1$2<!-- -->") }),
  },
  { id: "sha1", says: "Uses SHA-1.", faults: () => ({ digest: "sha1" }) },

  { id: "truncated", says: "Posts the first half of the message.", content: ({ honest }) => cut(honest) },
  {
    id: "garbage",
    says: "Posts base64 of something that is no message.",
    content: () => base64("this is no signed message, and no error code either"),
  },
  { id: "not-base64", says: "Posts text that is not base64.", content: () => "%%% not base64 %%%" },
  { id: "empty", says: "Posts nothing.", content: () => "" },
  { id: "unknown-code", says: "Posts an error code nobody knows.", content: () => base64("XYZ999") },
];

export function findScenario(id: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.id === id);
}

export type ScenarioCertificate = (choice: CertificateChoice) => Promise<IssuedCertificate>;

const OLD_CHALLENGE = "999999999999";
const SIGNED_OBJECT = /<ds:Object .*?<\/ds:Object>/s;

function withChallenge(honest: Statement, challenge: string | undefined): Statement {
  const signProperties = new Map(honest.signProperties);
  if (challenge === undefined) signProperties.delete("challenge");
  else signProperties.set("challenge", challenge);
  return { ...honest, signProperties };
}

function hourBefore({ timestamp }: Statement): Statement["timestamp"] {
  if (!timestamp) return undefined;
  const at = timestamp.at - 60 * 60_000;
  const sent = String(at);
  return { ...timestamp, at, sent: timestamp.base64 ? base64(sent) : sent };
}

function swapAction(honest: Statement): Statement {
  return { ...honest, action: honest.action === "logon" ? "sign" : "logon" };
}

/** The statement is already the old one; the forged object says what this log-in's would. */
function wrap(honest: Statement): MessageFaults {
  const challenge = honest.signProperties.get("challenge") ?? "";
  const forge = (object: string) => object.replace(OLD_CHALLENGE, () => challenge);
  return { afterSigning: (document) => document.replace(SIGNED_OBJECT, (object) => forge(object) + object) };
}

function changeChallenge(document: string): string {
  return document.replace(/(<openoces:Name>challenge<\/openoces:Name><openoces:Value[^>]*>)[^<]*/, "$10123456789");
}

function changeSignatureValue(document: string): string {
  return document.replace(
    /(<ds:SignatureValue>\s*)(.)/,
    (_all, before: string, first: string) => before + (first === "A" ? "B" : "A"),
  );
}

function addDoctype(document: string): string {
  return document.replace("?>", '?>\n<!DOCTYPE openoces:signature [<!ENTITY x "y">]>');
}

function cut(content: string): string {
  const bytes = Buffer.from(content, "base64");
  return bytes.subarray(0, bytes.length / 2).toString("base64");
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
