import { mkdirSync } from "node:fs";
import { assembleTestCa } from "./assemble-test-ca.js";
import { createFolderJournal, readRegister } from "./ca-folder.js";
import type { TestCa, TestCaOptions } from "./test-ca.js";

export interface KeptTestCaOptions extends TestCaOptions {
  /** Made with mode 0700 when missing. Holds `root.pem`, a PEM file per issuing CA, `keys/` and `register.jsonl`. */
  readonly folder: string;
}

/**
 * The hierarchy kept in a folder: opened when it is there, else made. Every issue and revocation is on disk before the
 * call returns. One process at a time. Addresses in certificates are those of the day they were issued, so keep
 * `baseUrl` the same.
 *
 * @throws when the register cannot be read, naming file and line
 */
export async function openTestCa(options: KeptTestCaOptions): Promise<TestCa> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const register = readRegister(options.folder, options.baseUrl);
  return assembleTestCa(options, register, createFolderJournal(options.folder));
}
