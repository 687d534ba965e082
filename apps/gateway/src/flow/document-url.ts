/**
 * The address at which another party's client, framed in our page, loads the document it is to show: without cookie, so it carries a
 * key; for one origin, so the key is made of it (`docs/plugins.md`). It works while the method waits for that client.
 *
 *   /flow/<id>/document/<key>?origin=https%3A%2F%2Fapplet.danid.dk        key = HMAC-SHA-256(the flow's own, origin)
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Flow } from "./flow.js";

export function documentUrl(gateway: string, { id, documentKey }: Flow, origin: string): URL {
  if (documentKey === undefined) throw new TypeError("a flow without a document has no address for one");
  const url = new URL(`/flow/${id}/document/${keyFor(documentKey, origin)}`, gateway);
  url.searchParams.set("origin", origin);
  return url;
}

/** Whether the address was made for this origin, and the client is still awaited. */
export function opensDocument({ documentKey, stage }: Flow, key: string, origin: string): boolean {
  if (documentKey === undefined || (stage.kind !== "show" && stage.kind !== "redirect")) return false;
  const [given, wanted] = [Buffer.from(key), Buffer.from(keyFor(documentKey, origin))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function keyFor(documentKey: string, origin: string): string {
  return createHmac("sha256", documentKey).update(origin).digest("base64url");
}
