/** The whole of it on free ports, in one process: simulator, gateway on the demo configuration, portal on wish, and a folder that goes when all stops. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadConfig } from "@eid-gateway/config";
import { type DemoPortal, startDemoPortal } from "@eid-gateway/demo-portal";
import { createLog, type Gateway, openGateway } from "@eid-gateway/gateway";
import { type RunningSimulator, startSimulator } from "@eid-gateway/nemid-simulator";
import { testKeys } from "@eid-gateway/oces-testing";
import { freePort } from "../free-port.js";

const DEMO_CONFIG = fileURLToPath(new URL("../../../config", import.meta.url));

export interface WorldOptions {
  readonly databaseUrl?: string;
  readonly clock?: { now(): Date };
  /** Changes a copy of the demo configuration before the gateway reads it. */
  readonly editConfig?: (folder: string) => void;
  /** Starts the demo customer's site too. */
  readonly withPortal?: boolean;
  /** Until the client in the frame gives up. */
  readonly clientIdleMs?: number;
}
export interface World {
  readonly url: string;
  /** Of the demo portal, if it was wished for. */
  readonly portalUrl: string;
  /** Where the first node really listens, when the public address is a load balancer's. */
  readonly listenUrl: string;
  readonly managementUrl: string;
  readonly simulator: RunningSimulator;
  readonly configFolder: string;
  readonly stateFolder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Every line that any gateway of this world logged. */
  readonly logLines: readonly string[];
  /** Another gateway of the same configuration, state and database, on ports of its own. */
  startNode(): Promise<{ readonly listenUrl: string; stop(): Promise<void> }>;
  restartGateway(): Promise<void>;
  /** The first node alone: for a test that goes on with others. */
  stopGateway(): Promise<void>;
  /** Does the jobs that are due by the world's clock, as the gateway does each minute of a real one. */
  runJobs(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "eid-world-"));
  const configFolder = join(folder, "config");
  const stateFolder = join(folder, "var");
  cpSync(DEMO_CONFIG, configFolder, { recursive: true });
  options.editConfig?.(configFolder);
  const simulator = await startSimulator({
    port: 0,
    tlsPort: 0,
    stateDir: join(stateFolder, "simulator"),
    keys: testKeys(),
    ...(options.clock && { clock: options.clock }),
    ...(options.clientIdleMs && { idleMs: options.clientIdleMs }),
  });
  const logLines: string[] = [];
  const env = {
    EID_GATEWAY_PORT: String(await freePort()),
    EID_GATEWAY_MANAGEMENT_PORT: String(await freePort()),
    NEMID_SIMULATOR_PORT: new URL(simulator.url).port,
    NEMID_SIMULATOR_TLS_PORT: new URL(simulator.tlsUrl).port,
    EID_GATEWAY_VAR: stateFolder,
    ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
    ...(options.withPortal && { DEMO_PORTAL_PORT: String(await freePort()) }),
  };
  const gateways = new Set<Gateway>();

  async function open(changes: Readonly<Record<string, string>> = {}): Promise<Gateway> {
    const config = loadConfig(configFolder, { env: { ...env, ...changes } });
    const log = createLog("debug", { write: (line) => void logLines.push(line) });
    const gateway = await openGateway(config, { log, ...(options.clock && { clock: options.clock }) });
    gateways.add(gateway);
    return gateway;
  }
  async function closeNode(gateway: Gateway): Promise<void> {
    gateways.delete(gateway);
    await gateway.stop();
  }
  let main = await open().catch(async (error: unknown) => {
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const portal = options.withPortal ? await startPortal(main.url, env, options.clock) : undefined;
  return {
    url: main.url,
    portalUrl: portal?.url ?? "",
    listenUrl: `http://127.0.0.1:${env.EID_GATEWAY_PORT}`,
    managementUrl: main.managementUrl,
    simulator,
    configFolder,
    stateFolder,
    env,
    logLines,
    async startNode() {
      const port = String(await freePort());
      const gateway = await open({ EID_GATEWAY_PORT: port, EID_GATEWAY_MANAGEMENT_PORT: String(await freePort()) });
      return { listenUrl: `http://127.0.0.1:${port}`, stop: () => closeNode(gateway) };
    },
    async restartGateway() {
      await closeNode(main);
      main = await open();
    },
    stopGateway: () => closeNode(main),
    runJobs: () => main.runJobs(),
    async stop() {
      await portal?.stop();
      await Promise.all([...gateways].map((gateway) => gateway.stop()));
      await simulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startPortal(
  gatewayUrl: string,
  env: Readonly<Record<string, string>>,
  clock: WorldOptions["clock"],
): Promise<DemoPortal> {
  return startDemoPortal({
    port: Number(env.DEMO_PORTAL_PORT),
    issuer: `${gatewayUrl}/oidc`,
    clientId: "demo",
    clientSecret: "demo-secret",
    simulatorUrl: `http://localhost:${env.NEMID_SIMULATOR_PORT}`,
    ...(clock && { now: () => clock.now().getTime() }),
  });
}
