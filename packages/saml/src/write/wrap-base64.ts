/** Base64 in lines of 76 characters with CR LF behind each, the last one too (RFC 2045 section 6.8). */
export function wrapBase64(bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString("base64");
  return base64.replace(/.{1,76}/g, "$&\r\n");
}
