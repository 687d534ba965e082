import { join } from "node:path";
import { readJsonFile, writeJsonFile } from "./json-file.js";

/** What the state folder says of itself. */
export interface KeptState {
  readonly version: 1;
  readonly seed: string; // everything but keys was drawn from it; the seed of a later start does not count
  readonly publicUrl: string; // the address in the certificates
}

const NAME = "simulator.json";

/** Throws when the folder was written by a version that kept it otherwise. */
export function readState(stateDir: string): KeptState | undefined {
  const kept = readJsonFile(join(stateDir, NAME)) as KeptState | undefined;
  if (kept && kept.version !== 1)
    throw new Error(`${stateDir} was written by another version of the simulator; remove it to start afresh`);
  return kept;
}

export function writeState(stateDir: string, state: KeptState): void {
  writeJsonFile(join(stateDir, NAME), state);
}
