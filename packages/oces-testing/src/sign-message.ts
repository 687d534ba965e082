import type { MessageOptions } from "./message-options.js";

/** The XML of a signed message, UTF-8. */
export function signMessage(_options: MessageOptions): Uint8Array {
  throw new Error("not built yet");
}
