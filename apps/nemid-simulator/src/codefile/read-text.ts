import { decodeBase64 } from "../parameters/read-timestamp.js";

/** The UTF-8 text in strict base64 of one line, or undefined. */
export function readText(base64: string): string | undefined {
  const bytes = decodeBase64(base64);
  if (!bytes) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
