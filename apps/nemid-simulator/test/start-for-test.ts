import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "@eid-gateway/nemid-simulator";
import { testKeys } from "@eid-gateway/oces-testing";
import { afterAll } from "vitest";
import { buildParameters, type Changes, NOW, ORIGIN, type Signer, signerOf } from "./build-parameters.js";

/** A clock that tests move by hand. */
export interface HandClock {
  now(): Date;
  pass(ms: number): void;
}

export function handClock(start = NOW): HandClock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    pass(ms) {
      at += ms;
    },
  };
}

// Registered while the file is collected: inside another hook or a test it would never run.
const leftovers: (() => unknown)[] = [];
afterAll(async () => {
  for (const clear of leftovers.splice(0).reverse()) await clear();
});

/** Starts a simulator on free ports and stops it after the file's tests. */
export async function startForTest(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const simulator = await startSimulator({ port: 0, tlsPort: 0, keys: testKeys(), clock: handClock(), ...options });
  leftovers.push(() => simulator.stop());
  return simulator;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "simulator-test-"));
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Typed {
  readonly userId: string;
  readonly password: string;
  readonly code?: string;
}

/** Logs in headlessly at the ready-made service provider `demo`, and decodes what comes of it. */
export function logInAt(simulator: RunningSimulator, now: () => Date, changes: Changes = {}) {
  const signer = signerOf(simulator, simulator.merchant("1001"));
  return (typed: Typed) => logIn(simulator, signer, now, typed, changes);
}

async function logIn(
  simulator: RunningSimulator,
  signer: Signer,
  now: () => Date,
  typed: Typed,
  changes: Changes,
): Promise<string> {
  const before = { TIMESTAMP: String(now().getTime()), ...changes.before };
  const parameters = JSON.stringify(buildParameters(signer, { ...changes, before }));
  const outcome = await simulator.client({ parameters, origin: ORIGIN, code: "auto", ...typed });
  if ("stuck" in outcome) return `stuck at ${outcome.stuck.name}: ${outcome.stuck.problem}`;
  return Buffer.from(outcome.content, "base64").toString("utf8");
}
