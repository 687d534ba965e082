import { nameOf } from "../certificates/authority.js";
import type { CaCertificate } from "../certificates/ca-certificate.js";
import {
  type Der,
  enumerated,
  generalizedTime,
  integer,
  integerOfHex,
  nothing,
  sequence,
  tagged,
  time,
} from "../certificates/der.js";
import { authorityKeyId, extension } from "../certificates/extensions.js";
import { algorithmOf } from "../certificates/signing.js";
import { keyIdOf, signed } from "../certificates/write-certificate.js";
import { issuingDistributionPoint } from "./issuing-distribution-point.js";
import type { CrlEntry, CrlOptions } from "./revocation-options.js";
import { REASON_CODES } from "./revocation-reason.js";

const TWELVE_HOURS = 12 * 60 * 60 * 1000;

export interface CrlContent {
  readonly issuer: CaCertificate;
  readonly entries: readonly CrlEntry[];
  readonly number: number;
  readonly now: Date;
}

/** A version 2 list, RFC 5280 section 5.1; newest entry first, as published in reality. */
export function writeCrl({ issuer, entries, number, now }: CrlContent, options: CrlOptions): Uint8Array {
  const thisUpdate = options.thisUpdate ?? now;
  const nextUpdate =
    options.nextUpdate === undefined ? new Date(thisUpdate.getTime() + TWELVE_HOURS) : options.nextUpdate;
  const revoked = entries.map(writeEntry);
  const { digest, pss, damagedSignature: damaged } = options;
  const signing = { key: (options.signedBy ?? issuer).privateKey, digest, pss, damaged };
  const toBeSigned = sequence(
    integer(1),
    algorithmOf(signing),
    nameOf(issuer),
    time(thisUpdate),
    ...(nextUpdate === null ? [] : [time(nextUpdate)]),
    ...(revoked.length === 0 ? [] : [sequence(...revoked)]),
    tagged(0, sequence(...listExtensions(issuer, options.number ?? number, options))),
  );
  return signed(toBeSigned, signing);
}

/** Entry extensions: RFC 5280 section 5.3. */
function writeEntry({ serial, at, reason, ...more }: CrlEntry): Der {
  const { invalidityDate, certificateIssuer, unknownCriticalExtension } = more;
  const extensions = [
    extension({ oid: "2.5.29.21", value: enumerated(REASON_CODES[reason]) }),
    ...(invalidityDate === undefined ? [] : [extension({ oid: "2.5.29.24", value: generalizedTime(invalidityDate) })]),
    ...(certificateIssuer === undefined ? [] : [issuedBy(certificateIssuer)]),
    ...(unknownCriticalExtension ? [strangeExtension()] : []),
  ];
  return sequence(integerOfHex(serial), time(at), sequence(...extensions));
}

const issuedBy = (issuer: CaCertificate): Der =>
  extension({ oid: "2.5.29.29", critical: true, value: sequence(tagged(4, nameOf(issuer))) });

const strangeExtension = (): Der => extension({ oid: "1.3.6.1.4.1.99999.1", critical: true, value: nothing() });

function listExtensions(issuer: CaCertificate, number: number, options: CrlOptions): Der[] {
  const { deltaBase, unknownCriticalExtension, extraExtensions = [] } = options;
  return [
    extension({ oid: "2.5.29.20", value: integer(number) }),
    authorityKeyId(keyIdOf(issuer.privateKey)),
    ...issuingDistributionPoint(issuer, options),
    ...(deltaBase === undefined ? [] : [extension({ oid: "2.5.29.27", critical: true, value: integer(deltaBase) })]),
    ...(unknownCriticalExtension ? [strangeExtension()] : []),
    ...extraExtensions.map(extension),
  ];
}
