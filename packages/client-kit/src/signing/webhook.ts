/**
 * The gateway's call when a task is over. Check it, answer 204 at once, then ask the gateway what came of the order: the call says
 * where to look and nothing more, so that the same call twice does no harm.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { SigningSecurityError } from "./signing-errors.js";

/** A call as it came in. */
export interface WebhookCall {
  readonly method: string;
  /** The whole address as the gateway called it, `https://shop.example.dk/signed?requestId=...`: before any proxy of yours changed it. */
  readonly url: string;
  /** The header `X-Signature`. */
  readonly signature: string | undefined;
  /** As it came, unparsed; empty with GET. At most 64 KiB are looked at. */
  readonly body?: string | Uint8Array;
}
export interface WebhookTerms {
  /** `signing.notifications.secret` of the gateway's configuration. */
  readonly secret: string;
  readonly now: Date;
  /** How old, or how early, a signature may be; 300 unless said. */
  readonly toleranceSeconds?: number;
}
export interface WebhookEvent {
  readonly orderId: string;
  /** Absent: it is about the order as a whole. */
  readonly taskId?: string;
}

const MAX_BYTES = 64 * 1024;
/** Of decimal digits at most ten: until the year 2286. */
const SIGNATURE = /^t=([0-9]{1,10}),v1=([0-9a-f]{64})$/;

/** @throws SigningSecurityError "not-signed", "bad-signature", "too-old", "not-a-webhook" */
export function readWebhook(call: WebhookCall, { secret, now, toleranceSeconds = 300 }: WebhookTerms): WebhookEvent {
  if (secret === "") throw new TypeError("Without a secret anybody's call is as good as the gateway's");
  if (call.signature === undefined) throw new SigningSecurityError("not-signed");
  const body = Buffer.from(call.body ?? "");
  if (body.length > MAX_BYTES) throw new SigningSecurityError("not-a-webhook");
  const [, seconds, mac] = SIGNATURE.exec(call.signature) ?? [];
  if (seconds === undefined || mac === undefined) throw new SigningSecurityError("bad-signature");
  const expected = createHmac("sha256", secret).update(`${seconds}.${call.method}.${call.url}.`).update(body).digest();
  if (!timingSafeEqual(expected, Buffer.from(mac, "hex"))) throw new SigningSecurityError("bad-signature");
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > toleranceSeconds) throw new SigningSecurityError("too-old");
  return call.method === "POST" ? readBody(body) : readQuery(new URL(call.url).searchParams);
}

function readQuery(query: URLSearchParams): WebhookEvent {
  return eventOf(query.get("requestId"), query.get("taskId") ?? undefined);
}

function readBody(body: Buffer): WebhookEvent {
  try {
    const { eventData } = JSON.parse(body.toString("utf8")) as { eventData?: Record<string, unknown> };
    return eventOf(eventData?.requestId, eventData?.taskId);
  } catch (cause) {
    throw cause instanceof SigningSecurityError ? cause : new SigningSecurityError("not-a-webhook", cause);
  }
}

function eventOf(orderId: unknown, taskId: unknown): WebhookEvent {
  if (typeof orderId !== "string" || orderId === "") throw new SigningSecurityError("not-a-webhook");
  if (taskId === undefined) return { orderId };
  if (typeof taskId !== "string" || taskId === "") throw new SigningSecurityError("not-a-webhook");
  return { orderId, taskId };
}
