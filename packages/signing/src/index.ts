/**
 * Signing orders: what a customer asks people to sign, what has come of it, and who is told. The domain and its tables; no SOAP, no
 * HTTP, no pages.
 *
 *   doors -> orders/     what customers' servers do   -> rules/      what an order must fulfil, one rule a file
 *         -> sittings/   what the signing pages do    -> documents/  which document is meant, where its bytes are
 *   gateway -> jobs/     what happens by itself       -> notify/     what follows from a change of state
 *                                                     -> tables/     rows, sealed; in the storage's database
 *
 * Every change of an order is one transaction that begins by writing the order's row: whole or not at all, one after the other.
 */

export type { DoneAndFailed, SigningJobs } from "./jobs/create-jobs.js";
export { DEFAULT_LIMITS, type Limits } from "./limits.js";
export type * from "./model/document.js";
export type * from "./model/notification.js";
export type * from "./model/order.js";
export type * from "./model/status.js";
export { fillAddress, type Placeholders } from "./notify/placeholders.js";
export { openSigning } from "./open-signing.js";
export type * from "./ports.js";
export { formatOf } from "./rules/check-format.js";
export { type AddressPolicy, isInsideAddress, refuseAddress } from "./rules/refuse-address.js";
export type * from "./signing.js";
export { SIGNING_ERRORS, SigningError, type SigningErrorCode } from "./signing-error.js";
