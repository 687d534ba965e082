/**
 * A certificate authority for tests of OCES software, and a signer of the messages its holders send.
 *
 *   createTestCa ── issuePoces / issueMoces / issueVoces / issueFoces ──> IssuedCertificate
 *        │                                                                    │
 *        ├── revoke, crl, ocsp           (healthy, or with a named fault)     ├── toPkcs12
 *        └── openTestCa: the same, kept in a folder                           └── signMessage ──> XML
 *
 * Reads nothing of the software it tests: it is a second reading of the same specifications, written with a plain DER
 * writer and node:crypto. Never a production dependency.
 */
export type { CaCertificate } from "./ca-certificate.js";
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
} from "./certificate-options.js";
export type { HolderSubject, IssuedCertificate } from "./issued-certificate.js";
export { freshKeys, type KeyRole, type KeySource } from "./key-source.js";
export { type LoginStatement, loginProperties } from "./login-properties.js";
export type {
  MessageDialect,
  MessageDocument,
  MessageFaults,
  MessageOptions,
  MessageProperty,
} from "./message-options.js";
export { type KeptTestCaOptions, openTestCa } from "./open-test-ca.js";
export type { CrlOptions, OcspOptions } from "./revocation-options.js";
export { signMessage } from "./sign-message.js";
export { createTestCa, type TestCa, type TestCaOptions } from "./test-ca.js";
export { testKeys } from "./test-keys.js";
