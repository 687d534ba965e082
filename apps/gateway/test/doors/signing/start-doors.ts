/** The doors of customers' servers on a port of their own, before a domain that a test can look into. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import { ARCHIVE_SERVICE, archiveHandlers } from "../../../src/doors/archiveservice/archive-service.js";
import { type CallerParts, createCallers, type SigningCustomer } from "../../../src/doors/callers/callers.js";
import { createGuessLimit } from "../../../src/doors/callers/guess-limit.js";
import { createRoom } from "../../../src/doors/callers/room.js";
import { shareByAddress } from "../../../src/doors/callers/rooms.js";
import { DOCUMENT_SERVICE } from "../../../src/doors/documentservice/document-service.js";
import { documentHandlers } from "../../../src/doors/documentservice/handlers.js";
import { type PackageMaker, PackagingRefused } from "../../../src/doors/packagingservice/package-maker.js";
import { PACKAGING_SERVICE, packagingHandlers } from "../../../src/doors/packagingservice/packaging-service.js";
import { restRoutes } from "../../../src/doors/rest-signing/rest-routes.js";
import { fileAddresses } from "../../../src/doors/sds/file-addresses.js";
import { storeRoutes } from "../../../src/doors/sds/store-routes.js";
import { SEALING_SERVICE, sealingHandlers } from "../../../src/doors/sealingservice/sealing-service.js";
import { soapRoutes } from "../../../src/doors/soap/soap-routes.js";
import { createLog } from "../../../src/log.js";
import { type MemorySigning, memorySigning } from "./memory-signing.js";

export const ORIGIN = "https://id.example.dk";
export const PASSWORD = "Bond007";
export const TOKEN = "a-token-of-demo";

export function customer(service: string, signing: Partial<SigningCustomer["signing"]> = {}): SigningCustomer {
  const usual = { schema2018: true, maxBytes: 100_000, storeUser: service, clientCertificates: [], rest: true };
  return { service, password: PASSWORD, signing: { ...usual, ...signing } };
}

/** Puts what it is given behind one another, so that a test sees what came in. */
const maker: PackageMaker = {
  async makePackage(_service, { method, policy, parts }) {
    if (method !== "pades") throw new PackagingRefused("method-unknown", "the packaging method is pades");
    const all = parts.flatMap(({ sdo, original }) => [sdo, ...(original ? [original] : [])]);
    return { mediaType: "application/x-pades", bytes: Buffer.from([policy, ...all.map(textOf)].join("|")) };
  },
  async makeSeal(_service, { method, document }) {
    return { mediaType: "application/x-pades", bytes: Buffer.from(`${method}|${textOf(document)}`) };
  },
};
const textOf = ({ bytes }: { readonly bytes: Uint8Array }) => Buffer.from(bytes).toString();

const readAddress = (request: IncomingMessage) => String(request.headers["x-test-address"] ?? "127.0.0.1");

export interface Doors {
  readonly url: string;
  readonly signing: MemorySigning;
  readonly logLines: readonly string[];
  stop(): Promise<void>;
}
export interface DoorOptions {
  readonly customers?: readonly SigningCustomer[];
  readonly callers?: Partial<CallerParts>;
  readonly maxBytes?: number;
  readonly room?: number;
  readonly share?: number; // of it, for one address
  readonly clock?: { now(): Date };
  readonly origin?: string;
}

export async function startDoors(options: DoorOptions = {}): Promise<Doors> {
  const { clock = { now: () => new Date() }, origin = ORIGIN, maxBytes = 1_000_000 } = options;
  const customers = new Map(
    (options.customers ?? [customer("demo"), customer("other"), customer("old", { schema2018: false })]).map((each) => [
      each.service,
      each,
    ]),
  );
  const signing = memorySigning();
  const logLines: string[] = [];
  const log = createLog("debug", { write: (line) => void logLines.push(line) });
  const callers = createCallers({
    customers,
    guesses: createGuessLimit(clock),
    readAddress,
    readCertificate: () => undefined,
    findTokenService: async (token) => (token === TOKEN ? "demo" : undefined),
    ...options.callers,
  });
  const addresses = fileAddresses(origin);
  const room = createRoom(options.room ?? 10_000_000);
  const roomFor = shareByAddress(room, options.share ?? 10_000_000, readAddress);
  const common = { callers, room, roomFor, log, origin, signing, maxBytes };
  const packaging = { signing, origin, maker };
  const routers = [
    soapRoutes({ ...common, service: DOCUMENT_SERVICE, handlers: documentHandlers({ signing, customers, addresses }) }),
    soapRoutes({ ...common, service: PACKAGING_SERVICE, handlers: packagingHandlers(packaging) }),
    soapRoutes({ ...common, service: SEALING_SERVICE, handlers: sealingHandlers(packaging) }),
    soapRoutes({ ...common, service: ARCHIVE_SERVICE, handlers: archiveHandlers(signing) }),
    storeRoutes({ ...common, addresses }),
    restRoutes({ ...common, taskUrl: (...names) => `${origin}/std/docaction/${names.join("/")}` }),
  ];
  const app = new Koa();
  app.silent = true;
  for (const router of routers) app.use(router.routes());
  const server = createServer(app.callback());
  server.on("checkContinue", app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signing,
    logLines,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
