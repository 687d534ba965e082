import Router from "@koa/router";
import type { Context } from "koa";
import type { Logger } from "pino";
import { createBruteForceGuard } from "../services/brute-force.js";
import { type Caller, type Enrolments, identifyCaller } from "../services/identify-caller.js";
import { readLimitedText } from "../services/read-limited-text.js";
import { answerSoap, asksForWsdl, sendXml } from "../soap/answer-soap.js";
import { answerPidRequest, type PidKnowledge, type PidReply } from "./answer-pid-request.js";
import type { PidRequest } from "./pid-request.js";
import type { IdentityRegister, Subscriber } from "./registers.js";
import { readPidCall, type SoapCall, writePidReplies, writeResult } from "./soap-messages.js";
import { writePidWsdl } from "./wsdl.js";
import { readXmlQuestion, writeXmlReply } from "./xml-messages.js";

export interface PidCprOptions {
  readonly identities: IdentityRegister;
  readonly merchants: Enrolments<Subscriber>;
  readonly clock: { now(): Date };
  readonly log: Pick<Logger, "error">;
  /** Whether it answers for somebody else than was asked about: a fault for tests. */
  readonly isAstray?: () => boolean;
}

type Service = PidKnowledge & Required<Pick<PidCprOptions, "log" | "isAstray">>;

/** Where the service lies on the operator's host. */
const PID_CPR_PATH = "/pid_serviceprovider_server";

/**
 * The PID/CPR service: a Koa router for the mutual-TLS port.
 *
 *   GET  /pid_serviceprovider_server/pidws/?wsdl   the description
 *   POST /pid_serviceprovider_server/pidws/        SOAP 1.1, document/literal
 *   POST /pid_serviceprovider_server/pidxml/       the same questions as XML in a form field
 */
export function pidCprRoutes({ identities, merchants, clock, log, isAstray = () => false }: PidCprOptions): Router {
  const router = new Router({ prefix: PID_CPR_PATH });
  const service = { identities, guard: createBruteForceGuard(clock), log, isAstray };
  const callerOf = (context: Context) => identifyCaller(context.req, merchants);

  router.get("/pidws{/}", (context) => {
    if (asksForWsdl(context))
      sendXml(context, 200, writePidWsdl(`${context.protocol}://${context.host}${PID_CPR_PATH}/pidws/`));
  });
  router.post("/pidws{/}", (context) =>
    answerSoap(context, (call) => answerCall(readPidCall(call), callerOf(context), service)),
  );
  router.post("/pidxml{/}", async (context) => answerXml(context, callerOf(context), service));
  return router;
}

function answerCall(call: SoapCall, caller: Caller<Subscriber>, service: Service): string {
  if (call.operation === "test") return writeResult("test", "OK");
  if (call.operation === "testConnection") return writeResult("testConnection", call.value);
  return writePidReplies(call.requests.map((request) => answer(request, caller, service)));
}

/** A register that fails is the service's own status, not the transport's. */
function answer(request: PidRequest, caller: Caller<Subscriber>, { log, isAstray, ...knowledge }: Service): PidReply {
  try {
    return answerPidRequest(isAstray() ? aboutAnother(request, knowledge) : request, caller, knowledge);
  } catch (error) {
    log.error({ err: error }, "a PID/CPR request failed");
    return { id: request.id, status: "internalError" };
  }
}

/** The same question about somebody else, and the right number when it was a match. */
function aboutAnother(request: PidRequest, { identities }: PidKnowledge): PidRequest {
  const other = identities.list().find(({ pid, cpr }) => pid !== undefined && pid !== request.pid && cpr !== undefined);
  const cpr = request.cpr === undefined ? undefined : other?.cpr;
  return other === undefined ? request : { ...request, pid: other.pid, cpr, certificate: undefined };
}

async function answerXml(context: Context, caller: Caller<Subscriber>, service: Service): Promise<void> {
  const text = context.is("application/x-www-form-urlencoded") ? await readLimitedText(context) : undefined;
  const question = readXmlQuestion(new URLSearchParams(text ?? "").get("PID_REQUEST") ?? "");
  const reply = "request" in question ? answer(question.request, caller, service) : { id: undefined, ...question };
  context.type = "text/xml; charset=iso-8859-1";
  context.body = writeXmlReply(reply);
}
