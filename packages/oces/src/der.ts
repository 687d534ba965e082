/**
 * DER as this package reads and writes it, for what is built of the same parts: CMS, time-stamps. Reading is strict (one-byte tags,
 * definite lengths in their shortest form, nothing behind the end), so BER is refused; values are views into the bytes.
 */
export { readName } from "./certificate/distinguished-name.js";
export { DerFields } from "./der/der-fields.js";
export { contextTag, DerError, DerValue, parseDer, TAG } from "./der/der-value.js";
export { readBoolean, readIntegerHex, readNamedBits, readOid, readSmallInteger, readText } from "./der/primitives.js";
export { writeDer, writeInteger, writeOid, writeSequence } from "./der/write-der.js";
