/**
 * Signed data objects: what a hub hands out of a signing, and what verifies it years later.
 *
 *   a NemID message, kept byte for byte ──> buildLtvSdo ──> LTV-SDO: XML with a XAdES seal ──> renewTimestamp, every few years
 *                                                              │
 *                     ┌────────────────────────────────────────┼─────────────────────────────────────┐
 *                PAdES: one PDF to read                 ASiC-E: one ZIP to export           judge...: a report of findings
 *
 *   cms/, timestamp/, xades/   the signatures: CAdES in a PDF, RFC 3161 over any of them, XAdES in XML
 *   pdf/                       PDF read by the letter: looked into before signing, copied, written, appended to
 *   sealing.ts                 what a seal is made with: a key out of reach, a clock, a time-stamping authority, trust
 *
 * Collect, then judge, as in packages/oces and in its words: reading throws for what cannot be read, judging reports.
 */
export { answerAsic } from "./asice/answer-questions.js";
export { ASIC_MEDIA_TYPE, type AsicFile } from "./asice/asic-file.js";
export { buildAsic } from "./asice/build-asic.js";
export { exportAsic } from "./asice/export-asic.js";
export { type AsicQuestion, type AsicReport, judgeAsic, type ReportedFile } from "./asice/judge-asic.js";
export { type Asic, readAsic } from "./asice/read-asic.js";
export { addUnsignedTimestamp } from "./cms/add-unsigned-timestamp.js";
export type { Hash } from "./cms/object-identifiers.js";
export { readSignedData } from "./cms/read-signed-data.js";
export type { SignedData, SignerInfo, SigningCertificate } from "./cms/signed-data.js";
export { type SignedDataQuestion, type SignedDataVerdict, verifySignedData } from "./cms/verify-signed-data.js";
export { writeSignedData } from "./cms/write-signed-data.js";
export { type ContainerKind, findContainerKind, isLtvSdo } from "./container-kind.js";
export type { Decision } from "./decision.js";
export { answerLtvSdo } from "./ltv-sdo/answer-questions.js";
export { type BoundParts, bindingOf, endsInBinding } from "./ltv-sdo/binding.js";
export { buildLtvSdo } from "./ltv-sdo/build-ltv-sdo.js";
export {
  type BoundDocument,
  type Consent,
  hasBytes,
  LTV_SDO_MEDIA_TYPE,
  type LtvDocument,
  type LtvEvent,
  type LtvSdoContent,
  type OriginalDocument,
  type SignatureProof,
  type SignerDescription,
} from "./ltv-sdo/content.js";
export { judgeLtvSdo, type LtvSdoQuestion } from "./ltv-sdo/judge-ltv-sdo.js";
export type { LtvSdoReport, ReportedLtvDocument } from "./ltv-sdo/ltv-sdo-report.js";
export { type LtvSdo, readLtvSdo } from "./ltv-sdo/read-ltv-sdo.js";
export { renewalDue, renewTimestamp } from "./ltv-sdo/renew-timestamp.js";
export { answerPades } from "./pades/answer-questions.js";
export { buildPades, type PadesSealing } from "./pades/build-pades.js";
export type {
  FrontPage,
  PackageContents,
  PackagedDocument,
  PackagedEvidence,
  PackagedMediaType,
  PackagedSignature,
} from "./pades/package-contents.js";
export { canShowLogo } from "./pades/painting/embed-logo.js";
export { judgePades, type PadesQuestion } from "./pades/reading/judge-pades.js";
export type { AttachedFile } from "./pades/reading/list-attached-files.js";
export { listSealedFiles } from "./pades/reading/list-sealed-files.js";
export type { Pades, PadesSignature } from "./pades/reading/pades.js";
export type { PadesReport, ReportedAttachment } from "./pades/reading/pades-report.js";
export { readPades } from "./pades/reading/read-pades.js";
export { padesRenewalDue, renewPades } from "./pades/renew-pades.js";
export { inspectPdf, type PdfInspection, type PdfInspectionOptions } from "./pdf/inspection/inspect-pdf.js";
export {
  PDF_FINDINGS,
  type PdfFinding,
  type PdfFindingCode,
  type PdfFindingKind,
} from "./pdf/inspection/pdf-findings.js";
export { PDF_ERRORS, PdfError, type PdfErrorCode } from "./pdf/pdf-error.js";
export { SdoError, type SdoErrorCode } from "./sdo-error.js";
export type { SealKey } from "./seal-key.js";
export { collectSealProof, collectTimestampProof, type Sealing, type Validation } from "./sealing.js";
export { judgeTimestamp, type TimestampQuestion, type TimestampReport } from "./timestamp/judge-timestamp.js";
export { readTimestampToken } from "./timestamp/read-timestamp-token.js";
export { requestTimestamp, type TimestampService, timestampService } from "./timestamp/request-timestamp.js";
export type { TimestampSource, TimestampToken } from "./timestamp/timestamp-token.js";
export { mergeValidation, revocationOf } from "./validation.js";
export type { Renewal, Renewing } from "./xades/renew-seal.js";
export type { ReportedTimestamp, SealLevel, SealReport } from "./xades/seal-report.js";
