/** Bytes that may be DER, or PEM around it (RFC 7468). */

/** Every PEM block with that label, as DER. */
export function readPemBlocks(text: string, label: string): readonly Uint8Array[] {
  const block = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, "g");
  return [...text.matchAll(block)].map((match) => Buffer.from(match[1]!, "base64"));
}

/** The DER of a file that holds DER, or PEM blocks with that label. Empty when it is PEM of something else. */
export function readDerOrPem(bytes: Uint8Array, label: string): readonly Uint8Array[] {
  const isPem = Buffer.from(bytes.subarray(0, 64 * 1024)).includes("-----BEGIN ");
  return isPem && bytes[0] !== 0x30 ? readPemBlocks(Buffer.from(bytes).toString("latin1"), label) : [bytes];
}
