import { join } from "node:path";
import type { KeySource, TestCa } from "@eid-gateway/oces-testing";
import { type Functions, openFunctions } from "./register/functions.js";
import { type Identities, openIdentities } from "./register/identities.js";
import { type Merchants, openMerchants } from "./register/merchants.js";
import { openAuthority } from "./register/open-authority.js";
import { fillRegisters, writeDemoKeyFiles } from "./register/ready-made.js";
import { writeSecretFile } from "./state/json-file.js";
import { readState, writeState } from "./state/state-file.js";

export interface Registers {
  readonly ca: TestCa;
  readonly identities: Identities;
  readonly merchants: Merchants;
  readonly functions: Functions;
  readonly seed: string;
}

export interface RegistersOptions {
  readonly stateDir: string;
  readonly seed: string; // counts at the first start only
  readonly publicUrl: string;
  readonly keys: KeySource;
  readonly clock: { now(): Date };
}

/**
 * Opens what the state folder holds, or fills it. When the simulator's address is another than last time, every
 * certificate is issued anew with its old key, as certificates say where their revocation is told.
 */
export async function openRegisters(options: RegistersOptions): Promise<Registers> {
  const { stateDir, publicUrl, clock } = options;
  const kept = readState(stateDir);
  const seed = kept?.seed ?? options.seed;
  const seeded = { ...options, seed };
  const moved = kept !== undefined && kept.publicUrl !== publicUrl;
  const previous = moved ? await openAuthority(seeded, kept.publicUrl) : undefined;
  const ca = await openAuthority(seeded, publicUrl, previous);
  const identities = openIdentities({ stateDir, seed, ca, clock });
  const merchants = openMerchants({ stateDir, seed, ca, clock });
  if (previous) {
    await identities.reissueAll(previous);
    await merchants.reissueAll(previous);
  }
  await fillRegisters(identities, merchants);
  const functions = await openFunctions({ ca, previous, clock });
  writeState(stateDir, { version: 1, seed, publicUrl });
  writeSecretFile(join(stateDir, "root.pem"), ca.root.pem);
  writeDemoKeyFiles(stateDir, merchants, functions);
  return { ca, identities, merchants, functions, seed };
}
