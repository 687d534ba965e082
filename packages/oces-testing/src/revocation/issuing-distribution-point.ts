import { partitionOf } from "../certificates/authority.js";
import type { CaCertificate } from "../certificates/ca-certificate.js";
import type { RevocationReason } from "../certificates/certificate-options.js";
import { type Der, namedBits, sequence, tagged, taggedPrimitive } from "../certificates/der.js";
import { extension } from "../certificates/extensions.js";
import type { CrlOptions } from "./revocation-options.js";

type Scope = Pick<CrlOptions, "partition" | "onlyContains" | "onlySomeReasons" | "indirect">;

/** Bits of ReasonFlags, RFC 5280 section 4.2.1.13: not the numbers of CRLReason. */
const REASON_FLAGS: Partial<Record<RevocationReason, number>> = {
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 7,
};

const YES = Uint8Array.from([0xff]);

/** What a list is limited to, RFC 5280 section 5.2.5; nothing when it is not limited. */
export function issuingDistributionPoint(issuer: CaCertificate, scope: Scope): Der[] {
  const { partition, onlyContains, onlySomeReasons, indirect } = scope;
  const parts = [
    ...(partition === undefined ? [] : [tagged(0, tagged(0, tagged(4, partitionOf(issuer, partition))))]),
    ...(onlyContains === "userCerts" ? [taggedPrimitive(1, YES)] : []),
    ...(onlyContains === "caCerts" ? [taggedPrimitive(2, YES)] : []),
    ...(onlySomeReasons === undefined ? [] : [taggedPrimitive(3, reasonFlags(onlySomeReasons))]),
    ...(indirect ? [taggedPrimitive(4, YES)] : []),
    ...(onlyContains === "attributeCerts" ? [taggedPrimitive(5, YES)] : []),
  ];
  return parts.length === 0 ? [] : [extension({ oid: "2.5.29.28", critical: true, value: sequence(...parts) })];
}

/** The content of the BIT STRING: an implicit tag takes the place of its own tag and keeps its length byte out. */
function reasonFlags(reasons: readonly RevocationReason[]): Uint8Array {
  const bits = reasons.map((reason) => {
    const bit = REASON_FLAGS[reason];
    if (bit === undefined) throw new Error(`ReasonFlags has no bit for ${reason}`);
    return bit;
  });
  return namedBits(bits).subarray(2);
}
