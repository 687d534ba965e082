#!/usr/bin/env node
/** Runs the simulator on its own: addresses from the environment, state in `<EID_GATEWAY_VAR>/simulator`. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { PortTakenError } from "./http/listen.js";
import { PersonasError } from "./personas/mistakes.js";
import { startSimulator } from "./start-simulator.js";
import { StateError } from "./state/json-file.js";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
const READY_IDENTITIES = 3;

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const stateDir = resolve(env.EID_GATEWAY_VAR ?? resolve(REPOSITORY, "var"), "simulator");
  const port = readPort(env, "NEMID_SIMULATOR_PORT", 8090);
  const tlsPort = readPort(env, "NEMID_SIMULATOR_TLS_PORT", 8091);
  const host = env.NEMID_SIMULATOR_HOST ?? "127.0.0.1";
  const publicUrl = env.NEMID_SIMULATOR_PUBLIC_URL ? { publicUrl: env.NEMID_SIMULATOR_PUBLIC_URL } : {};
  const asItReallyWas = env.NEMID_SIMULATOR_AS_IT_WAS ? { asItReallyWas: env.NEMID_SIMULATOR_AS_IT_WAS } : {};
  const personas = env.NEMID_SIMULATOR_PERSONAS ? { personas: env.NEMID_SIMULATOR_PERSONAS } : {};
  const log = pino({ name: "nemid-simulator", level: env.LOG_LEVEL ?? "info" }, pino.destination(2));
  const simulator = await startSimulator({
    port,
    tlsPort,
    host,
    stateDir,
    log,
    ...publicUrl,
    ...asItReallyWas,
    ...personas,
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void simulator.stop());
  console.log(`NemID-simulator: ${simulator.url} and ${simulator.tlsUrl}`);
  for (const { alias, password, name, kind, links } of simulator.identities().slice(0, READY_IDENTITIES)) {
    console.log(`  user ID ${alias}   password ${password}   ${name} (${kind})   key card ${links.keyCard}`);
  }
}

function readPort(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name] ?? String(otherwise);
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new PortTakenError(`${name} must be a port number from 0 to 65535.`);
}

main(process.env).catch((error: unknown) => {
  const isExplained = error instanceof PortTakenError || error instanceof StateError || error instanceof PersonasError;
  console.error(isExplained ? error.message : error);
  process.exitCode = 1;
});
