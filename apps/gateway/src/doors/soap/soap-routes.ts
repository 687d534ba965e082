/** A SOAP service over HTTP: its definition at `?wsdl`, and its operations by POST. */

import { StorageError } from "@eid-gateway/storage";
import Router from "@koa/router";
import type Koa from "koa";
import type { Log } from "../../log.js";
import { BodyRefused, withBody } from "../callers/read-body.js";
import type { Rooms } from "../callers/rooms.js";
import { admitCaller, type CallParts, callOperation } from "./call-operation.js";
import { decodeBody } from "./decode-body.js";
import { SoapFault, writeEnvelope, writeFault } from "./fault.js";
import { printWsdl } from "./print-wsdl.js";
import { readContentType } from "./read-content-type.js";
import type { Operation } from "./web-service.js";

export interface SoapParts<O extends Readonly<Record<string, Operation>>> extends CallParts<O> {
  /** Public: "https://id.example.dk". */
  readonly origin: string;
  /** Who calls stands in the message: until it is read, they are anybody. */
  readonly roomFor: Rooms["forCaller"];
  /** Largest message. Documents stand in it as base64. */
  readonly maxBytes: number;
  readonly log: Log;
}

export function soapRoutes<O extends Readonly<Record<string, Operation>>>(parts: SoapParts<O>): Router {
  const { path } = parts.service;
  const wsdl = printWsdl(parts.service, parts.origin + path);
  const router = new Router();
  router.get(path, (ctx) => {
    // Toolkits ask for ?wsdl, ?WSDL, ?wsdl=DocumentService.wsdl.
    if (![...ctx.URL.searchParams.keys()].some((name) => name.toLowerCase() === "wsdl")) return refuseVerb(ctx);
    ctx.set("content-type", "text/xml; charset=utf-8");
    ctx.body = wsdl;
  });
  router.post(path, async (ctx) => {
    ctx.set({ "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" });
    try {
      ctx.body = await answer(ctx, parts);
    } catch (error) {
      const fault = asFault(error, parts.log);
      ctx.status = 500; // SOAP 1.1 section 6.2, whatever it is
      if (!ctx.req.complete) ctx.set("connection", "close");
      ctx.body = writeFault(fault);
    }
  });
  router.all(path, refuseVerb);
  return router;
}

/** What is read of anybody: a few hundredths of a second, whatever stands in it. */
const SMALL_BYTES = 64 * 1024;
/** Every request begins with its service and password, behind headers at most. */
const START_BYTES = 16 * 1024;

async function answer<O extends Readonly<Record<string, Operation>>>(ctx: Koa.Context, parts: SoapParts<O>) {
  const { charset } = readContentType(ctx.req.headers);
  const limits = { maxBytes: parts.maxBytes, room: parts.roomFor(ctx.req) };
  return withBody(ctx, limits, async (body) => {
    if (body.length === 0) throw new SoapFault("Client", "There is no message", { code: "malformed-message" });
    if (body.length > SMALL_BYTES) {
      await admitCaller(decodeBody(body.subarray(0, START_BYTES), charset, "start"), ctx, parts.callers);
    }
    return writeEnvelope(await callOperation(decodeBody(body, charset), ctx, parts));
  });
}

function asFault(error: unknown, log: Log): SoapFault {
  if (error instanceof SoapFault) return error;
  if (error instanceof BodyRefused) return REFUSED_BODIES[error.reason];
  log.error({ err: error }, "a call could not be answered");
  if (error instanceof StorageError) {
    return new SoapFault("Server", "The gateway cannot keep anything just now; call again", { code: "unavailable" });
  }
  return new SoapFault("Server", "The gateway has failed; its operator finds the reason in the log", {
    code: "internal",
  });
}

const REFUSED_BODIES = {
  "too-large": new SoapFault("Client", "The message is too large; upload documents first", { code: "too-large" }),
  busy: new SoapFault("Server", "The gateway is receiving as much as it can; call again", { code: "unavailable" }),
  aborted: new SoapFault("Client", "The message did not arrive", { code: "malformed-message" }),
};

function refuseVerb(ctx: Koa.Context): void {
  ctx.status = 405;
  ctx.set("allow", "GET, POST");
  ctx.type = "text/plain";
  ctx.body = "This is a SOAP service: POST a message, or GET its definition with ?wsdl.\n";
}
