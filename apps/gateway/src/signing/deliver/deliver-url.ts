/**
 * A customer's server is called: by GET with the ids in the address, as always, or by POST with the event as JSON (a webhook). Where
 * the customer has a secret, the call is signed. Any 2xx is taken for received; everything else is tried again by the domain.
 */
import { createHmac } from "node:crypto";
import type { Deliver, OutgoingMessage } from "@eid-gateway/signing";
import type { OpenInternet } from "./open-internet.js";
import { eventOf } from "./webhook-event.js";

export interface CallTerms {
  readonly method: "GET" | "POST";
  readonly secret?: string | undefined;
  readonly mayPointInside: boolean;
}
export interface UrlDelivererParts {
  readonly internet: Pick<OpenInternet, "call">;
  readonly clock: { now(): Date };
  terms(service: string): CallTerms;
}

export function createUrlDeliverer({ internet, clock, terms }: UrlDelivererParts): Deliver {
  return async (message) => {
    const { method, secret, mayPointInside } = terms(message.service);
    const now = clock.now();
    const body = method === "POST" ? JSON.stringify(eventOf(message, now)) : undefined;
    const signed = { method, url: message.recipient, body: body ?? "" };
    const status = await internet.call({
      url: message.recipient,
      method,
      mayPointInside,
      headers: {
        "user-agent": "eid-gateway",
        "x-event-id": idOf(message),
        ...(body !== undefined && { "content-type": "application/json; charset=utf-8" }),
        ...(secret !== undefined && { "x-signature": sign(secret, signed, now) }),
      },
      ...(body !== undefined && { body }),
    });
    if (status < 200 || status > 299) throw new Error(`the address answered ${status}`);
  };
}

/** Ids are ours, and yet go into a header. */
function idOf({ id }: OutgoingMessage): string {
  return id.replace(/[^\x21-\x7e]/g, "");
}

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 over time, method, address and body, so that an old call cannot be sent again as a new one. */
function sign(
  secret: string,
  call: { readonly method: string; readonly url: string; readonly body: string },
  now: Date,
) {
  const seconds = Math.floor(now.getTime() / 1000);
  const mac = createHmac("sha256", secret).update(`${seconds}.${call.method}.${call.url}.${call.body}`).digest("hex");
  return `t=${seconds},v1=${mac}`;
}
