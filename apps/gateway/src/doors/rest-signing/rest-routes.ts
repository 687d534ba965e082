/** The REST face: the same orders as by SOAP, as JSON, for who has a token of the OIDC door. */

import type { Signing, StoredFile } from "@eid-gateway/signing";
import Router from "@koa/router";
import type Koa from "koa";
import type { Log } from "../../log.js";
import { CallerRefused, type Callers, type SigningCustomer } from "../callers/callers.js";
import { withBody } from "../callers/read-body.js";
import type { Room } from "../callers/room.js";
import { readBearer } from "../organization/read-bearer.js";
import { sendFile } from "../sds/send-file.js";
import { checkUpload, StoreRefused } from "../sds/store-refusal.js";
import { fromOrder, type TaskUrl } from "./from-order.js";
import { fromEvents, fromPackagingState, fromTaskState } from "./from-state.js";
import { findUnsupportedAddress } from "./not-supported.js";
import { openApi } from "./openapi.js";
import { MethodNotAllowed, NotAllowed, NotSupported, NotThere, tellProblem } from "./problem.js";
import { checkJsonHeaders, readJson } from "./read-json.js";
import { placedInJson } from "./rest-place.js";
import { order as orderSchema } from "./schemas.js";
import { toOrder } from "./to-order.js";

export interface RestParts {
  readonly signing: Pick<Signing, "orders" | "files" | "archive">;
  readonly callers: Callers;
  readonly taskUrl: TaskUrl;
  readonly origin: string;
  readonly room: Room;
  readonly log: Log;
}
type Path = Readonly<Record<"order" | "task" | "document", string>>;
type Act = (call: {
  readonly ctx: Koa.Context;
  readonly service: string;
  readonly path: Path;
  readonly customer: SigningCustomer;
}) => Promise<void>;

export const PREFIX = "/enterprise/sign";
const ANY = "/{*rest}";
/** An order has no documents in it. */
const ORDER_BYTES = 1024 * 1024;

export function restRoutes(parts: RestParts): Router {
  const { signing, taskUrl, origin, room } = parts;
  const { orders, files, archive } = signing;
  const base = origin + PREFIX;
  const router = new Router({ prefix: PREFIX });
  const description = openApi(origin);

  router.get("/openapi.json", (ctx) => {
    ctx.body = description;
  });
  const on = (verb: "get" | "post" | "delete", path: string, act: Act) => {
    router[verb](path, (ctx) => guarded(ctx, parts, act));
  };
  const serve = (path: string, find: (service: string, path: Path) => Promise<StoredFile | undefined>) =>
    on("get", path, async ({ ctx, service, path: at }) => sendFile(ctx, there(await find(service, at))));

  on("post", "/documents", async ({ ctx, service, customer }) => {
    const mediaType = checkUpload(ctx.req.headers);
    await withBody(ctx, { maxBytes: customer.signing.maxBytes, room }, async (bytes) => {
      if (bytes.length === 0) throw new StoreRefused("empty");
      const documentId = await files.put(service, { mediaType, bytes });
      created(ctx, `${base}/documents/${documentId}`, { documentId });
    });
  });
  serve("/documents/:document", (service, { document }) => files.get(service, document));
  on("delete", "/documents/:document", async ({ ctx, service, path }) => {
    gone(ctx, await files.delete(service, path.document));
  });

  on("post", "/orders", async ({ ctx, service }) => {
    checkJsonHeaders(ctx.req.headers);
    const asked = await withBody(ctx, { maxBytes: ORDER_BYTES, room }, async (body) => readJson(body, orderSchema));
    const [made] = await orders.create(service, [toOrder(asked)]).catch((error: unknown) => {
      throw placedInJson(error, asked);
    });
    const order = there(await orders.find(service, made!.id));
    created(ctx, `${base}/orders/${order.id}`, fromOrder(order, taskUrl, made!.artifact));
  });
  on("get", "/orders/:order", async ({ ctx, service, path }) => {
    ctx.body = fromOrder(there(await orders.find(service, path.order)), taskUrl);
  });
  on("delete", "/orders/:order", async ({ ctx, service, path }) => {
    gone(ctx, (await orders.delete(service, [path.order])) > 0);
  });

  on("get", "/orders/:order/tasks/:task/status", async ({ ctx, service, path: { order, task } }) => {
    const state = (await orders.states(service, [order])).find(({ taskId }) => taskId === task);
    ctx.body = fromTaskState(there(state), base);
  });
  on("get", "/orders/:order/tasks/:task/events", async ({ ctx, service, path: { order, task } }) => {
    ctx.body = fromEvents(await orders.history(service, order, task));
  });
  serve("/orders/:order/tasks/:task/documents/:document/original", (service, { order, task, document }) =>
    orders.original(service, order, task, document),
  );
  serve("/orders/:order/tasks/:task/documents/:document/result", (service, { order, task, document }) =>
    orders.result(service, order, task, document),
  );
  on("get", "/orders/:order/packaging-tasks/:task/status", async ({ ctx, service, path: { order, task } }) => {
    const state = (await orders.packagingStates(service, [order])).find(
      ({ packagingTaskId }) => packagingTaskId === task,
    );
    ctx.body = fromPackagingState(there(state), base);
  });
  serve("/orders/:order/packaging-tasks/:task/result", (service, { order, task }) =>
    orders.packagingResult(service, order, task),
  );

  serve("/archive-documents/:document", (service, { document }) => archive.get(service, document));
  on("delete", "/archive-documents/:document", async ({ ctx, service, path }) => {
    gone(ctx, (await archive.remove(service, [path.document])).length > 0);
  });
  router.all(ANY, (ctx) => guarded(ctx, parts, () => answerOtherwise(ctx, router)));
  return router;
}

/** No route has taken the call: its method is not the address's, or there is nothing. */
async function answerOtherwise(ctx: Koa.Context, router: Router): Promise<void> {
  const address = ctx.path.slice(PREFIX.length);
  const methods = router
    .match(ctx.path, ctx.method)
    .path.filter(({ path }) => path !== `${PREFIX}${ANY}`)
    .flatMap((layer) => layer.methods);
  if (methods.length === 0) {
    const remedy = findUnsupportedAddress(address);
    throw remedy === undefined ? new NotThere() : new NotSupported(remedy);
  }
  ctx.set("allow", [...new Set([...methods, "OPTIONS"])].join(", "));
  if (ctx.method !== "OPTIONS") throw new MethodNotAllowed();
  ctx.status = 204;
}

async function guarded(ctx: Koa.Context, { callers, log }: RestParts, act: Act): Promise<void> {
  ctx.set("cache-control", "no-store");
  try {
    const bearer = readBearer(ctx.get("authorization"), ctx.URL.searchParams);
    if (typeof bearer === "string") throw new CallerRefused("unknown");
    const customer = await callers.identify({ kind: "token", token: bearer.token }, ctx.req);
    if (!customer.signing.rest) throw new NotAllowed();
    await act({ ctx, customer, service: customer.service, path: ctx.params as Path });
  } catch (error) {
    tellProblem(ctx, error, log);
  }
}

function there<T>(found: T | undefined): T {
  if (found === undefined) throw new NotThere();
  return found;
}

function created(ctx: Koa.Context, location: string, body: object): void {
  ctx.status = 201;
  ctx.set("location", location);
  ctx.body = body;
}

function gone(ctx: Koa.Context, wasThere: boolean): void {
  if (!wasThere) throw new NotThere();
  ctx.status = 204;
}
