/** Base64 without line breaks, as the clients' parameters want it; text in UTF-8. */
export function base64(value: string | Uint8Array): string {
  return Buffer.from(value).toString("base64");
}
