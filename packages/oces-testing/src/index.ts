/**
 * A certificate authority for tests of OCES software, and a signer of the messages its holders send.
 *
 *   createTestCa ── issuePoces / issueMoces / issueVoces / issueFoces ──> IssuedCertificate
 *        │                                                                    │
 *        ├── revoke, crl, ocsp           (healthy, or with a named fault)     ├── toPkcs12
 *        ├── issueTimestamper ──────────> answerTimestampRequest              │
 *        └── openTestCa: the same, kept in a folder                           └── signMessage ──> XML
 *
 * Reads nothing of the software it tests: it is a second reading of the same specifications, written with a plain DER
 * writer and node:crypto. Never a production dependency.
 */
export type { MessageKind } from "./attacks/attack.js";
export {
  type AttackFamily,
  type AttackName,
  type AttackTraits,
  attackMessage,
  attacksOn,
} from "./attacks/attack-message.js";
export type { AttackMeans } from "./attacks/scene.js";
export type { CaCertificate } from "./certificates/ca-certificate.js";
export type {
  CaOptions,
  CertificateFaults,
  FocesOptions,
  HolderOptions,
  KeyUsage,
  MocesOptions,
  OcesKind,
  PocesOptions,
  RawExtension,
  Revocation,
  RevocationReason,
  ServerOptions,
  VocesOptions,
} from "./certificates/certificate-options.js";
export type { ChainConstraints, NameSubtree } from "./certificates/chain-constraints.js";
export type { HolderSubject, IssuedCertificate } from "./certificates/issued-certificate.js";
export type { RollOver } from "./certificates/roll-over.js";
export { freshKeys, type KeyRole, type KeySource } from "./keys/key-source.js";
export { testKeys } from "./keys/test-keys.js";
export { type LoginStatement, loginProperties } from "./messages/login-properties.js";
export { type MessageAttack, messageAttacks } from "./messages/message-attacks.js";
export type {
  MessageCertificate,
  MessageDialect,
  MessageDocument,
  MessageFaults,
  MessageOptions,
  MessageProperty,
} from "./messages/message-options.js";
export type { MessageStyle } from "./messages/message-style.js";
export type { Forgery } from "./messages/message-surgery.js";
export type { OpenocesNamespace } from "./messages/openoces-namespace.js";
export { signMessage } from "./messages/sign-message.js";
export { type Attachment, type SigningContent, signingProperties } from "./messages/signing-content.js";
export { type Mutated, type MutationName, mutate, mutationsOf } from "./mutation/mutate.js";
export { type KeptTestCaOptions, openTestCa } from "./open-test-ca.js";
export type { CrlEntry, CrlOptions, OcspOptions } from "./revocation/revocation-options.js";
export { type OcspSubject, writeOcspRequest } from "./revocation/write-ocsp-request.js";
export { createTestCa, type TestCa, type TestCaOptions } from "./test-ca.js";
export { answerTimestampRequest } from "./timestamp/answer-timestamp-request.js";
export { issueTimestamper, type TimestamperPurpose } from "./timestamp/issue-timestamper.js";
export type { TimestampFault, TimestampOptions } from "./timestamp/timestamp-options.js";
