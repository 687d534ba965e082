import type { Server as HttpServer } from "node:http";
import type { Server as HttpsServer } from "node:https";

/** Somebody else has the port. The message names it and how to choose another. */
export class PortTakenError extends Error {}

/** Longer than callers keep a connection they do not use: else one is closed just as a busy caller takes it up again. */
const KEEP_ALIVE_MS = 65_000;

/** Starts to listen and gives the port, which the system chose when 0 was asked for. */
export function listen(
  server: HttpServer | HttpsServer,
  port: number,
  host: string,
  variable: string,
): Promise<number> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken by another program; stop it, or choose another port with ${variable}.`;
      reject(error.code === "EADDRINUSE" ? new PortTakenError(taken, { cause: error }) : error);
    });
    server.listen(port, host, () => resolve((server.address() as { port: number }).port));
  });
}

/** Closes at once: kept-alive connections are cut, as nobody waits for an answer of a simulator that is stopping. */
export function closeServer(server: HttpServer | HttpsServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
