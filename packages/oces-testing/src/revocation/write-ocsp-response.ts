import type { Revocation } from "../certificates/certificate-options.js";
import {
  type Der,
  enumerated,
  generalizedTime,
  integerOfHex,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  tagged,
  taggedPrimitive,
} from "../certificates/der.js";
import { extension } from "../certificates/extensions.js";
import { signed } from "../certificates/write-certificate.js";
import type { OcspResponder } from "./ocsp-responder.js";
import type { CertId } from "./read-ocsp-request.js";
import type { OcspOptions } from "./revocation-options.js";
import { REASON_CODES } from "./revocation-reason.js";

/** What is known of one certificate. */
export interface SingleAnswer {
  readonly id: CertId;
  readonly status: "good" | "unknown" | Revocation;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
}

export interface BasicAnswer {
  readonly answers: readonly SingleAnswer[];
  readonly producedAt: Date;
  readonly nonce: Uint8Array | undefined;
  readonly responder: OcspResponder;
}

const BASIC_RESPONSE = "1.3.6.1.5.5.7.48.1.1";
const NONCE = "1.3.6.1.5.5.7.48.1.2";
const HASH_OIDS = {
  md5: "1.2.840.113549.2.5",
  sha1: "1.3.14.3.2.26",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha512: "2.16.840.1.101.3.4.2.3",
};
const ERRORS = { malformedRequest: 1, internalError: 2, tryLater: 3, sigRequired: 5, unauthorized: 6 };

/** An OCSPResponse without an answer: RFC 6960 section 4.2.1. */
export const writeOcspError = (error: keyof typeof ERRORS): Uint8Array => sequence(enumerated(ERRORS[error]));

/** A successful OCSPResponse holding a signed BasicOCSPResponse. */
export function writeOcspResponse(answer: BasicAnswer, options: OcspOptions): Uint8Array {
  const { responder } = answer;
  const certificates =
    options.withoutCertificate || responder.certificate === undefined
      ? []
      : [tagged(0, sequence(...(options.extraCertificates ?? []), responder.certificate))];
  const signing = { key: responder.key, digest: options.digest, pss: options.pss, damaged: options.damagedSignature };
  const basic = signed(responseData(answer, options), signing, ...certificates);
  return sequence(enumerated(0), tagged(0, sequence(objectIdentifier(BASIC_RESPONSE), octetString(basic))));
}

function responseData({ answers, producedAt, nonce, responder }: BasicAnswer, options: OcspOptions): Der {
  const byKey = options.responderId === "key";
  const extensions = [
    ...(nonce === undefined ? [] : [{ oid: NONCE, value: nonce }]),
    ...(options.extraExtensions ?? []),
  ];
  return sequence(
    byKey ? tagged(2, octetString(responder.keyId)) : tagged(1, responder.name),
    generalizedTime(producedAt),
    sequence(...answers.map(singleResponse)),
    ...(extensions.length === 0 ? [] : [tagged(1, sequence(...extensions.map(extension)))]),
  );
}

function singleResponse({ id, status, thisUpdate, nextUpdate }: SingleAnswer): Der {
  return sequence(
    certId(id),
    certStatus(status),
    generalizedTime(thisUpdate),
    ...(nextUpdate === null ? [] : [tagged(0, generalizedTime(nextUpdate))]),
  );
}

/** Which certificate is meant: RFC 6960 section 4.1.1. */
export function certId({ hash, issuerNameHash, issuerKeyHash, serial }: CertId): Der {
  return sequence(
    sequence(objectIdentifier(HASH_OIDS[hash]), nothing()),
    octetString(Buffer.from(issuerNameHash, "hex")),
    octetString(Buffer.from(issuerKeyHash, "hex")),
    integerOfHex(serial),
  );
}

function certStatus(status: SingleAnswer["status"]): Der {
  if (status === "good") return taggedPrimitive(0, new Uint8Array());
  if (status === "unknown") return taggedPrimitive(2, new Uint8Array());
  return tagged(1, generalizedTime(status.at), tagged(0, enumerated(REASON_CODES[status.reason])));
}
