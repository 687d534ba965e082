/** Puts the simulator together and starts it: the only place where its parts meet. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshKeys, type KeySource, type TestCa } from "@eid-gateway/oces-testing";
import { type Logger, pino } from "pino";
import { assembleSimulator } from "./assemble-simulator.js";
import { companyToolRoutes } from "./company-register/company-tool-routes.js";
import { createApp } from "./http/create-app.js";
import { createTlsServer } from "./http/create-tls-server.js";
import { closeServer, listen } from "./http/listen.js";
import { openRegisters } from "./open-registers.js";
import { loadPersonas } from "./personas/load-personas.js";
import { openLoadedPersonas } from "./personas/loaded-personas.js";
import { healthyPki, type PkiHealth } from "./pki/pki-health.js";
import { pkiRoutes } from "./pki/pki-routes.js";
import { openAsItReallyWas } from "./realism/as-it-really-was.js";
import { realismApi } from "./realism/realism-api.js";
import { healthyServices, type Services } from "./services/service-health.js";
import { serviceRouters } from "./services/service-routers.js";
import { serviceToolRoutes } from "./services/service-tool-routes.js";
import { shownRoutes } from "./sign-text/shown-routes.js";
import { signTextToolRoutes } from "./sign-text/sign-text-tool-routes.js";
import { handleOf, type SimulatorHandle } from "./simulator-handle.js";
import { makeFolder } from "./state/json-file.js";
import { tsaRoutes } from "./tsa/tsa-routes.js";
import { tsaToolRoutes } from "./tsa/tsa-tool-routes.js";

export interface SimulatorOptions {
  /** 0: the system chooses. Default 8090. */
  readonly port?: number;
  /** Of the services behind mutual TLS. Default 8091. */
  readonly tlsPort?: number;
  /** Default: loopback. */
  readonly host?: string;
  /** Under which address browsers and gateways reach the http port, when it is not `http://localhost:<port>`. */
  readonly publicUrl?: string;
  /** Default: a temporary folder, removed by `stop`. */
  readonly stateDir?: string;
  /** What everything but keys is drawn from, at the first start with this folder. */
  readonly seed?: string;
  readonly clock?: { now(): Date };
  readonly log?: Logger;
  /** Default: fresh keys; tests give `testKeys()`. */
  readonly keys?: KeySource;
  /** Until the client in the iframe gives up with CAN003. Default five minutes. */
  readonly idleMs?: number;
  /** A file of personas to load, YAML. Its mistakes stop the start. */
  readonly personas?: string;
  /** A seed: key card messages differ in writing as real ones did. Left out: all are written alike. */
  readonly asItReallyWas?: string;
}

export interface RunningSimulator extends SimulatorHandle {
  readonly url: string;
  readonly tlsUrl: string;
  readonly rootPem: string;
  readonly ca: TestCa;
  /** Switches of OCSP, CRL and the time-stamping authority: up, down, nonsense or with faults. */
  readonly pki: PkiHealth;
  /** Switches of the services behind mutual TLS. */
  readonly services: Services;
  /** Writes key card messages as differently as real ones were from now on, by a seed; undefined ends it. */
  setAsItReallyWas(seed: string | undefined): void;
  stop(): Promise<void>;
}

const IDLE_MS = 5 * 60_000;

/**
 * Starts the simulator.
 *
 * @throws PortTakenError when a port is in use; an Error when the state folder is damaged or holds a production root
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { ...(await start(options, (step) => undo.push(step))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param atStop collects what undoes each step, should a later one fail or the simulator stop */
async function start(
  options: SimulatorOptions,
  atStop: (step: () => unknown) => void,
): Promise<Omit<RunningSimulator, "stop">> {
  const { port = 8090, tlsPort = 8091, host = "127.0.0.1", seed = "nemid-simulator", idleMs = IDLE_MS } = options;
  const { clock = { now: () => new Date() }, keys = freshKeys(), log = pino({ level: "silent" }) } = options;
  const stateDir = options.stateDir ?? temporaryFolder(atStop);
  const stopping = new AbortController();

  // Certificates name the address, so the port comes first; requests wait until the rest stands.
  const { server, answerWith } = createWaitingServer();
  const bound = await listen(server, port, host, "NEMID_SIMULATOR_PORT");
  atStop(() => closeServer(server));
  const publicUrl = options.publicUrl ?? `http://localhost:${bound}`;
  const registers = await openRegisters({ stateDir: makeFolder(stateDir), seed, publicUrl, keys, clock });
  const { ca } = registers;

  const { hostname } = new URL(publicUrl);
  const hosts = [...new Set([hostname, "localhost", "127.0.0.1"])];
  const services = healthyServices();
  const behindTls = serviceRouters({ ...registers, services, clock, log, stopping: stopping.signal });
  const tlsServer = await createTlsServer(ca, hosts, clock.now(), log, behindTls);
  const tlsUrl = `https://${hostname}:${await listen(tlsServer, tlsPort, host, "NEMID_SIMULATOR_TLS_PORT")}`;
  atStop(() => closeServer(tlsServer));

  const asItReallyWas = openAsItReallyWas(options.asItReallyWas);
  const pki = healthyPki();
  const simulator = assembleSimulator(registers, {
    stateDir,
    publicUrl,
    tlsUrl,
    keys,
    clock,
    log,
    idleMs,
    stopping: stopping.signal,
    asItReallyWas,
  });
  atStop(() => stopping.abort());
  if (options.personas !== undefined)
    await loadPersonas(options.personas, { ...simulator, clock, loaded: openLoadedPersonas(stateDir) });
  const tools = [
    companyToolRoutes(registers.identities),
    serviceToolRoutes(services, pki),
    tsaToolRoutes(pki),
    tsaRoutes({ tsa: registers.functions.tsa, health: pki, clock, stopping: stopping.signal }),
    realismApi(asItReallyWas),
    shownRoutes(simulator.desk),
    signTextToolRoutes(simulator.desk),
  ];
  answerWith(createApp(simulator, log, [pkiRoutes(ca, pki, stopping.signal), ...tools]).callback());
  log.info({ url: publicUrl, tlsUrl, stateDir }, "simulator is up");
  return {
    ...handleOf(simulator),
    url: publicUrl,
    tlsUrl,
    rootPem: ca.root.pem,
    ca,
    pki,
    services,
    setAsItReallyWas: asItReallyWas.set,
  };
}

function createWaitingServer() {
  let answerWith: (listener: RequestListener) => void = () => {};
  const ready = new Promise<RequestListener>((resolve) => {
    answerWith = resolve;
  });
  return { server: createServer(async (request, response) => (await ready)(request, response)), answerWith };
}

function temporaryFolder(atStop: (step: () => unknown) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "nemid-simulator-"));
  atStop(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
