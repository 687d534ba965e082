import { createHash } from "node:crypto";
import {
  bitString,
  type Der,
  generalizedTime,
  integer,
  objectIdentifier,
  octetString,
  sequence,
} from "../certificates/der.js";
import { readTimestampRequest, type TimestampRequest } from "./read-timestamp-request.js";
import type { TimestampFault, TimestampOptions } from "./timestamp-options.js";
import { writeTimestampToken } from "./write-timestamp-token.js";

/** Made up, in the arc of examples. */
const POLICY = "2.999.1";
const SHA512 = "2.16.840.1.101.3.4.2.3";
const GRANTED = 0;
const REJECTION = 2;

/**
 * What a time-stamping authority answers to a DER request (RFC 3161 section 2.4.2): DER of a TimeStampResp.
 * Never throws: garbage is rejected as `badDataFormat`.
 */
export function answerTimestampRequest(der: Uint8Array, options: TimestampOptions): Uint8Array {
  const request = tryReading(der);
  const { misbehave: fault, tsa } = options;
  if (request === undefined || fault === "rejected") return sequence(sequence(integer(REJECTION), failure(request)));
  if (fault === "without-token") return sequence(sequence(integer(GRANTED)));
  const withCertificate = request.wantsCertificate && fault !== "without-certificate";
  const token = writeTimestampToken(statementOf(request, options), { tsa, withCertificate, fault });
  return sequence(sequence(integer(GRANTED)), token);
}

/** PKIFailureInfo: badAlg (bit 0) for what could be read, badDataFormat (bit 5) for what could not. */
const failure = (request: TimestampRequest | undefined): Der => {
  const der = Buffer.from(bitString(Uint8Array.of(request === undefined ? 0x04 : 0x80)));
  der[2] = request === undefined ? 2 : 7; // unused bits
  return der;
};

function statementOf({ hashAlgorithm, digest, nonce }: TimestampRequest, options: TimestampOptions): Der {
  const { at, misbehave: fault, serial = BigInt(at.getTime()) } = options;
  return sequence(
    integer(1),
    objectIdentifier(POLICY),
    sequence(...imprint(hashAlgorithm, digest, fault)),
    integer(serial),
    genTime(at),
    ...nonceOf(nonce, fault),
  );
}

function imprint(hashAlgorithm: Der, digest: Uint8Array, fault: TimestampFault | undefined): Der[] {
  const other = (hash: string) => octetString(createHash(hash).update(digest).digest());
  if (fault === "wrong-imprint") return [hashAlgorithm, other("sha256")];
  if (fault === "other-hash") return [sequence(objectIdentifier(SHA512)), other("sha512")];
  return [hashAlgorithm, octetString(digest)];
}

function nonceOf(nonce: bigint | undefined, fault: TimestampFault | undefined): Der[] {
  if (nonce === undefined || fault === "without-nonce") return [];
  return [integer(fault === "wrong-nonce" ? nonce + 1n : nonce)];
}

/** With a fraction of a second when there is one, without trailing zeros: RFC 3161 section 2.4.2. */
function genTime(at: Date): Der {
  const whole = Buffer.from(generalizedTime(at));
  const fraction = at
    .toISOString()
    .slice(19, 23)
    .replace(/\.?0+$/, "");
  const text = Buffer.from(`${whole.toString("latin1", 2, whole.length - 1)}${fraction}Z`);
  return Buffer.concat([Uint8Array.of(0x18, text.length), text]);
}

function tryReading(der: Uint8Array): TimestampRequest | undefined {
  try {
    return readTimestampRequest(der);
  } catch {
    return undefined; // whatever it is, the protocol has one word for it
  }
}
