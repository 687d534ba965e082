/**
 * The operator's side of the code file client. It checks parameters and says what is to be signed; the signature itself
 * is made where the key is: in the browser, or here for the headless client, which signs as the identity would.
 *
 *   page ── parameters ──> open ── refused ──> logonError, signError
 *                            └── CodeFileRequest ──> key file and password ──> changeResponseAndSubmit
 */
import type { X509Certificate } from "node:crypto";
import type { Logger } from "pino";
import type { ActiveScenarios } from "../keycard/active-scenarios.js";
import type { HeadlessLogIn } from "../keycard/headless-client.js";
import type { Respond } from "../keycard/respond.js";
import type { Enrolment } from "../register/enrolment.js";
import type { Identities } from "../register/identities.js";
import type { Identity } from "../register/identity.js";
import { isMeant } from "../register/look-up.js";
import { checkCodeFileParameters } from "./check-parameters.js";
import type { CodeFileRequest } from "./client-request.js";
import { type CodeFileEnd, type CodeFileStuck, endWithError, type KeyFileProblem } from "./conversation.js";
import { mayHolderSign } from "./may-holder-sign.js";
import { stateOf } from "./signed-properties.js";

export interface CodeFileClient {
  /** What the iframe is to do, or the end that its parameters brought about. */
  open(parameters: string, origin: string): CodeFileRequest | CodeFileEnd;
  /** Signs with the identity's key file, and gives what the iframe would post. */
  run(logIn: HeadlessLogIn): Promise<CodeFileEnd | CodeFileStuck>;
}

export interface CodeFileClientOptions {
  readonly merchants: { findEnrolment(certificate: X509Certificate): Enrolment };
  readonly identities: Pick<Identities, "find" | "certificateOf">;
  readonly scenarios: ActiveScenarios;
  readonly respond: Respond;
  readonly clock: { now(): Date };
  readonly log: Logger;
  wait(ms: number): Promise<void>;
}

export function openCodeFileClient(options: CodeFileClientOptions): CodeFileClient {
  const { merchants, identities, scenarios, respond, clock, log, wait } = options;

  function open(parameters: string, origin: string): CodeFileRequest | CodeFileEnd {
    const now = clock.now().getTime();
    const checked = checkCodeFileParameters(parameters, { origin, now, findEnrolment: merchants.findEnrolment });
    if (!("code" in checked)) return checked;
    log.warn({ code: checked.code, why: checked.why }, "parameters of the code file client refused");
    return endWithError(checked.code, parameters);
  }

  async function run(logIn: HeadlessLogIn): Promise<CodeFileEnd | CodeFileStuck> {
    const { parameters, origin } = logIn;
    const request = open(parameters, origin);
    if ("command" in request) return request;
    const chosen = choose(logIn, request);
    if (typeof chosen === "string") return { stuck: { name: "key-file", problem: chosen } };
    const { recipe, code, delayMs } = scenarios.take(chosen.nemidNumber);
    if (delayMs > 0) await wait(delayMs);
    if (code !== undefined) return endWithError(code, parameters);
    return { command: "changeResponseAndSubmit", content: await respond(chosen, stateOf(request), recipe) };
  }

  /** The password is the key file's: its letter case counts, and a wrong one locks nothing. */
  function choose(logIn: HeadlessLogIn, { filter }: CodeFileRequest): Identity | KeyFileProblem {
    const { userId, password, certificate } = logIn;
    const found = identities.find(userId).filter((one) => isMeant(one, certificate));
    if (found.length === 0) return "file-missing";
    const opened = found.filter((identity) => identity.password === password);
    if (opened.length === 0) return "wrong-password";
    return opened.find((one) => mayHolderSign(identities.certificateOf(one).certificate, filter)) ?? "other-kind";
  }

  return { open, run };
}
