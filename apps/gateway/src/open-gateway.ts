/** A gateway from its configuration: opened, listening, and stopped again. What `eid-gateway start` and the tests run. */
import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Config } from "@eid-gateway/config";
import { openStorage } from "@eid-gateway/storage";
import { checkMethods } from "./check-methods.js";
import { compose, TOKENS } from "./compose.js";
import { consentRoutes } from "./doors/consent/consent-routes.js";
import { customerDoors } from "./doors/customer-doors.js";
import { docactionRoutes } from "./doors/docaction/docaction-routes.js";
import { methodUrlRoutes } from "./doors/method-url/method-url-routes.js";
import { oidcRoutes } from "./doors/oidc/oidc-routes.js";
import { organizationRoutes } from "./doors/organization/organization-routes.js";
import { runDueJobs } from "./jobs/job.js";
import { purgeJobs } from "./jobs/purge-jobs.js";
import { loadPlugins } from "./load-plugins.js";
import type { Log } from "./log.js";
import { createManagementServer } from "./management/management-server.js";
import { createPreview } from "./management/preview/preview.js";
import { repeat } from "./repeat.js";
import { loadSealingKeys } from "./sealing-keys.js";
import { createServer } from "./server.js";
import { urlOfTasks } from "./signing/task-url.js";
import { RENEW_MS } from "./versions/shelf.js";
import { continueWhereAsked } from "./web/continue-where-asked.js";
import { dropIdle } from "./web/drop-idle.js";
import { flowRoutes } from "./web/flow-routes.js";

export interface Gateway {
  readonly url: string;
  readonly managementUrl: string;
  /** Does the jobs that are due now. By itself it looks every minute. */
  runJobs(): Promise<void>;
  /** Answers what has begun, then closes everything. */
  stop(): Promise<void>;
}
export interface GatewayOptions {
  readonly log: Log;
  readonly clock?: { now(): Date };
}

const REFRESH_KEYS_MS = 5 * 60_000;
const JOBS_MS = 60_000;
const STOP_PATIENCE_MS = 3_000;
/** Longer than the usual minute of proxies: who closes first closes under a request that is on its way, and that is a 502. */
const KEEP_ALIVE_MS = 75_000;

/** @throws EidError "misconfigured", StorageError, or the listen error of node:net */
export async function openGateway(
  config: Config,
  { log, clock = { now: () => new Date() } }: GatewayOptions,
): Promise<Gateway> {
  const { gateway } = config;
  const plugins = await loadPlugins(gateway.plugins, config.directory);
  const storage = await openStorage({ database: gateway.database, sealing: loadSealingKeys(gateway), clock });
  const closers: (() => Promise<unknown>)[] = [() => storage.close()];
  const close = async () => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const get = compose({ config, storage, log, clock, plugins });
    checkMethods(config, get(TOKENS.directory));
    closers.push(
      () => get(TOKENS.outbound).close(),
      () => get(TOKENS.delivering).close(),
    );
    const [tools, door, web] = [await get(TOKENS.flowTools), await get(TOKENS.oidcDoor), get(TOKENS.web)];
    const [methodUrlDoor, looks] = [await get(TOKENS.methodUrlDoor), get(TOKENS.looks)];
    await looks.keep(); // before a page of this node's can send anybody to another node for its files
    const metrics = get(TOKENS.metrics);
    const desk = get(TOKENS.signing);
    const sittingTools = await get(TOKENS.sittingTools);
    const app = createServer({
      web,
      assets: get(TOKENS.keptAssets),
      log,
      metrics,
      flowRoutes: flowRoutes(web, tools),
      oidcRoutes: oidcRoutes(web, tools, door),
      methodUrlRoutes: methodUrlRoutes(web, tools, methodUrlDoor),
      consentRoutes: consentRoutes(web, tools, get(TOKENS.consentDoor)),
      organizationRoutes: organizationRoutes(door),
      docactionRoutes: sittingTools && docactionRoutes(web, sittingTools),
      customerRoutes: desk
        ? customerDoors({
            ...desk,
            config,
            web,
            rooms: get(TOKENS.rooms),
            taskUrl: urlOfTasks(web),
            oidc: door,
            clock,
            log,
          })
        : [],
    });
    const timeouts = { requestTimeout: 30_000, keepAliveTimeout: KEEP_ALIVE_MS };
    const main = createHttpServer({ ...timeouts, maxHeaderSize: 16 * 1024 }, app.callback());
    continueWhereAsked(main, app.callback());
    dropIdle(main);
    let isServing = false;
    const preview = createPreview(config, get(TOKENS.directory).methods);
    const management = createManagementServer({ storage, metrics, isServing: () => isServing, preview });
    closers.push(await listen(management, gateway.management));
    closers.push(await listen(main, gateway.listen));
    const jobs = purgeJobs(storage, gateway.purge);
    const signingJobs = desk?.jobs;
    const runJobs = async () => {
      await runDueJobs({ storage, clock, log }, jobs);
      await signingJobs?.run();
    };
    closers.push(
      async () => signingJobs?.stop(),
      repeat(log, "refreshing keys", REFRESH_KEYS_MS, () => door.refreshKeys()),
      repeat(log, "refreshing SAML keys", REFRESH_KEYS_MS, () => methodUrlDoor.refreshKeys()),
      repeat(log, "looking for jobs", JOBS_MS, runJobs),
      repeat(log, "keeping what is shown", RENEW_MS, () => looks.keep()),
    );
    isServing = true;
    closers.push(async () => {
      isServing = false;
    });
    return { url: gateway.host, managementUrl: addressOf(management), runJobs, stop: close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(() => closeServer(server));
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), STOP_PATIENCE_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function addressOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  return `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
}
