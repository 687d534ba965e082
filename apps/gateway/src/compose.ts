/**
 * The only container. Every part is made by a factory under a token of its own, once, when something first asks for it; plug-ins
 * register their methods under core's token. A child of nothing: the global container is never touched.
 */
import type { Config } from "@eid-gateway/config";
import { type AnyEidMethod, EID_METHOD } from "@eid-gateway/core";
import type { Storage } from "@eid-gateway/storage";
import { type DependencyContainer, container as globalContainer, instanceCachingFactory } from "tsyringe";
import { type Assets, createAssets } from "./assets.js";
import { openRooms, type Rooms } from "./doors/callers/rooms.js";
import { type ConsentDoor, createConsentDoor } from "./doors/consent/consent-door.js";
import { createDocactionDoor } from "./doors/docaction/docaction-door.js";
import type { SittingTools } from "./doors/docaction/sitting-tools.js";
import { type MethodUrlDoor, openMethodUrlDoor } from "./doors/method-url/method-url-door.js";
import { createClaimTable } from "./doors/oidc/claims.js";
import { listClients, type RegisteredClient } from "./doors/oidc/clients.js";
import { type OidcDoor, openOidcDoor } from "./doors/oidc/oidc-door.js";
import { createProviderPages } from "./doors/oidc/provider-pages.js";
import type { FlowLimits, FlowTools } from "./flow/flow-tools.js";
import type { LoadedPlugin } from "./load-plugins.js";
import type { Log } from "./log.js";
import { forLogIns } from "./log-in-methods.js";
import { createMetrics, type Metrics } from "./management/metrics.js";
import { createMethodDirectory, type MethodDirectory } from "./method-directory.js";
import { openSite } from "./screens/page-scripts.js";
import { createOutboundPool, type OutboundPool } from "./services/outbound-fetch.js";
import { createServices } from "./services/services.js";
import { createDeliverers, type Delivering } from "./signing/deliver/deliverers.js";
import { documentSource } from "./signing/document-source.js";
import { openSealing } from "./signing/open-sealing.js";
import { openSigningDesk, type SigningDesk } from "./signing/open-signing.js";
import { type KeptAssets, openKeptAssets } from "./versions/kept-assets.js";
import { type Looks, openLooks } from "./versions/looks.js";
import { openShelf, type Shelf } from "./versions/shelf.js";
import { createAddressReader } from "./web/client-address.js";
import { openPages, type Pages } from "./web/pages.js";
import type { Web } from "./web/web.js";

/** A symbol that knows what it stands for. */
type Token<T> = symbol & { readonly of?: T };
const token = <T>(name: string): Token<T> => Symbol(name);

export const TOKENS = {
  config: token<Config>("config"),
  logIns: token<Config>("logIns"), // without what only signs
  storage: token<Storage>("storage"),
  log: token<Log>("log"),
  clock: token<{ now(): Date }>("clock"),
  metrics: token<Metrics>("metrics"),
  assets: token<Assets>("assets"),
  shelf: token<Shelf>("shelf"),
  keptAssets: token<KeptAssets>("keptAssets"),
  looks: token<Looks>("looks"),
  outbound: token<OutboundPool>("outbound"),
  directory: token<MethodDirectory>("directory"),
  pages: token<Pages>("pages"),
  web: token<Web>("web"),
  clients: token<ReadonlyMap<string, RegisteredClient>>("clients"),
  oidcDoor: token<Promise<OidcDoor>>("oidcDoor"),
  methodUrlDoor: token<Promise<MethodUrlDoor>>("methodUrlDoor"),
  consentDoor: token<ConsentDoor>("consentDoor"),
  delivering: token<Delivering>("delivering"),
  signing: token<SigningDesk | undefined>("signing"),
  rooms: token<Rooms>("rooms"),
  flowTools: token<Promise<FlowTools>>("flowTools"),
  sittingTools: token<Promise<SittingTools | undefined>>("sittingTools"),
};

export interface Parts {
  readonly config: Config;
  readonly storage: Storage;
  readonly log: Log;
  readonly clock: { now(): Date };
  readonly plugins: readonly LoadedPlugin[];
}
export type Resolve = <T>(token: Token<T>) => T;

/** @returns how to get a part by its token */
export function compose({ plugins, ...values }: Parts): Resolve {
  const container = globalContainer.createChildContainer();
  const get = <T>(of: Token<T>): T => container.resolve<T>(of);
  const provide = <T>(of: Token<T>, make: () => T) => {
    container.register<T>(of, { useFactory: instanceCachingFactory(make) });
  };
  for (const name of ["config", "storage", "log", "clock"] as const) {
    container.register(TOKENS[name], { useValue: values[name] });
  }
  for (const plugin of plugins) plugin.register(container);

  provide(TOKENS.metrics, createMetrics);
  provide(TOKENS.assets, createAssets);
  provide(TOKENS.outbound, () => createOutboundPool(get(TOKENS.config).gateway.outbound));
  provide(TOKENS.logIns, () => forLogIns(get(TOKENS.config), get(TOKENS.directory)));
  provide(TOKENS.clients, () => listClients(get(TOKENS.logIns)));
  provide(TOKENS.directory, () => makeDirectory(get, methodsIn(container)));
  provide(TOKENS.shelf, () => openShelf(get(TOKENS.storage).entries("@gateway", "shown"), get(TOKENS.clock)));
  provide(TOKENS.keptAssets, () => openKeptAssets(get(TOKENS.assets), get(TOKENS.shelf)));
  provide(TOKENS.looks, () => makeLooks(get));
  provide(TOKENS.pages, () => makePages(get, methodsIn(container)));
  provide(TOKENS.web, () => makeWeb(get));
  provide(TOKENS.oidcDoor, () => makeOidcDoor(get));
  provide(TOKENS.methodUrlDoor, () => makeMethodUrlDoor(get));
  provide(TOKENS.consentDoor, () => createConsentDoor(get(TOKENS.config), get(TOKENS.directory)));
  provide(TOKENS.delivering, () => makeDeliverers(get));
  provide(TOKENS.signing, () => makeSigning(get));
  provide(TOKENS.rooms, () => openRooms(get(TOKENS.config).customers, get(TOKENS.web).readAddress));
  provide(TOKENS.flowTools, () => makeFlowTools(get));
  provide(TOKENS.sittingTools, () => makeSittingTools(get));
  return get;
}

/** `resolveAll` throws when nothing is registered: a gateway without plug-ins is allowed to start and say so. */
function methodsIn(container: DependencyContainer): readonly AnyEidMethod[] {
  return container.isRegistered(EID_METHOD) ? container.resolveAll<AnyEidMethod>(EID_METHOD) : [];
}

function makeDirectory(get: Resolve, methods: readonly AnyEidMethod[]): MethodDirectory {
  const config = get(TOKENS.config);
  const servicesFor = createServices({
    gateway: config.gateway,
    clock: get(TOKENS.clock),
    log: get(TOKENS.log),
    storage: get(TOKENS.storage),
    outbound: get(TOKENS.outbound),
  });
  return createMethodDirectory(config, methods, servicesFor);
}

function makeLooks(get: Resolve): Looks {
  return openLooks(get(TOKENS.config), get(TOKENS.assets), get(TOKENS.keptAssets), get(TOKENS.shelf));
}

/** Every file that a page of any customer shows is registered here, before the first request. */
function makePages(get: Resolve, methods: readonly AnyEidMethod[]): Pages {
  return openPages({
    config: get(TOKENS.config),
    site: openSite(get(TOKENS.assets), methods),
    looks: get(TOKENS.looks),
  });
}

function makeWeb(get: Resolve): Web {
  const { host, trustedProxies } = get(TOKENS.config).gateway;
  return {
    origin: host,
    isHttps: host.startsWith("https:"),
    pages: get(TOKENS.pages),
    readAddress: createAddressReader(trustedProxies),
  };
}

function makeOidcDoor(get: Resolve): Promise<OidcDoor> {
  const { hardMs, graceMs } = flowLimits(get(TOKENS.config));
  const log = get(TOKENS.log);
  return openOidcDoor({
    config: get(TOKENS.logIns),
    clients: get(TOKENS.clients),
    claims: createClaimTable(get(TOKENS.directory).methods),
    storage: get(TOKENS.storage),
    clock: get(TOKENS.clock),
    log,
    interactionSeconds: Math.ceil((hardMs + graceMs) / 1000),
    pages: createProviderPages(get(TOKENS.web), get(TOKENS.clients), log),
  });
}

function makeMethodUrlDoor(get: Resolve): Promise<MethodUrlDoor> {
  const [config, storage] = [get(TOKENS.logIns), get(TOKENS.storage)];
  return openMethodUrlDoor({ config, storage, clock: get(TOKENS.clock), log: get(TOKENS.log) });
}

function makeDeliverers(get: Resolve): Delivering {
  return createDeliverers({ config: get(TOKENS.config), clock: get(TOKENS.clock), outbound: get(TOKENS.outbound) });
}

/** Without a seal nothing is signed, and there is nothing of it. */
function makeSigning(get: Resolve): SigningDesk | undefined {
  const [config, clock] = [get(TOKENS.config), get(TOKENS.clock)];
  const sealing = openSealing({ signing: config.gateway.signing, clock, outbound: get(TOKENS.outbound) });
  if (!sealing) return undefined;
  const [storage, directory] = [get(TOKENS.storage), get(TOKENS.directory)];
  const { deliver } = get(TOKENS.delivering);
  return openSigningDesk({ config, storage, clock, directory, sealing, deliver, log: get(TOKENS.log) });
}

async function makeSittingTools(get: Resolve): Promise<SittingTools | undefined> {
  const desk = get(TOKENS.signing);
  if (!desk) return undefined;
  const { signing, sealer } = desk;
  return { ...(await get(TOKENS.flowTools)), config: get(TOKENS.config), signing, sealer, rooms: get(TOKENS.rooms) };
}

async function makeFlowTools(get: Resolve): Promise<FlowTools> {
  const config = get(TOKENS.config);
  const signing = get(TOKENS.signing)?.signing;
  const doors = [
    await get(TOKENS.oidcDoor),
    await get(TOKENS.methodUrlDoor),
    get(TOKENS.consentDoor),
    createDocactionDoor(),
  ];
  return {
    storage: get(TOKENS.storage),
    directory: get(TOKENS.directory),
    doors: new Map(doors.map((door) => [door.name, door])),
    clock: get(TOKENS.clock),
    log: get(TOKENS.log),
    metrics: get(TOKENS.metrics),
    looks: get(TOKENS.looks),
    origin: config.gateway.host,
    documents: documentSource(signing),
    limits: flowLimits(config),
  };
}

function flowLimits({ gateway }: Config): FlowLimits {
  const { idleMinutes, hardMinutes } = gateway.flow;
  // Room to wait for four other servers in a row, and then to write down what came of it.
  const stepMs = 4 * gateway.outbound.timeoutMs + 5_000;
  const ofSteps = { stepMs, leaseMs: stepMs + 15_000 };
  return { idleMs: idleMinutes * 60_000, hardMs: hardMinutes * 60_000, ...ofSteps, graceMs: 30 * 60_000 };
}
