import type { KeySource } from "./key-source.js";

/** A pool of RSA keys for tests. */
export function testKeys(): KeySource {
  throw new Error("not built yet");
}
