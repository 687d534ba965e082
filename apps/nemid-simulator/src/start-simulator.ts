/** Puts the simulator together and starts it: the only place where its parts meet. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freshKeys, type KeySource, type TestCa } from "@eid-gateway/oces-testing";
import { type Logger, pino } from "pino";
import { createApp } from "./http/create-app.js";
import { describeIdentity, describeMerchant } from "./http/describe.js";
import { closeServer, listen } from "./http/listen.js";
import { type ActiveScenario, openActiveScenarios } from "./keycard/active-scenarios.js";
import { openCeremonies } from "./keycard/ceremonies.js";
import { createCheckUser } from "./keycard/check-user.js";
import type { End } from "./keycard/conversation.js";
import { type HeadlessLogIn, runHeadlessClient, type Stuck } from "./keycard/headless-client.js";
import { openRememberedUsers } from "./keycard/remember-user-id.js";
import { createRespond } from "./keycard/respond.js";
import { openScenarioCertificates } from "./keycard/scenario-certificates.js";
import { openRegisters, type Registers } from "./open-registers.js";
import { healthyPki, type PkiHealth } from "./pki/pki-health.js";
import { pkiRoutes } from "./pki/pki-routes.js";
import type { NewIdentity } from "./register/draw-identity.js";
import type { IdentityStatus } from "./register/identity.js";
import type { NewMerchant } from "./register/merchants.js";
import { openUseLog } from "./register/use-log.js";
import type { Simulator } from "./simulator.js";
import { makeFolder } from "./state/json-file.js";

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
}

export interface RunningSimulator {
  readonly url: string;
  readonly tlsUrl: string;
  readonly rootPem: string;
  readonly ca: TestCa;
  /** Switches of OCSP and CRL: up, down, nonsense or with faults. */
  readonly pki: PkiHealth;
  createIdentity(wish: NewIdentity): Promise<ReturnType<typeof describeIdentity>>;
  identities(): ReturnType<typeof describeIdentity>[];
  setStatus(alias: string, status: IdentityStatus): Promise<void>;
  setScenario(alias: string, scenario: ActiveScenario): void;
  createMerchant(wish: NewMerchant): Promise<ReturnType<typeof describeMerchant>>;
  merchant(spid: string): ReturnType<typeof describeMerchant>;
  /** The key card client without a browser: gives what the iframe would post, or the screen it is stuck at. */
  client(logIn: HeadlessLogIn): Promise<End | Stuck>;
  stop(): Promise<void>;
}

const DEFAULT_IDLE_MS = 5 * 60_000;

/** Starts the simulator. Throws PortTakenError when a port is in use, and when the state folder is damaged or not a simulator's. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const { port = 8090, host = "127.0.0.1", clock = { now: () => new Date() }, keys = freshKeys() } = options;
  const { log = pino({ level: "silent" }), idleMs = DEFAULT_IDLE_MS, seed = "nemid-simulator" } = options;
  const stateDir = makeFolder(options.stateDir ?? mkdtempSync(join(tmpdir(), "nemid-simulator-")));
  const stopping = new AbortController();

  // The address is part of every certificate, so the port comes first; requests wait until the rest is ready.
  let handle: (listener: RequestListener) => void = () => {};
  const ready = new Promise<RequestListener>((resolve) => {
    handle = resolve;
  });
  const server = createServer(async (request, response) => (await ready)(request, response));
  const actualPort = await listen(server, port, host, "NEMID_SIMULATOR_PORT");
  const publicUrl = options.publicUrl ?? `http://localhost:${actualPort}`;
  const registers = await openRegisters({ stateDir, seed, publicUrl, keys, clock });
  const tlsUrl = "";
  const pki = healthyPki();
  const simulator = assemble(registers, {
    stateDir,
    publicUrl,
    tlsUrl,
    keys,
    clock,
    log,
    idleMs,
    signal: stopping.signal,
  });
  const app = createApp(simulator, log, [pkiRoutes(registers.ca, pki)]);
  handle(app.callback());
  log.info({ url: publicUrl, tlsUrl, stateDir }, "simulator is up");

  return {
    ...handles(simulator),
    ...{ url: publicUrl, tlsUrl, rootPem: registers.ca.root.pem, ca: registers.ca, pki },
    async stop() {
      stopping.abort();
      await closeServer(server);
      if (options.stateDir === undefined) rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

interface Surroundings {
  readonly stateDir: string;
  readonly publicUrl: string;
  readonly tlsUrl: string;
  readonly keys: KeySource;
  readonly clock: { now(): Date };
  readonly log: Logger;
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

function assemble({ ca, identities, merchants, seed }: Registers, surroundings: Surroundings): Simulator {
  const { stateDir, publicUrl, tlsUrl, keys, clock, log, idleMs, signal } = surroundings;
  const useLog = openUseLog(stateDir, clock);
  const scenarios = openActiveScenarios(stateDir);
  const scenarioCertificates = openScenarioCertificates({ ca, baseUrl: publicUrl, keys, clock });
  const respond = createRespond({ certificateOf: identities.certificateOf, scenarioCertificates });
  const ceremonies = openCeremonies({
    ...{ merchants, useLog, scenarios, respond, clock, log },
    checkUser: createCheckUser(identities, seed, clock),
    remembered: openRememberedUsers(stateDir),
    sessionMs: idleMs * 2, // the client gives up first
    wait: (ms) => delay(ms, undefined, { signal, ref: false }).catch(() => undefined),
  });
  const describing = { publicUrl, seed, now: () => clock.now().getTime() };
  return { publicUrl, tlsUrl, idleMs, identities, merchants, scenarios, useLog, ceremonies, describing };
}

function handles({ identities, merchants, scenarios, ceremonies, describing }: Simulator) {
  const describe = (identity: Parameters<typeof describeIdentity>[0]) =>
    describeIdentity(identity, identities.certificateOf(identity), describing);
  const describeVoces = (merchant: Parameters<typeof describeMerchant>[0]) =>
    describeMerchant(merchant, merchants.vocesOf(merchant));
  return {
    createIdentity: async (wish: NewIdentity) => describe(await identities.create(wish)),
    identities: () => identities.list().map(describe),
    setStatus: async (alias: string, status: IdentityStatus) => void (await identities.setStatus(alias, status)),
    setScenario: (alias: string, scenario: ActiveScenario) =>
      scenarios.set(identities.load(alias).nemidNumber, scenario),
    createMerchant: async (wish: NewMerchant) => describeVoces(await merchants.create(wish)),
    merchant: (spid: string) => describeVoces(merchants.load(spid)),
    client: (logIn: HeadlessLogIn) => runHeadlessClient(ceremonies, identities, logIn),
  };
}
