/**
 * Files over HTTP: session data storage, what orders began as and came to, the archive. Everything is behind HTTP Basic (or a token),
 * and whose path it is must be who asks.
 */

import type { Signing, StoredFile } from "@eid-gateway/signing";
import Router from "@koa/router";
import type Koa from "koa";
import type { Log } from "../../log.js";
import { CallerRefused, type Callers, type SigningCustomer } from "../callers/callers.js";
import { withBody } from "../callers/read-body.js";
import { readCredentials } from "../callers/read-credentials.js";
import type { Room } from "../callers/room.js";
import type { FileAddresses } from "./file-addresses.js";
import { sendFile } from "./send-file.js";
import { checkUpload, StoreRefused, tellRefusal } from "./store-refusal.js";

export interface StoreParts {
  readonly signing: Pick<Signing, "orders" | "files" | "archive">;
  readonly callers: Callers;
  readonly addresses: FileAddresses;
  readonly room: Room;
  readonly log: Log;
}
type Find = (service: string, path: Readonly<Record<string, string>>) => Promise<StoredFile | undefined>;

export function storeRoutes(parts: StoreParts): Router {
  const { orders, files, archive } = parts.signing;
  const router = new Router({ prefix: "/doc/:service" });
  const guard = (act: Act) => (ctx: Koa.Context) => guarded(ctx, parts, act);

  const serve = (path: string, find: Find) => {
    router.get(
      path,
      guard(async (ctx, { service }) => {
        const file = await find(service, ctx.params as Record<string, string>);
        if (!file) throw new StoreRefused("not-found");
        sendFile(ctx, file);
      }),
    );
  };

  router.post(
    "/sds",
    guard((ctx, customer) => upload(ctx, parts, customer)),
  );
  serve("/sds/:id", (service, { id }) => files.get(service, id!));
  router.delete(
    "/sds/:id",
    guard(async (ctx, { service }) => {
      if (!(await files.delete(service, (ctx.params as { id: string }).id))) throw new StoreRefused("not-found");
      ctx.status = 204;
    }),
  );
  serve("/order/:order/:task/:document/original", (service, { order, task, document }) =>
    orders.original(service, order!, task!, document!),
  );
  serve("/order/:order/:task/:document/sdo", (service, { order, task, document }) =>
    orders.result(service, order!, task!, document!),
  );
  serve("/order/:order/packaging/:task", (service, { order, task }) => orders.packagingResult(service, order!, task!));
  serve("/archive/:id", (service, { id }) => archive.get(service, id!));
  router.all(
    "/{*rest}",
    guard(() => Promise.reject(new StoreRefused("not-found"))),
  );
  return router;
}

type Act = (ctx: Koa.Context, customer: SigningCustomer) => Promise<void>;

async function guarded(ctx: Koa.Context, { callers, log }: StoreParts, act: Act): Promise<void> {
  ctx.set("cache-control", "no-store");
  try {
    const credentials = readCredentials(ctx.get("authorization"), ctx.URL.searchParams);
    if (credentials === "none") throw new CallerRefused("unknown");
    const customer = await callers.identify(credentials, ctx.req);
    if (customer.service !== (ctx.params as { service: string }).service) throw new StoreRefused("foreign");
    await act(ctx, customer);
  } catch (error) {
    tellRefusal(ctx, error, log);
  }
}

/** The body as it is, whatever its length header says; of an upload that breaks off nothing is kept. */
async function upload(ctx: Koa.Context, parts: StoreParts, { service, signing }: SigningCustomer): Promise<void> {
  const mediaType = checkUpload(ctx.req.headers);
  await withBody(ctx, { maxBytes: signing.maxBytes, room: parts.room }, async (bytes) => {
    if (bytes.length === 0) throw new StoreRefused("empty");
    const id = await parts.signing.files.put(service, { mediaType, bytes });
    ctx.status = 201;
    ctx.set("location", parts.addresses.session(service, id));
    ctx.type = "text/plain";
    ctx.body = id;
  });
}
