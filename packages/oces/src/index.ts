export type { Certificate, DistinguishedName, DistributionPoint, KeyUsage } from "./certificate/certificate.js";
export type {
  CompanySubject,
  EmployeeSubject,
  Environment,
  FunctionSubject,
  OcesKind,
  OcesSubject,
  PersonSubject,
} from "./certificate/oces-subject.js";
export type { Finding, Level, Outcome, Verdict } from "./judgement/finding.js";
export { REASONS, type Reason } from "./judgement/reasons.js";
export type { Dialect, MessageProperty, NemidMessage } from "./message/message.js";
export type {
  MessageReport,
  ReportedCertificate,
  ReportedRevocation,
  ReportedSigner,
} from "./message/message-report.js";
export { OcesError, type OcesErrorCode } from "./oces-error.js";
export type {
  RevocationAnswer,
  RevocationEvidence,
  RevocationQuestion,
  RevocationSource,
} from "./revocation/revocation.js";

// The functions below are declared so that others can be written against them; their bodies follow file by file.
import type { Certificate } from "./certificate/certificate.js";
import type { Environment, OcesKind, OcesSubject } from "./certificate/oces-subject.js";
import type { Verdict } from "./judgement/finding.js";
import type { NemidMessage } from "./message/message.js";
import type { MessageReport } from "./message/message-report.js";
import type { RevocationAnswer, RevocationSource } from "./revocation/revocation.js";

/** Opaque to callers: which anchors count, for which environment. */
export interface Trust {
  /** undefined: whatever environment the certificate's own policy names. */
  readonly environment: Environment | undefined;
  readonly fingerprints: ReadonlySet<string>;
  readonly certificates: readonly Certificate[];
}
/**
 * The anchors of nemid-protocol 10.4 for `environment`, and those of `anchors` (PEM text, or "sha256:<hex>").
 * Without an environment only `anchors` count.
 */
export declare function createTrust(given: { environment?: Environment; anchors?: readonly string[] }): Trust;

/** @throws OcesError "not-der" or "bad-certificate" */
export declare function readCertificate(der: Uint8Array): Certificate;
/** @throws OcesError "bad-subject" when serialNumber and policy do not name the same kind */
export declare function readOcesSubject(certificate: Certificate): OcesSubject;

/** Full CRLs and OCSP answers at hand (DER or PEM); nothing is fetched. */
export declare function offlineRevocation(given: {
  crls?: readonly Uint8Array[];
  ocsp?: readonly Uint8Array[];
}): RevocationSource;
/** OCSP first, the full CRL when that fails; only at the origins in `hosts` ("http://ocsp.example:8090"). */
export declare function onlineRevocation(given: {
  fetch: typeof globalThis.fetch;
  cached<T>(key: string, load: () => Promise<{ readonly value: T; readonly until: Date }>): Promise<T>;
  clock: { now(): Date };
  hosts: readonly string[];
}): RevocationSource;

/** Reads XML, or base64 of XML. @throws OcesError, or xmldsig's XmlError, when it is not built as NemID built its messages */
export declare function readMessage(bytes: Uint8Array): NemidMessage;

/** What the caller demands of a message besides being genuine. Left out: not checked, and said so in the findings. */
export interface Expectations {
  readonly action?: "logon" | "sign";
  readonly challenge?: string; // demanded when given; compared in constant time
  readonly requestIssuer?: string;
  readonly kinds?: readonly OcesKind[]; // default POCES and MOCES
  readonly timeStamp?: { readonly notBefore: Date; readonly notAfter: Date };
}
export declare function judgeMessage(given: {
  readonly message: NemidMessage;
  readonly at: Date;
  readonly trust: Trust;
  readonly revocation: RevocationSource;
  readonly expect?: Expectations;
  readonly requireCaRevocation?: boolean; // false: a CA without a list is "unchecked"
}): Promise<MessageReport>;

/** Everything about one certificate that the rules look at. */
export interface CertificateFacts {
  readonly certificate: Certificate;
  readonly subject: OcesSubject | undefined;
  readonly chain: readonly Certificate[];
  readonly anchor: Certificate | undefined;
  readonly trust: Trust;
  readonly at: Date;
  readonly kinds: readonly OcesKind[];
  readonly revocation: readonly RevocationAnswer[]; // one for each certificate of the chain below the anchor
  readonly requireCaRevocation: boolean;
}
/** Builds the chain, reads the subject, and asks about revocation once the chain has reached an anchor. */
export declare function collectCertificateFacts(given: {
  readonly certificate: Certificate;
  readonly untrusted: readonly Certificate[];
  readonly trust: Trust;
  readonly revocation: RevocationSource;
  readonly at: Date;
  readonly kinds?: readonly OcesKind[];
  readonly requireCaRevocation?: boolean;
}): Promise<CertificateFacts>;
export declare function judgeCertificate(facts: CertificateFacts): Verdict;
