import Router from "@koa/router";
import type { Context } from "koa";
import type { Logger } from "pino";
import { createBruteForceGuard } from "../services/brute-force.js";
import { type Enrolments, identifyCaller } from "../services/identify-caller.js";
import { answerSoap, asksForWsdl, sendXml } from "../soap/answer-soap.js";
import { answerLegacyCall } from "./answer-legacy-call.js";
import { answerOioCall } from "./answer-oio-call.js";
import { writeLegacyDetail } from "./legacy-messages.js";
import { writeLegacyWsdl } from "./legacy-wsdl.js";
import { writeOioDetail } from "./oio-messages.js";
import { writeOioWsdl } from "./oio-wsdl.js";
import type { EmployeeRegister, RidSubscriber } from "./registers.js";

export interface RidCprOptions {
  readonly employees: EmployeeRegister;
  readonly merchants: Enrolments<RidSubscriber>;
  readonly clock: { now(): Date };
  readonly log: Pick<Logger, "error">;
  /** Whether it answers for somebody else than was asked about: a fault for tests. */
  readonly isAstray?: () => boolean;
}

/** Where the two ways in lie on the operator's host. */
const OIO_PATH = "/rid_serviceprovider_oio_server/v1.0.0";
const LEGACY_PATH = "/rid_serviceprovider_server/services/HandleSundhedsportalWSPort";

/**
 * The RID/CPR service: a Koa router for the mutual-TLS port. Both addresses describe themselves with `?wsdl`.
 *
 *   POST /rid_serviceprovider_oio_server/v1.0.0/                                 SOAP 1.1, document/literal
 *   POST /rid_serviceprovider_server/services/HandleSundhedsportalWSPort         SOAP 1.1, rpc/encoded
 */
export function ridCprRoutes({ employees, merchants, clock, log, isAstray = () => false }: RidCprOptions): Router {
  const router = new Router();
  const knowledge = { employees, guard: createBruteForceGuard(clock), isAstray };
  const callerOf = (context: Context) => identifyCaller(context.req, merchants);
  const failed = (error: unknown) => log.error({ err: error }, "a RID/CPR request failed");
  const addressOf = ({ protocol, host }: Context, path: string): string => `${protocol}://${host}${path}`;

  router.get(`${OIO_PATH}{/}`, (context) => {
    if (asksForWsdl(context)) sendXml(context, 200, writeOioWsdl(addressOf(context, `${OIO_PATH}/`)));
  });
  router.post(`${OIO_PATH}{/}`, (context) =>
    answerSoap(context, (call) => answerOioCall(call, callerOf(context), knowledge, failed), writeOioDetail),
  );
  router.get(`${LEGACY_PATH}{/}`, (context) => {
    if (asksForWsdl(context)) sendXml(context, 200, writeLegacyWsdl(addressOf(context, LEGACY_PATH)));
  });
  router.post(`${LEGACY_PATH}{/}`, (context) =>
    answerSoap(context, (call) => answerLegacyCall(call, callerOf(context), knowledge, failed), writeLegacyDetail),
  );
  return router;
}
