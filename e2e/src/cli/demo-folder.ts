/** The demo configuration with the files the simulator makes for it, as a folder that a test may spoil. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "@eid-gateway/nemid-simulator";
import { testKeys } from "@eid-gateway/oces-testing";
import { PROJECT } from "../run-script.js";

export interface DemoFolder {
  readonly config: string;
  readonly state: string;
  readonly customer: string;
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

/** Made once: the simulator's files are the same for every test. */
export async function makeDemoState(): Promise<{ readonly copy: () => DemoFolder; remove(): void }> {
  const state = mkdtempSync(join(tmpdir(), "eid-demo-state-"));
  const stateDir = join(state, "simulator");
  await (await startSimulator({ port: 0, tlsPort: 0, stateDir, keys: testKeys() })).stop();
  return { copy: () => copyOf(state), remove: () => rmSync(state, { recursive: true, force: true }) };
}

function copyOf(made: string): DemoFolder {
  const folder = mkdtempSync(join(tmpdir(), "eid-demo-"));
  const [config, state] = [join(folder, "config"), join(folder, "var")];
  cpSync(join(PROJECT, "config"), config, { recursive: true });
  cpSync(made, state, { recursive: true });
  return {
    config,
    state,
    customer: join(config, "customers", "demo", "customer.yaml"),
    env: { EID_GATEWAY_VAR: state, EID_GATEWAY_CONFIG: config },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
