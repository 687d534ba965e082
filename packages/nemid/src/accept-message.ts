/**
 * Decides whether a message is the log-in, or the signature over the document, that this flow asked for. Reading and judging are
 * packages/oces's; here stands what is demanded, and which of our codes each reason of the verifier's becomes.
 */
import {
  type Dialect,
  type Expectations,
  judgeMessageWithProof,
  type MessageReport,
  type NemidMessage,
  OcesError,
  type Reason,
  readMessage,
} from "@eid-gateway/oces";
import { XmlError } from "@eid-gateway/xmldsig";
import { isStylesheetName } from "./client/stylesheet-name.js";
import { fail, type NemidErrorCode } from "./errors/errors.js";
import { failOfWrongKind } from "./errors/wrong-kind.js";
import type { Known } from "./follow-up.js";
import type { Opened } from "./set-up.js";
import type { SignText } from "./sign-text.js";

/** How long a person may sit in the client; and how far ahead of us the clock that stamped may be. */
const longestCeremonyMs = 30 * 60_000;
const clockSkewMs = 3 * 60_000;

export interface Demands {
  readonly dialect: Dialect;
  readonly challenge: string;
  readonly since: Date; // when the client was asked
  readonly requestIssuer: readonly string[]; // the friendly name, and those it had over the years
  readonly signText?: SignText; // a signing: what must have been signed
}

/** @throws EidError with the code for the first reason that speaks against it; the findings go to the log's detail */
export async function acceptMessage(bytes: Uint8Array, demands: Demands, opened: Opened<unknown>): Promise<Known> {
  const { dialect, since, signText, ...expect } = demands;
  const message = read(bytes);
  if (message.namespace !== "2006/07")
    throw fail("nemid:invalidresponse", "a message of OCES I, which nobody signs any more");
  if (message.dialect !== dialect) throw fail("nemid:invalidresponse", "a message of NemID's other client");
  const at = opened.services.clock.now();
  const timeStamp = {
    notBefore: new Date(at.getTime() - longestCeremonyMs),
    notAfter: new Date(at.getTime() + clockSkewMs),
  };
  // The code file client's messages carry no time: their age is that of the challenge, which is fresh, ours, and signed.
  if (since < timeStamp.notBefore) throw fail("nemid:timeout", "the answer came too long after the client was asked");
  const { trust, revocation, kinds } = opened;
  const { report, validation } = await judgeMessageWithProof({
    message,
    at,
    trust,
    revocation,
    expect: { ...expect, ...whatWasSigned(signText), kinds, timeStamp },
  });
  const { signer, outcome } = report;
  if (outcome === "valid" && (signer?.kind === "POCES" || signer?.kind === "MOCES")) {
    if (signText) {
      refuseOtherContent(message, signText);
      refuseOtherStylesheetName(message, dialect === "keycard" ? signText.stylesheetName : undefined);
    }
    return { signer, message: bytes, report, validation };
  }
  const isLate = message.timeStamp !== undefined && message.timeStamp < timeStamp.notBefore;
  const accepting = { kinds, isSigning: signText !== undefined };
  throw refusal(report, accepting, report.reason === "wrong-time" && isLate);
}

function whatWasSigned(signText: SignText | undefined): Pick<Expectations, "action" | "document" | "stylesheet"> {
  if (signText === undefined) return { action: "logon" };
  const { bytes, stylesheet } = signText;
  return { action: "sign", document: { bytes }, ...(stylesheet && { stylesheet }) };
}

/**
 * The same bytes, but shown as another format, or with something beside them: nothing that this flow asked for was attached. The
 * vendor's own reader left both undone.
 */
function refuseOtherContent({ document, attachments }: NemidMessage, { mediaType }: SignText): void {
  if (document?.mediaType !== mediaType)
    throw fail(
      "nemid:otherdocument",
      `the document was signed as ${document?.mediaType ?? "nothing"}, not ${mediaType}`,
    );
  if (attachments.length > 0)
    throw fail("nemid:otherdocument", `${attachments.length} attachments were signed that nobody sent`);
}

/** @param name the client was given; the code file client is given none */
function refuseOtherStylesheetName({ properties }: NemidMessage, name: string | undefined): void {
  if (isStylesheetName([...properties.values()], name)) return;
  throw fail("nemid:otherdocument", "the message names another stylesheet than the client was given, or none");
}

function read(bytes: Uint8Array): NemidMessage {
  try {
    return readMessage(bytes);
  } catch (cause) {
    if (!(cause instanceof OcesError || cause instanceof XmlError)) throw cause;
    throw fail("nemid:invalidresponse", "the answer is not a NemID message", { cause });
  }
}

function refusal(
  { reason, findings }: MessageReport,
  accepting: Parameters<typeof failOfWrongKind>[0],
  isLate: boolean,
): Error {
  const code = isLate ? "nemid:timeout" : ((reason && codeOf[reason]) ?? "nemid:invalidresponse");
  const found = findings.filter(({ level }) => level !== "passed").map(({ rule, text }) => `${rule}: ${text}`);
  const why = [reason ?? "no reason given", reason && remedies[reason]].filter(Boolean).join("; ");
  const message = `NemID's answer is refused: ${why}`;
  const more = { detail: found.join("; ") };
  return code === "nemid:wrongcerttype" ? failOfWrongKind(accepting, message, more) : fail(code, message, more);
}

/** For the reasons that are more often a mistake in the configuration than an attack. */
const remedies: Readonly<Partial<Record<Reason, string>>> = {
  "wrong-request-issuer": "is the method's `requestIssuer` the friendly name registered with NemID for the VOCES?",
  "wrong-environment": "does `trust.environment` say whose certificates these are?",
  "revocation-unavailable": "are all origins in `revocation.hosts`, and can this host reach them?",
};

/** All others say that the message is not what this flow asked for. */
const codeOf: Readonly<Partial<Record<Reason, NemidErrorCode>>> = {
  "document-not-visible": "nemid:otherdocument",
  "other-document": "nemid:otherdocument",
  "other-stylesheet": "nemid:otherdocument",
  untrusted: "nemid:untrusted",
  "wrong-environment": "nemid:untrusted",
  "chain-refused": "nemid:untrusted",
  "weak-algorithm": "nemid:untrusted",
  "unsupported-chain": "nemid:untrusted",
  "wrong-key-usage": "nemid:untrusted",
  "wrong-policy": "nemid:untrusted",
  "wrong-kind": "nemid:wrongcerttype",
  "not-yet-valid": "nemid:certnotyetvalid",
  expired: "nemid:certexpired",
  revoked: "nemid:certrevoked",
  "revocation-unknown": "nemid:revocationunavailable",
  "revocation-unavailable": "nemid:revocationunavailable",
};
