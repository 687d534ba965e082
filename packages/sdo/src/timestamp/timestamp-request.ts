/** What is asked of an authority, and its answer (RFC 3161 sections 2.4.1 and 2.4.2). */
import {
  DerError,
  DerFields,
  type DerValue,
  parseDer,
  readNamedBits,
  readSmallInteger,
  TAG,
  writeDer,
  writeInteger,
  writeSequence,
} from "@eid-gateway/oces/der";
import { writeAlgorithm } from "../cms/algorithm.js";
import { OID } from "../cms/object-identifiers.js";
import { SdoError } from "../sdo-error.js";

const GRANTED = [0, 1]; // as asked, or with modifications: what came is checked anyhow
const STATUSES: Readonly<Record<number, string>> = {
  2: "rejection",
  3: "waiting",
  4: "revocation warning",
  5: "revocation notification",
};
const FAILURES: Readonly<Record<number, string>> = {
  0: "badAlg",
  2: "badRequest",
  5: "badDataFormat",
  14: "timeNotAvailable",
  15: "unacceptedPolicy",
  16: "unacceptedExtension",
  17: "addInfoNotAvailable",
  25: "systemFailure",
};

/** A request for a token over this digest, with the authority's certificate in it. */
export function writeTimestampRequest(sha256: Uint8Array, nonce: string): Uint8Array {
  const imprint = writeSequence(writeAlgorithm(OID.sha256, "null"), writeDer(TAG.octetString, sha256));
  return writeSequence(writeInteger("01"), imprint, writeInteger(nonce), writeDer(TAG.boolean, Uint8Array.of(0xff)));
}

/** The token of an answer. @throws SdoError "timestamp-refused", "bad-timestamp" */
export function readTimestampAnswer(der: Uint8Array): Uint8Array {
  const { status, failure, token } = readAnswer(der);
  if (!GRANTED.includes(status)) {
    const why = [STATUSES[status] ?? `status ${status}`, failure].filter(Boolean).join(", ");
    throw new SdoError("timestamp-refused", `The time-stamping authority refused: ${why}`);
  }
  if (!token) throw new SdoError("bad-timestamp", "The time-stamping authority granted a token and sent none");
  return token;
}

function readAnswer(der: Uint8Array) {
  try {
    const fields = new DerFields(parseDer(der).expect(TAG.sequence));
    const info = readStatus(fields.take(TAG.sequence));
    const token = fields.find(TAG.sequence)?.bytes;
    fields.end();
    return { ...info, token };
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause;
    throw new SdoError("bad-timestamp", `Not an answer to a time-stamp request: ${cause.message}`, { cause });
  }
}

function readStatus(sequence: DerValue) {
  const fields = new DerFields(sequence);
  const status = readSmallInteger(fields.take(TAG.integer));
  fields.find(TAG.sequence); // words of theirs, which go into no message of ours
  const bits = fields.find(TAG.bitString);
  fields.end();
  const [bit] = bits ? readNamedBits(bits) : [];
  return { status, failure: bit === undefined ? undefined : (FAILURES[bit] ?? `failure ${bit}`) };
}
