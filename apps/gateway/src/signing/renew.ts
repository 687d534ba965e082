/** New time-stamps on evidence that is kept for long, before the old ones lose their worth. */
import { LTV_SDO_MEDIA_TYPE, renewTimestamp, type Sealing } from "@eid-gateway/sdo";
import type { Renew } from "@eid-gateway/signing";

/** @returns `undefined` where no time-stamps are to be had, or nothing proves them */
export function renewWith({ timestamps, validation, ...sealing }: Sealing): Renew | undefined {
  if (!timestamps || !validation) return undefined;
  return async (_service, { mediaType, bytes }) => {
    if (mediaType !== LTV_SDO_MEDIA_TYPE) return undefined;
    const renewal = await renewTimestamp(bytes, { ...sealing, timestamps, validation });
    return { ...(renewal.isRenewed && { file: { mediaType, bytes: renewal.bytes } }), next: renewal.next };
  };
}
