/**
 * What NemID's client can answer instead of a signed message, as data: code, handling class, meaning for the operator, sentence
 * for the person. Meanings after the vendor's own list of codes; a code of the right shape that is missing here is `unknown`.
 */
import type { Category } from "@eid-gateway/core";
import type { clientSentences } from "./client-sentences.js";

/**
 * T technical: try again. I integration: the set-up is wrong, nobody can log in. C cancelled, or let lapse. N NemID support must
 * help. Q quarantined: wait. U the person can put it right at once.
 */
export type HandlingClass = "T" | "I" | "C" | "N" | "Q" | "U";

export interface ClientCode {
  readonly handling: HandlingClass;
  readonly meaning: string;
  readonly sentence: keyof typeof clientSentences;
}

export const clientCodes = {
  APP001: code("I", "setUp", "parameters unreadable, incomplete or unknown, wrong origin, or the digest differs"),
  APP002: code("I", "document", "the sign text is not allowed or differs from its remote hash"),
  APP003: code("N", "support", "unrecoverable error inside the client"),
  APP004: code("I", "setUp", "a session cannot be resumed and step-up is not allowed"),
  APP005: code("U", "letRun", "the person did not trust the applet"),
  APP007: code("I", "setUp", "a mandatory parameter is missing or unknown, or wrong origin"),
  APP008: code("I", "setUp", "a combination of parameters that is not allowed"),
  APP009: code("T", "technical", "invalid internal session header"),
  APP010: code("T", "technical", "the client could not start"),

  SRV001: code("I", "setUp", "the signature on the parameters does not verify: see the VOCES"),
  SRV002: code("I", "setUp", "the request could not be parsed"),
  SRV003: code("I", "setUp", "the time stamp is outside the window: see this host's clock"),
  SRV004: code("N", "support", "unrecoverable error in the operator's server"),
  SRV005: code("I", "setUp", "the service provider is unknown: see the agreement and the VOCES"),
  SRV006: code("C", "timedOut", "the server's session was lost, mostly from idling"),
  SRV007: code("U", "updateApp", "the client software is too old"),
  SRV008: code("I", "setUp", "identity protection was demanded in a SAML request"),
  SRV009: code("T", "technical", "no published meaning"),
  SRV010: code(
    "I",
    "setUp",
    "this client is not available to the service provider, or its VOCES is not enrolled or not valid",
  ),
  SRV011: code("I", "setUp", "the transaction context is longer than 100 characters"),
  SRV012: code("T", "connection", "the person's address changed in mid-flow"),

  AUTH001: code("N", "temporaryBlocked", "too many tries with the activation PIN, which is revoked"),
  AUTH003: code("N", "bankAgreement", "no agreement with the bank"),
  AUTH004: code("Q", "quarantined", "quarantined by an earlier session"),
  AUTH005: code("N", "blocked", "locked for good by an earlier session"),
  AUTH006: code("N", "cardUsedUp", "no codes left and no new card on its way"),
  AUTH007: code("N", "passwordBlocked", "the device's password was revoked by an earlier session"),
  AUTH008: code("N", "notActivated", "not activated, and no live activation PIN"),
  AUTH009: code("T", "technical", "an established session could not be resumed"),
  AUTH010: code("T", "oneAtATime", "an answer to a challenge that is not the latest"),
  AUTH011: code("U", "temporaryOnMobile", "an activation PIN in the mobile client, which cannot take it"),
  AUTH012: code("T", "technical", "the one-time code's challenge expired"),
  AUTH013: code("T", "technical", "split two-factor is not possible"),
  AUTH014: code("T", "technical", "no published meaning"),
  AUTH015: code("T", "technical", "no published meaning"),
  AUTH016: code("T", "technical", "no published meaning"),
  AUTH017: code("U", "browser", "the browser's environment prevents the client"),
  AUTH018: code("N", "appRevoked", "the code app was revoked while in use"),
  AUTH019: code("U", "otherDevice", "the code card is not allowed here and the person has nothing else"),
  AUTH020: code("U", "twoFactors", "the one-factor tries are used up"),
  AUTH021: code("N", "level", "the identity level is not sufficient"),

  LOCK001: code("Q", "quarantineBegins", "wrong password too often: quarantine begins"),
  LOCK002: code("N", "blocked", "wrong password too often: locked for good"),
  LOCK003: code("N", "blocked", "wrong one-time codes too often: the device is revoked"),

  CAN001: code("N", "activationInterrupted", "cancelled after using an activation PIN, which is now void"),
  CAN002: code("C", "cancelled", "the person pressed cancel"),
  CAN003: code("C", "timedOut", "the client timed out, or another app took over"),
  CAN004: code("C", "ended", "the bank's app logged out during the flow"),
  CAN005: code("C", "notApproved", "no answer from the code app in time"),
  CAN006: code("U", "threeApps", "enrolling a code app: the limit of three is reached"),
  CAN007: code("C", "rejected", "rejected in the code app"),
  CAN008: code("C", "replaced", "a newer request replaced this one in the code app"),

  OCES001: code("N", "bankOnly", "the person has opted out of OCES"),
  OCES002: code("N", "addSignature", "the person is not qualified for OCES"),
  OCES003: code("U", "otherNemid", "another of the person's devices has OCES, this one has not"),
  OCES004: code("N", "bankOnly", "no CPR number, under 15, or a bank employee's identity"),
  OCES005: code("T", "notIssued", "issuing the certificate failed"),
  OCES006: code("N", "noSignature", "no active OCES on any device"),

  CAPP001: code("N", "appNotActivated", "enrolment: restricted kind of identity"),
  CAPP002: code("N", "appNotActivated", "enrolment: suspension rules"),
  CAPP003: code("N", "appNotActivated", "enrolment: the app id is not active"),
  CAPP004: code("N", "appSuspended", "approving with a suspended or revoked code app"),
  CAPP006: code("N", "appNotActivated", "activation: no such app for this person"),
  CAPP007: code("N", "appNotActivated", "activation: the app has the wrong status"),
  CAPP008: code("Q", "wait", "activation: the waiting period is not over"),
  CAPP009: code("Q", "wait", "activation: the waiting period is not over"),
  CAPP010: code("N", "appNotActivated", "PIN reset: the app is not active"),
  CAPP011: code("T", "technical", "an administrative challenge failed validation"),
  CAPP012: code("N", "appNotActivated", "enrolment: unknown app id"),
  CAPP013: code("N", "appNotActivated", "enrolment: the software's fingerprint is wrong or not approved"),

  LIB002: code("T", "network", "network problem"),
  unknown: code("T", "unknown", "a code this list does not have; the log names it"),
} as const satisfies Record<string, ClientCode>;

export type ClientCodeName = keyof typeof clientCodes;

/** Who is to blame decides what the relying party is told. */
export const categoryOf: Readonly<Record<HandlingClass, Category>> = {
  T: "refused",
  I: "misconfigured",
  C: "cancelled",
  N: "refused",
  Q: "refused",
  U: "refused",
};

function code(handling: HandlingClass, sentence: ClientCode["sentence"], meaning: string): ClientCode {
  return { handling, sentence, meaning };
}
