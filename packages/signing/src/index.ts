/**
 * Signing orders: what a customer asks people to sign, what has come of it, and who is told. The domain and its tables; no SOAP, no
 * HTTP, no pages.
 */
export type * from "./model/document.js";
export type * from "./model/notification.js";
export type * from "./model/order.js";
export type * from "./model/status.js";
export type * from "./signing.js";
export { SIGNING_ERRORS, SigningError, type SigningErrorCode } from "./signing-error.js";
