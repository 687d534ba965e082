/** A time-stamping authority: RFC 3161 over HTTP (section 3.4), at `/tsa`. The time it attests is the simulator's clock. */
import { answerTimestampRequest, type IssuedCertificate } from "@eid-gateway/oces-testing";
import Router from "@koa/router";
import type { PkiHealth } from "../pki/pki-health.js";
import { readDerBody } from "../pki/read-der-body.js";
import { playOutage } from "../services/play-outage.js";
import { faultOf } from "./tsa-health.js";

export interface TsaOptions {
  readonly tsa: IssuedCertificate;
  readonly health: Pick<PkiHealth, "tsa">;
  readonly clock: { now(): Date };
  readonly stopping: AbortSignal;
}

export function tsaRoutes({ tsa, health, clock, stopping }: TsaOptions): Router {
  const router = new Router();
  router.post("/tsa", async (context) => {
    const request = await readDerBody(context, "application/timestamp-query");
    if (request === undefined || (await playOutage(context, health.tsa, stopping))) return;
    const misbehave = faultOf(health.tsa);
    context.type = "application/timestamp-reply";
    context.body = Buffer.from(
      answerTimestampRequest(request, { tsa, at: clock.now(), ...(misbehave && { misbehave }) }),
    );
  });
  return router;
}
