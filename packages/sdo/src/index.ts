export { addUnsignedTimestamp } from "./cms/add-unsigned-timestamp.js";
export { readSignedData } from "./cms/read-signed-data.js";
export type { SignedData, SignerInfo, SigningCertificate } from "./cms/signed-data.js";
export { type SignedDataQuestion, type SignedDataVerdict, verifySignedData } from "./cms/verify-signed-data.js";
export { writeSignedData } from "./cms/write-signed-data.js";
export { SdoError, type SdoErrorCode } from "./sdo-error.js";
export type { SealKey } from "./seal-key.js";
