import type { CaCertificate } from "../certificates/ca-certificate.js";
import type { Revocation } from "../certificates/certificate-options.js";
import { octetString } from "../certificates/der.js";
import type { Digest } from "../certificates/signing.js";
import type { OcspResponder } from "./ocsp-responder.js";
import { type CertId, isAskedAbout, type OcspQuestion, readOcspRequest } from "./read-ocsp-request.js";
import type { OcspOptions } from "./revocation-options.js";
import { certIdOf } from "./write-ocsp-request.js";
import { type SingleAnswer, writeOcspError, writeOcspResponse } from "./write-ocsp-response.js";

const ONE_HOUR = 60 * 60 * 1000;

/** What the responder may look up. */
export interface OcspKnowledge {
  readonly authorities: readonly CaCertificate[];
  isIssued(issuer: CaCertificate, serial: string): boolean;
  findRevocation(serial: string): Revocation | undefined;
  responderOf(
    issuer: CaCertificate,
    kind: NonNullable<OcspOptions["responder"]>,
    digest?: Digest,
  ): Promise<OcspResponder>;
  now(): Date;
}

/** Answers one OCSP request: DER in, DER out, garbage included. */
export async function answerOcsp(der: Uint8Array, options: OcspOptions, known: OcspKnowledge): Promise<Uint8Array> {
  if (options.error !== undefined) return writeOcspError(options.error);
  const question = tryReading(der);
  if (question === undefined) return writeOcspError("malformedRequest");
  const issuer = known.authorities.find((authority) => question.certIds.every((id) => isAskedAbout(authority, id)));
  if (issuer === undefined) return writeOcspError("unauthorized");
  const answers = question.certIds.map((id) => answerOne(id, issuer, options, known));
  const basic = {
    answers: options.duplicate ? [...answers, ...answers] : answers,
    producedAt: options.producedAt ?? known.now(),
    nonce: answerNonce(question, options),
    responder: await known.responderOf(options.responderOf ?? issuer, options.responder ?? "delegated", options.digest),
  };
  return writeOcspResponse(basic, options);
}

function tryReading(der: Uint8Array): OcspQuestion | undefined {
  try {
    return readOcspRequest(der);
  } catch {
    return undefined; // whatever it is, the protocol has one word for it: malformedRequest
  }
}

function answerOne(id: CertId, issuer: CaCertificate, options: OcspOptions, known: OcspKnowledge): SingleAnswer {
  const { thisUpdate = known.now(), validMs = ONE_HOUR } = options;
  return {
    id: spokenOf(id, options),
    status: statusOf(id.serial, issuer, options, known),
    thisUpdate,
    nextUpdate: options.nextUpdate === undefined ? new Date(thisUpdate.getTime() + validMs) : options.nextUpdate,
  };
}

function spokenOf(id: CertId, { serial = id.serial, issuer }: OcspOptions): CertId {
  return issuer === undefined ? { ...id, serial } : certIdOf(serial, issuer, id.hash);
}

function statusOf(serial: string, issuer: CaCertificate, options: OcspOptions, known: OcspKnowledge) {
  const revocation = known.findRevocation(serial);
  if (options.status === "revoked") return revocation ?? { at: known.now(), reason: "unspecified" as const };
  if (options.status !== undefined) return options.status;
  if (!known.isIssued(issuer, serial)) return "unknown";
  return revocation ?? "good";
}

function answerNonce({ nonce }: OcspQuestion, options: OcspOptions): Uint8Array | undefined {
  if (options.nonce === "omit") return undefined;
  return options.nonce === "wrong" ? octetString(Buffer.alloc(16, 7)) : nonce;
}
