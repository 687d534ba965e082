/**
 * What kind of signed object some bytes are meant to be, genuine or not: by their first few, and a PDF by the one word no signed one
 * is without. Stands by itself
 * (`@eid-gateway/sdo/container-kind`), so that who sorts files need not load what reads them.
 */
import { ASIC_MEDIA_TYPE, MIMETYPE } from "./asice/asic-file.js";
import { LTV_SDO } from "./ltv-sdo/names.js";

export type ContainerKind = "ltv-sdo" | "asic-e" | "pades";

const LOOKED_AT = 4096;

/** Undefined: a NemID message, or something else altogether. */
export function findContainerKind(bytes: Uint8Array): ContainerKind | undefined {
  if (isLtvSdo(bytes)) return "ltv-sdo";
  const head = headOf(bytes);
  if (head.startsWith("%PDF-")) return isSignedPdf(bytes) ? "pades" : undefined;
  return head.startsWith("PK\x03\x04") && head.includes(`${MIMETYPE}${ASIC_MEDIA_TYPE}`) ? "asic-e" : undefined;
}

export function isLtvSdo(bytes: Uint8Array): boolean {
  const head = headOf(bytes);
  return /^\s*(<\?xml[^>]*\?>\s*)?<([\w.-]+:)?LtvSdo[\s>]/.test(head) && head.includes(LTV_SDO);
}

function isSignedPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes("/ByteRange");
}

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOKED_AT)).toString("latin1");
}
