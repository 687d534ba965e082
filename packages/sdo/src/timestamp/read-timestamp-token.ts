import {
  contextTag,
  DerError,
  DerFields,
  type DerValue,
  parseDer,
  readBoolean,
  readIntegerHex,
  readOid,
  readSmallInteger,
  TAG,
} from "@eid-gateway/oces/der";
import { readAlgorithm } from "../cms/algorithm.js";
import { OID } from "../cms/object-identifiers.js";
import { readSignedData } from "../cms/read-signed-data.js";
import { SdoError } from "../sdo-error.js";
import type { TimestampToken } from "./timestamp-token.js";

const WRITTEN = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d*[1-9]))?Z$/;

/** @throws SdoError "bad-cms" for no CMS, "bad-timestamp" for CMS of something else than a time-stamp */
export function readTimestampToken(der: Uint8Array): TimestampToken {
  const signed = readSignedData(der);
  if (signed.contentType !== OID.timestampInfo || !signed.content)
    throw new SdoError("bad-timestamp", "It is signed, but no time-stamp");
  try {
    return { signed, ...readStatement(parseDer(signed.content)) };
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause;
    throw new SdoError("bad-timestamp", `Not a time-stamp: ${cause.message}`, { cause });
  }
}

/** TSTInfo. Who made it is told by the signature, how precise it claims to be by nobody who could be held to it. */
function readStatement(info: DerValue): Omit<TimestampToken, "signed"> {
  const fields = new DerFields(info.expect(TAG.sequence));
  if (readSmallInteger(fields.take(TAG.integer)) !== 1) throw new DerError("not of version 1");
  const policy = readOid(fields.take(TAG.oid));
  const imprint = new DerFields(fields.take(TAG.sequence));
  const hash = readAlgorithm(imprint.take(TAG.sequence));
  const digest = imprint.take(TAG.octetString).content;
  imprint.end();
  const serial = readIntegerHex(fields.take(TAG.integer));
  const time = readGenTime(fields.take(TAG.generalizedTime));
  fields.find(TAG.sequence); // accuracy
  const ordering = fields.find(TAG.boolean);
  if (ordering && !readBoolean(ordering)) throw new DerError("a default that is written");
  const nonce = fields.find(TAG.integer);
  fields.find(contextTag(0, "constructed")); // the authority's name
  if (fields.find(contextTag(1, "constructed"))) throw new DerError("extensions, of which none is known");
  fields.end();
  return { policy, hash, imprint: digest, serial, time, nonce: nonce && readIntegerHex(nonce) };
}

/** Seconds and Z, with a fraction that does not end in a zero (RFC 3161 section 2.4.2). Past milliseconds it is cut. */
function readGenTime(value: DerValue): Date {
  const [, year, month, day, hour, minute, second, fraction = ""] =
    WRITTEN.exec(Buffer.from(value.content).toString("latin1")) ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, "0").slice(0, 3)}Z`;
  const time = new Date(iso);
  if (Number.isNaN(time.getTime()) || time.toISOString() !== iso) throw new DerError("a time that is none");
  return time;
}
