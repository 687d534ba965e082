/** The doors of customers' servers on a port of their own, before a domain that a test can look into. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import { type CallerParts, createCallers, type SigningCustomer } from "../../../src/doors/callers/callers.js";
import { createGuessLimit } from "../../../src/doors/callers/guess-limit.js";
import { createRoom } from "../../../src/doors/callers/read-body.js";
import { DOCUMENT_SERVICE } from "../../../src/doors/documentservice/document-service.js";
import { documentHandlers } from "../../../src/doors/documentservice/handlers.js";
import { fileAddresses } from "../../../src/doors/sds/file-addresses.js";
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
    readAddress: (request) => String(request.headers["x-test-address"] ?? "127.0.0.1"),
    readCertificate: () => undefined,
    findTokenService: async (token) => (token === TOKEN ? "demo" : undefined),
    ...options.callers,
  });
  const addresses = fileAddresses(origin);
  const common = { callers, room: createRoom(10_000_000), log, origin };
  const app = new Koa();
  app.use(
    soapRoutes({
      ...common,
      service: DOCUMENT_SERVICE,
      handlers: documentHandlers({ signing, customers, addresses }),
      maxBytes,
    }).routes(),
  );
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
