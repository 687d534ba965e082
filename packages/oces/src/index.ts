/**
 * OCES certificates and the messages signed with them.
 *
 *   readMessage -> NemidMessage --+                     +-- rules about the message
 *                                 +--> judgeMessage ----+-- rules about the certificate  --> MessageReport
 *   createTrust, a source of      |    (collect, then judge)
 *   revocation answers -----------+
 *
 * Facts are read strictly and thrown about (OcesError, xmldsig's XmlError) when they cannot be; whether they are good enough is
 * never thrown but reported, every finding of it. Writing messages, and what a service does with an identity, is for others.
 */
export type {
  Certificate,
  DistinguishedName,
  DistributionPoint,
  KeyUsage,
  NameConstraints,
} from "./certificate/certificate.js";
export type { GeneralName } from "./certificate/general-name.js";
export type {
  CompanySubject,
  EmployeeSubject,
  Environment,
  FunctionSubject,
  OcesKind,
  OcesSubject,
  PersonSubject,
} from "./certificate/oces-subject.js";
export { readCertificate } from "./certificate/read-certificate.js";
export { readCertificates } from "./certificate/read-certificates.js";
export { readOcesSubject } from "./certificate/read-oces-subject.js";
export type { SignatureAlgorithm } from "./certificate/signature-algorithm.js";
export type { SignatureCheck, SignatureRules } from "./certificate/verify-signature.js";
export { applyRules, type Rules } from "./judgement/apply-rules.js";
export { type CertificateFacts, type CertificateQuestion, collectCertificateFacts } from "./judgement/facts.js";
export {
  conclude,
  type Finding,
  failed,
  type Level,
  type Outcome,
  passed,
  type Said,
  unchecked,
  undetermined,
  type Verdict,
} from "./judgement/finding.js";
export { type Indicated, type Indication, indicateRefusal, type SubIndication } from "./judgement/indications.js";
export { judgeCertificate } from "./judgement/judge-certificate.js";
export { type ChainReport, judgeChain } from "./judgement/judge-chain.js";
export { judgeOcspAnswer, type OcspQuestion, type OcspReport } from "./judgement/judge-ocsp-answer.js";
export { REASONS, type Reason } from "./judgement/reasons.js";
export type { ValidationData } from "./judgement/validation-data.js";
export { type Answer, type AnswerLevel, answerQuestions, type Question } from "./message/answer-questions.js";
export type { Expectations, ExpectedDocument } from "./message/expectations.js";
export {
  type JudgedMessage,
  judgeMessage,
  judgeMessageWithProof,
  type MessageQuestion,
} from "./message/judge-message.js";
export {
  type Dialect,
  findProperty,
  isLoginAction,
  type MessageProperty,
  type NemidMessage,
} from "./message/message.js";
export type {
  MessageReport,
  ReportedCertificate,
  ReportedDocument,
  ReportedRevocation,
  ReportedSigner,
} from "./message/message-report.js";
export type { Namespace } from "./message/namespace.js";
export { type ReadMessageOptions, readMessage } from "./message/read-message.js";
export { readTimeStamp } from "./message/read-time-stamp.js";
export type {
  DocumentMediaType,
  DocumentPlace,
  SignedAttachment,
  SignedDocumentPart,
  SignedDocuments,
} from "./message/signed-document.js";
export { reportCertificate } from "./message/write-report.js";
export { OcesError, type OcesErrorCode } from "./oces-error.js";
export { fetchBytes } from "./revocation/fetch-bytes.js";
export { offlineRevocation } from "./revocation/offline-revocation.js";
export { type OnlineRevocation, onlineRevocation } from "./revocation/online-revocation.js";
export { type RevocationList, readCrls } from "./revocation/read-crl.js";
export { type OcspAnswer, readOcspAnswer, readOcspAnswers } from "./revocation/read-ocsp.js";
export type {
  RevocationAnswer,
  RevocationEvidence,
  RevocationQuestion,
  RevocationSource,
} from "./revocation/revocation.js";
export { BUILT_IN_ANCHORS } from "./trust/built-in-anchors.js";
export type { ChainQuestion } from "./trust/find-chains.js";
export { createTrust, type Trust } from "./trust/trust.js";
