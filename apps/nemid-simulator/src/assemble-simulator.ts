import { setTimeout as delay } from "node:timers/promises";
import type { KeySource } from "@eid-gateway/oces-testing";
import type { Logger } from "pino";
import { createAnyClient } from "./any-client.js";
import { openCodeFileClient } from "./codefile/code-file-client.js";
import { propertiesOf as codeFileProperties } from "./codefile/signed-properties.js";
import { createActivateUser } from "./keycard/activate-user.js";
import { openActiveScenarios } from "./keycard/active-scenarios.js";
import { openCeremonies } from "./keycard/ceremonies.js";
import { createCheckUser } from "./keycard/check-user.js";
import { openRememberedUsers } from "./keycard/remember-user-id.js";
import { createRespond, type Writing } from "./keycard/respond.js";
import { propertiesOf } from "./keycard/response-properties.js";
import { openScenarioCertificates } from "./keycard/scenario-certificates.js";
import type { Registers } from "./open-registers.js";
import type { AsItReallyWas } from "./realism/as-it-really-was.js";
import { openUseLog } from "./register/use-log.js";
import { openReadingDesk } from "./sign-text/reading-desk.js";
import { fetchDocument } from "./sign-text/remote-document.js";
import type { Simulator } from "./simulator.js";

export interface Surroundings {
  readonly stateDir: string;
  readonly publicUrl: string;
  readonly tlsUrl: string;
  readonly keys: KeySource;
  readonly clock: { now(): Date };
  readonly log: Logger;
  readonly idleMs: number;
  readonly stopping: AbortSignal;
  readonly asItReallyWas: AsItReallyWas;
}

/** Builds what the routes need on top of the registers. */
export function assembleSimulator(registers: Registers, surroundings: Surroundings): Simulator {
  const { ca, identities, merchants, seed } = registers;
  const { stateDir, publicUrl, tlsUrl, keys, clock, log, idleMs, stopping, asItReallyWas } = surroundings;
  const useLog = openUseLog(stateDir, clock);
  const scenarios = openActiveScenarios(stateDir);
  const scenarioCertificates = openScenarioCertificates({ ca, baseUrl: publicUrl, keys, clock });
  const { certificateOf } = identities;
  const wait = (ms: number) => delay(ms, undefined, { signal: stopping, ref: false }).catch(() => undefined);
  const keyCardWriting: Writing = { dialect: "keycard", propertiesOf, nextManner: asItReallyWas.next };
  const codeFileWriting: Writing = {
    dialect: "codefile",
    propertiesOf: (statement) => codeFileProperties(statement, clock.now()),
  };
  const respondBy = (writing: Writing, otherWriting: Writing) =>
    createRespond({ certificateOf, scenarioCertificates, writing, otherWriting, wait });
  const desk = openReadingDesk(clock);
  const ceremonies = openCeremonies({
    ...{ merchants, identities, useLog, scenarios, desk, clock, log },
    activateUser: createActivateUser(identities),
    respond: respondBy(keyCardWriting, codeFileWriting),
    checkUser: createCheckUser(identities, seed, clock),
    remembered: openRememberedUsers(stateDir),
    sessionMs: idleMs * 2, // the client gives up first
    wait,
  });
  const codeFile = openCodeFileClient({
    ...{ merchants, identities, scenarios, desk, fetchDocument, clock, log, wait },
    respond: respondBy(codeFileWriting, keyCardWriting),
  });
  const runClient = createAnyClient(ceremonies, identities, codeFile, fetchDocument);
  const describing = { publicUrl, seed, now: () => clock.now().getTime() };
  const clients = { ceremonies, codeFile, runClient, desk };
  return { publicUrl, tlsUrl, idleMs, identities, merchants, scenarios, useLog, ...clients, describing };
}
