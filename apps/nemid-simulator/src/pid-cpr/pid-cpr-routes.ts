import Router from "@koa/router";
import type { Context } from "koa";
import type { Logger } from "pino";
import { answerPidRequest, type PidKnowledge, type PidReply } from "./answer-pid-request.js";
import { createBruteForceGuard } from "./brute-force.js";
import { type Caller, identifyCaller } from "./identify-caller.js";
import type { PidRequest } from "./pid-request.js";
import { readBody } from "./read-body.js";
import { XmlRefusal } from "./read-strict-xml.js";
import type { IdentityRegister, MerchantRegister } from "./registers.js";
import { readSoapCall, type SoapCall, writeFault, writePidReplies, writeResult } from "./soap-messages.js";
import { writeWsdl } from "./wsdl.js";
import { readXmlQuestion, writeXmlReply } from "./xml-messages.js";

export interface PidCprOptions {
  readonly identities: IdentityRegister;
  readonly merchants: MerchantRegister;
  readonly clock: { now(): Date };
  readonly log: Pick<Logger, "error">;
}

type Service = PidKnowledge & Pick<PidCprOptions, "log">;

/** Where the service lies on the operator's host. */
const PID_CPR_PATH = "/pid_serviceprovider_server";

/**
 * The PID/CPR service: a Koa router for the mutual-TLS port.
 *
 *   GET  /pid_serviceprovider_server/pidws/?wsdl   the description
 *   POST /pid_serviceprovider_server/pidws/        SOAP 1.1, document/literal
 *   POST /pid_serviceprovider_server/pidxml/       the same questions as XML in a form field
 */
export function pidCprRoutes({ identities, merchants, clock, log }: PidCprOptions): Router {
  const router = new Router({ prefix: PID_CPR_PATH });
  const service = { identities, guard: createBruteForceGuard(clock), log };
  const callerOf = (context: Context): Caller => identifyCaller(context.req, merchants);

  router.get("/pidws{/}", (context) => {
    if (!("wsdl" in context.query || "WSDL" in context.query)) return;
    send(context, 200, writeWsdl(`${context.protocol}://${context.host}${PID_CPR_PATH}/pidws/`));
  });
  router.post("/pidws{/}", async (context) => answerSoap(context, callerOf(context), service));
  router.post("/pidxml{/}", async (context) => answerXml(context, callerOf(context), service));
  return router;
}

async function answerSoap(context: Context, caller: Caller, service: Service): Promise<void> {
  if (!context.is("text/xml")) return send(context, 415, writeFault("Client", "the body must be text/xml"));
  const text = await readBody(context);
  if (text === undefined) return send(context, 413, writeFault("Client", "the body must be UTF-8 of at most 64 KiB"));
  try {
    send(context, 200, answerCall(readSoapCall(text), caller, service));
  } catch (error) {
    if (!(error instanceof XmlRefusal)) throw error;
    send(context, 500, writeFault("Client", error.message)); // SOAP 1.1 section 6.2: a fault travels with 500
  }
}

function answerCall(call: SoapCall, caller: Caller, service: Service): string {
  if (call.operation === "test") return writeResult("test", "OK");
  if (call.operation === "testConnection") return writeResult("testConnection", call.value);
  return writePidReplies(call.requests.map((request) => answer(request, caller, service)));
}

/** A register that fails is the service's own status, not the transport's. */
function answer(request: PidRequest, caller: Caller, { log, ...knowledge }: Service): PidReply {
  try {
    return answerPidRequest(request, caller, knowledge);
  } catch (error) {
    log.error({ err: error }, "a PID/CPR request failed");
    return { id: request.id, status: "internalError" };
  }
}

async function answerXml(context: Context, caller: Caller, service: Service): Promise<void> {
  const text = context.is("application/x-www-form-urlencoded") ? await readBody(context) : undefined;
  const question = readXmlQuestion(new URLSearchParams(text ?? "").get("PID_REQUEST") ?? "");
  const reply = "request" in question ? answer(question.request, caller, service) : { id: undefined, ...question };
  context.type = "text/xml; charset=iso-8859-1";
  context.body = writeXmlReply(reply);
}

function send(context: Context, status: number, xml: string): void {
  context.status = status;
  context.type = "text/xml; charset=utf-8";
  context.body = xml;
}
