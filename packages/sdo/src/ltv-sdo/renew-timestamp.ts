import { findDue, type Renewal, type Renewing, renewSeal } from "../xades/renew-seal.js";
import { SEAL_PATH } from "./names.js";
import type { LtvSdo } from "./read-ltv-sdo.js";

/**
 * Puts a younger time-stamp over an LTV-SDO when the one it has will be relied on no more (XAdES baseline LTA). Does nothing before
 * that: the same bytes come back, and when they are due.
 *
 * @throws SdoError "unproven" for one that does not verify today; those of the time-stamp source; "bad-xades", XmlError
 */
export function renewTimestamp(bytes: Uint8Array, sealing: Renewing): Promise<Renewal> {
  return renewSeal(bytes, { path: SEAL_PATH }, sealing);
}

/** When it is due; undefined: it has no time-stamp, and any time is right. */
export function renewalDue({ seal }: LtvSdo): Date | undefined {
  return findDue(seal);
}
