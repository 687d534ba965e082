/** Opens the port and serves the site on it. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { completeOptions, type DemoPortalOptions } from "./options.js";
import { portalSite } from "./site.js";

export type { DemoPortalOptions } from "./options.js";

export interface DemoPortal {
  readonly url: string; // as browsers see it, without a slash at the end
  stop(): Promise<void>;
}

/**
 * Starts the site. The gateway need not run yet: it is asked for when the first person logs in.
 * @throws the error of the socket, such as EADDRINUSE
 */
export async function startDemoPortal(options: DemoPortalOptions): Promise<DemoPortal> {
  const server = createServer();
  await listen(server, options.port, options.host ?? "127.0.0.1");
  const portal = completeOptions(options, (server.address() as AddressInfo).port);
  server.on("request", portalSite(portal).callback());
  return { url: portal.publicUrl, stop: () => close(server) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      done();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
