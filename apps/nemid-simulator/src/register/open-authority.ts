import { join } from "node:path";
import { type KeySource, openTestCa, type TestCa } from "@eid-gateway/oces-testing";
import { makeFolder } from "../state/json-file.js";
import { refuseProductionRoot } from "./refuse-production-root.js";

export interface AuthorityOptions {
  readonly stateDir: string;
  readonly seed: string;
  readonly keys: KeySource;
  readonly clock: { now(): Date };
}

/**
 * Opens the hierarchy of one address, or makes it. Certificates name the simulator's own address (AIA, CRL), so each
 * address has its own set of certificates.
 *
 * @param previous the hierarchy of another address, whose keys are kept on
 */
export async function openAuthority(options: AuthorityOptions, publicUrl: string, previous?: TestCa): Promise<TestCa> {
  const { stateDir, seed, keys, clock } = options;
  const folder = join(makeFolder(join(stateDir, "pki")), publicUrl.replace(/^\w+:\/\//, "").replace(/[^\w.-]/g, "_"));
  const same = previous && { root: { key: previous.root.privateKey }, issuing: { key: previous.issuing.privateKey } };
  const ca = await openTestCa({ folder, baseUrl: publicUrl, seed: `${seed} ${publicUrl}`, keys, clock, ...same });
  refuseProductionRoot(ca.root, ca.environment);
  return ca;
}
