import { nameOf, partitionOf } from "../certificates/authority.js";
import type { CaCertificate } from "../certificates/ca-certificate.js";
import type { Revocation } from "../certificates/certificate-options.js";
import {
  type Der,
  enumerated,
  integer,
  integerOfHex,
  nothing,
  sequence,
  tagged,
  taggedPrimitive,
  time,
} from "../certificates/der.js";
import { authorityKeyId, extension } from "../certificates/extensions.js";
import { keyIdOf, rsaAlgorithm, signed } from "../certificates/write-certificate.js";
import type { CrlOptions } from "./revocation-options.js";
import { REASON_CODES } from "./revocation-reason.js";

const TWELVE_HOURS = 12 * 60 * 60 * 1000;

interface CrlEntry extends Revocation {
  readonly serial: string;
}

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
  const toBeSigned = sequence(
    integer(1),
    rsaAlgorithm(),
    nameOf(issuer),
    time(thisUpdate),
    ...(nextUpdate === null ? [] : [time(nextUpdate)]),
    ...(revoked.length === 0 ? [] : [sequence(...revoked)]),
    tagged(0, sequence(...listExtensions(issuer, options.number ?? number, options))),
  );
  return signed(toBeSigned, { key: (options.signedBy ?? issuer).privateKey, damaged: options.damagedSignature });
}

function writeEntry({ serial, at, reason }: CrlEntry): Der {
  const reasonCode = extension({ oid: "2.5.29.21", value: enumerated(REASON_CODES[reason]) });
  return sequence(integerOfHex(serial), time(at), sequence(reasonCode));
}

function listExtensions(issuer: CaCertificate, number: number, options: CrlOptions): Der[] {
  const { partition, onlyContains, deltaBase, unknownCriticalExtension } = options;
  const scope = [...(partition === undefined ? [] : [pointName(issuer, partition)]), ...onlyFlag(onlyContains)];
  return [
    extension({ oid: "2.5.29.20", value: integer(number) }),
    authorityKeyId(keyIdOf(issuer.privateKey)),
    ...(scope.length === 0 ? [] : [extension({ oid: "2.5.29.28", critical: true, value: sequence(...scope) })]),
    ...(deltaBase === undefined ? [] : [extension({ oid: "2.5.29.27", critical: true, value: integer(deltaBase) })]),
    ...(unknownCriticalExtension ? [extension({ oid: "1.3.6.1.4.1.99999.1", critical: true, value: nothing() })] : []),
  ];
}

const pointName = (issuer: CaCertificate, partition: string): Der =>
  tagged(0, tagged(0, tagged(4, partitionOf(issuer, partition))));

/** IssuingDistributionPoint flags, RFC 5280 section 5.2.5. */
function onlyFlag(kind: CrlOptions["onlyContains"]): Der[] {
  if (kind === undefined) return [];
  return [taggedPrimitive({ userCerts: 1, caCerts: 2, attributeCerts: 5 }[kind], Uint8Array.from([0xff]))];
}
