import type { Server } from "node:http";

const IDLE_MS = 60_000;

/**
 * Ends connections over which nothing has moved for so long, either way. The time for a request is limited by Node; this is for those who
 * ask for a large document and never take it: it stays in memory until they do.
 */
export function dropIdle(server: Server, idleMs = IDLE_MS): void {
  server.setTimeout(idleMs);
}
