/**
 * The door of the method URL: `/std/method/<service>/?id=<method>:<profile>:<language>&target=<url>` begins a flow, and a signed SAML
 * 1.1 response is posted to the target when it is over.
 *
 *   method URL -> readMethodUrl -> flow -> answerOf (kept) -> /flow/<id>/answer -> drawAnswer (signed) -> the browser posts it
 */
import type { Config } from "@eid-gateway/config";
import type { Storage } from "@eid-gateway/storage";
import { SYSTEM_ERROR } from "../../flow/failures.js";
import type { Door, FlowRequest } from "../../flow/flow.js";
import type { Log } from "../../log.js";
import { type AskedAnswer, answerOf, METHOD_URL_DOOR } from "./answer-of.js";
import type { Undelivered } from "./draw-answer.js";
import { type MethodUrl, type MethodUrlRequest, readMethodUrl } from "./read-method-url.js";
import { MethodUrlRefused } from "./refusal.js";
import { loadSamlKeys, type SamlKeys } from "./saml-keys.js";
import { createEndWarning } from "./warn-of-end.js";

export interface MethodUrlDoor extends Door {
  /** @throws MethodUrlRefused */
  read(url: MethodUrl): FlowRequest;
  /** What answers are signed with now. */
  keys(): SamlKeys;
  /** Takes up keys that were added, or have become due, on any node. */
  refreshKeys(): Promise<void>;
}
export interface MethodUrlDoorParts {
  readonly config: Config;
  readonly storage: Pick<Storage, "keys">;
  readonly clock: { now(): Date };
  readonly log: Log;
}

/** @throws EidError "misconfigured" when a key file of the operator's cannot be used */
export async function openMethodUrlDoor({ config, storage, clock, log }: MethodUrlDoorParts): Promise<MethodUrlDoor> {
  const { issuer } = config.gateway.saml;
  const load = () => loadSamlKeys(config.gateway.saml, storage.keys, clock.now());
  const warnOfEnd = createEndWarning(log, clock);
  let current = await load();
  warnOfEnd(current);

  function toFlowRequest({ request, target, registered }: MethodUrlRequest): FlowRequest {
    const { audience, continuesTo, nationalId } = registered;
    const wishes = { nationalId, continuesTo, ...(audience !== undefined && { audience }) };
    const reply: AskedAnswer = { service: request.service, target, issuer, ...wishes };
    return { ...request, door: METHOD_URL_DOOR, reply };
  }

  return {
    name: METHOD_URL_DOOR,
    keys: () => current,
    async refreshKeys() {
      const before = current.signingKey.certificate;
      current = await load();
      warnOfEnd(current);
      if (!Buffer.from(before).equals(current.signingKey.certificate)) log.info({}, "the SAML signing key has changed");
    },
    read(url) {
      const about = config.customers.has(url.service) ? { service: url.service } : {}; // any other word is the request's
      try {
        return toFlowRequest(readMethodUrl(config, url, (sentence) => log.warn(about, sentence)));
      } catch (error) {
        if (error instanceof MethodUrlRefused)
          log.info({ ...about, code: error.kind }, `a method URL was refused: ${error.message}`);
        throw error;
      }
    },
    async answer(reply, outcome) {
      const asked = reply as AskedAnswer;
      const made = (of: typeof outcome): Undelivered => ({ state: "made", answer: answerOf(asked, of) });
      try {
        return { page: "answer", kept: made(outcome) };
      } catch (err) {
        log.error({ err, service: asked.service }, "an identity cannot be said in SAML");
        return { page: "answer", kept: made({ kind: "failed", code: SYSTEM_ERROR, category: "misconfigured" }) };
      }
    },
  };
}
