import type { TestCa, TestCaOptions } from "./test-ca.js";

export interface KeptTestCaOptions extends TestCaOptions {
  /** Made with mode 0700 when missing. Holds `root.pem`, one PEM file per CA, the keys (0600) and the register. */
  readonly folder: string;
}

/** The hierarchy kept in a folder: opened when it is there, else made. Every issue and revocation is written at once. */
export async function openTestCa(_options: KeptTestCaOptions): Promise<TestCa> {
  throw new Error("not built yet");
}
