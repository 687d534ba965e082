/** Health, metrics and previews, on a port of its own that the outside does not reach. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isIP } from "node:net";
import type { Storage } from "@eid-gateway/storage";
import type { Metrics } from "./metrics.js";
import type { Preview, PreviewAnswer } from "./preview/preview.js";

export interface Health {
  readonly storage: Pick<Storage, "ping">;
  readonly metrics: Metrics;
  /** Set when the gateway listens, and unset when it begins to stop: load balancers look elsewhere. */
  isServing(): boolean;
  readonly preview: Preview;
}

/** The server, not yet listening: `/health/live`, `/health/started`, `/health/ready`, `/metrics`, and the previews of profiles. */
export function createManagementServer(health: Health): Server {
  return createServer((request, response) => {
    answer(health, request, response).catch(() => send(response, 500, "text/plain", "failed\n"));
  });
}

async function answer(health: Health, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://management");
  const isPreview = url.pathname.startsWith("/preview");
  if (isPreview && !isNearName(request.headers.host)) return send(response, 421, "text/plain", NOT_BY_THAT_NAME);
  if (request.method === "POST" && url.pathname.startsWith("/preview/")) return showAgain(response, url);
  if (request.method !== "GET" && request.method !== "HEAD") return send(response, 405, "text/plain", "GET only\n");
  switch (url.pathname) {
    case "/health/live":
      return report(response, true, {});
    case "/health/started":
      return report(response, health.isServing(), { serving: health.isServing() });
    case "/health/ready": {
      const database = await isAnswering(health);
      const ready = database && health.isServing();
      health.metrics.ready(ready);
      return report(response, ready, { serving: health.isServing(), database });
    }
    case "/metrics":
      return send(response, 200, health.metrics.registry.contentType, await health.metrics.registry.metrics());
    default:
      return sendPreview(response, health.preview(url));
  }
}

const NOT_BY_THAT_NAME = "Open previews by the machine's IP address or as localhost.\n";

/**
 * An address, localhost, or a name without a dot. Any other name may be a web site's that has come to mean this machine (DNS rebinding):
 * its pages in the author's browser would read the configuration's mistakes and what customers have in hand.
 */
function isNearName(host = ""): boolean {
  const name = host.replace(/:\d*$/, "").toLowerCase();
  return isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0 || /^[a-z0-9_-]+(\.localhost)?$/.test(name);
}

function sendPreview(response: ServerResponse, answer: PreviewAnswer | undefined): void {
  if (answer) response.writeHead(answer.status, { ...answer.headers }).end(answer.body);
  else send(response, 404, "text/plain", "Known: /health/live /health/started /health/ready /metrics /preview\n");
}

/** A button of a previewed page was pressed: nothing happens. */
function showAgain(response: ServerResponse, { pathname, search }: URL): void {
  response.writeHead(303, { location: pathname + search }).end();
}

async function isAnswering({ storage }: Health): Promise<boolean> {
  return storage.ping().then(
    () => true,
    () => false,
  );
}

function report(response: ServerResponse, isGood: boolean, checks: Readonly<Record<string, boolean>>): void {
  const body = JSON.stringify({ status: isGood ? "ok" : "unavailable", checks });
  send(response, isGood ? 200 : 503, "application/json", `${body}\n`);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
}
