import { Readable } from "node:stream";
import type { Context, Middleware } from "koa";
import { playOutage } from "./play-outage.js";
import type { ServiceHealth } from "./service-health.js";

const MEGABYTE = 1024 * 1024;
const HUGE_MEGABYTES = 50;

export interface HealthPlay {
  readonly health: () => ServiceHealth;
  /** An honest answer in words of another namespace. ASCII goes in and out; other bytes are to be left alone. */
  readonly inOtherNamespace: (honest: string) => string;
  /** Ends what is being waited for. */
  readonly stopping: AbortSignal;
}

/** Lets a service answer and spoils the answer, as its switch says. To whom it would be wrong to answer, the service itself knows. */
export function playHealth({ health, inOtherNamespace, stopping }: HealthPlay): Middleware {
  return async (context, next) => {
    const played = health();
    if (await playOutage(context, played, stopping)) return;
    await next();
    const honest = honestBody(context);
    if (honest === undefined) return;
    if (played === "cut") cutConnection(context, honest);
    if (played === "malformed") context.body = honest.subarray(0, honest.length / 2);
    if (played === "huge") context.body = Readable.from(padded(honest));
    if (played === "other-namespace") context.body = Buffer.from(inOtherNamespace(honest.toString("latin1")), "latin1");
  };
}

/** The body as bytes; setting it again keeps the type that was set. */
function honestBody({ body }: Context): Buffer | undefined {
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === "string") return Buffer.from(body, "utf8");
  return body === undefined || body === null ? undefined : Buffer.from(JSON.stringify(body), "utf8");
}

function cutConnection(context: Context, honest: Buffer): void {
  const { res, status, type } = context;
  context.respond = false;
  res.writeHead(status, { "Content-Type": type, "Content-Length": honest.length });
  res.write(honest.subarray(0, honest.length / 2), () => res.destroy());
}

/** White space after a message is still part of it, in XML as in JSON; only its size gives it away. */
function* padded(honest: Buffer): Generator<Buffer> {
  yield honest;
  const blank = Buffer.alloc(MEGABYTE, " ");
  for (let sent = 0; sent < HUGE_MEGABYTES; sent++) yield blank;
}
