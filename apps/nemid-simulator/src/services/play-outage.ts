import { setTimeout as delay } from "node:timers/promises";
import type { Context } from "koa";

const SLOW_MS = 60_000;

/** A word of the service's switch, or how long a slow answer takes. */
type Health = string | { readonly slowMs: number };

/** Plays a service that is down, talks nonsense or is slow. Gives whether the request is answered by that already. */
export async function playOutage(context: Context, health: Health, stopping: AbortSignal): Promise<boolean> {
  if (health === "down") return answer(context, 503, "text/plain", "This service is switched off.");
  if (health === "nonsense") return answer(context, 200, "text/html", "<html><title>Welcome</title></html>");
  if (health === "slow") await waitFor(SLOW_MS, context, stopping);
  if (typeof health === "object") await waitFor(health.slowMs, context, stopping);
  return false;
}

function answer(context: Context, status: number, type: string, body: string): true {
  context.status = status;
  context.type = type;
  context.body = body;
  return true;
}

/** Nobody is kept waiting who has left already. */
async function waitFor(ms: number, { res }: Context, stopping: AbortSignal): Promise<void> {
  const left = new AbortController();
  res.once("close", () => left.abort());
  await delay(ms, undefined, { signal: AbortSignal.any([stopping, left.signal]), ref: false }).catch(() => undefined);
}
