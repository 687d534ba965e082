/** How much a service may ask for. All settable; the defaults are ours where the reference has no number. */
export interface Limits {
  readonly fileBytes: number; // of any file that is stored
  readonly signBytes: number; // of a document that an eID's own key signs: it crosses the net seven times
  readonly authenticatedBytes: number; // of one that the gateway seals
  readonly tasks: number; // in one order
  readonly documents: number; // in one order
  readonly notifications: number; // of one order, task or packaging task
  readonly daysToLive: { readonly usual: number; readonly most: number };
  readonly daysUntilDeletion: number; // where the order says nothing
  readonly mediaTypes: readonly string[]; // that can be stored
}

const MEGABYTE = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 50 * MEGABYTE,
  signBytes: 5 * MEGABYTE,
  authenticatedBytes: 20 * MEGABYTE,
  tasks: 100,
  documents: 100,
  notifications: 20,
  daysToLive: { usual: 30, most: 365 },
  daysUntilDeletion: 30,
  mediaTypes: [
    "application/pdf",
    "text/plain",
    "text/html",
    "application/xml",
    "text/xml",
    "application/x-ltv-sdo",
    "application/x-pades",
    "application/vnd.etsi.asic-e+zip",
  ],
};

/** What the signing pages can show, and so what can be ordered to be read or signed. */
export const SHOWN_MEDIA_TYPES = ["application/pdf", "text/plain", "text/html", "application/xml", "text/xml"] as const;
export const XML_MEDIA_TYPES: readonly string[] = ["application/xml", "text/xml"];

/** "text/plain; charset=utf-8" is text/plain. */
export function essenceOf(mediaType: string): string {
  return mediaType.split(";", 1)[0]!.trim().toLowerCase();
}
