/** New time-stamps on evidence that is kept for long, before the old ones lose their worth. */
import { LTV_SDO_MEDIA_TYPE, renewPades, renewTimestamp, type Sealing } from "@eid-gateway/sdo";
import type { Renew } from "@eid-gateway/signing";
import { PADES_MEDIA_TYPE } from "./packagers.js";

/** What a gateway seals with time-stamps of its own, and how those are covered by younger ones. */
const RENEWALS = new Map([
  [LTV_SDO_MEDIA_TYPE, renewTimestamp],
  [PADES_MEDIA_TYPE, renewPades],
]);

/** @returns `undefined` where no time-stamps are to be had, or nothing proves them */
export function renewWith({ timestamps, validation, ...sealing }: Sealing): Renew | undefined {
  if (!timestamps || !validation) return undefined;
  return async (_service, { mediaType, bytes }) => {
    const renew = RENEWALS.get(mediaType);
    if (!renew) return undefined;
    const renewal = await renew(bytes, { ...sealing, timestamps, validation });
    return { ...(renewal.isRenewed && { file: { mediaType, bytes: renewal.bytes } }), next: renewal.next };
  };
}
