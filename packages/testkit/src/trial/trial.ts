/** One trial: a method opened among fakes, and a record of all that left it. */
import { inspect } from "node:util";
import type { AnyEidMethod, Customer, Intents, OpenMethod, Services } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import { type FixedClock, fixedClock } from "../fakes/clock.js";
import { recordingLog } from "../fakes/log.js";
import { fakeServices } from "../fakes/services.js";
import type { MethodUnderTest, RefusedSetUp, Stage } from "../method-under-test.js";
import { type Outage, tapFetch } from "./outage.js";
import { requestOf } from "./request.js";

type AnySchema = AnyEidMethod["configSchema"];
export type AnyRequest = Intents[keyof Intents]["request"];

export interface Trial {
  readonly method: AnyEidMethod;
  readonly stage: Stage;
  readonly clock: FixedClock;
  readonly services: Services;
  /** A newly opened method each time, as on another node. */
  open(change?: Omit<RefusedSetUp, "path">): OpenMethod;
  requestOf(person: number): AnyRequest;
  readonly calls: { readonly urls: string[]; outage?: Outage | undefined };
  readonly logLines: readonly string[];
}

const demoShop: Customer = { service: "demo", name: "Demo Shop", sector: "private" };

export async function beginTrial(subject: MethodUnderTest): Promise<Trial> {
  const clock = fixedClock(subject.now);
  const stage = await subject.stage(clock);
  const calls: Trial["calls"] = { urls: [] };
  const { log, lines } = recordingLog();
  const credentials = Object.fromEntries(
    Object.entries(stage.credentials ?? {}).map(([name, it]) => [name, { ...it, fetch: tapFetch(it.fetch, calls) }]),
  );
  const fetch = stage.fetch && tapFetch(stage.fetch, calls);
  const services = fakeServices({ clock, log, credentials, ...(fetch && { fetch }) });
  return {
    method: subject.method,
    stage,
    clock,
    services,
    open: (change = {}) => openMethod(subject, services, change),
    requestOf: (person) => requestOf(subject, person),
    calls,
    logLines: lines,
  };
}

function openMethod(subject: MethodUnderTest, services: Services, change: Omit<RefusedSetUp, "path">): OpenMethod {
  const { method } = subject;
  return method.open({
    settings: parse(method, "settings", method.settingsSchema, change.settings ?? subject.settings),
    config: parse(method, "config", method.configSchema, change.config ?? subject.config ?? {}),
    agreement: parse(method, "agreement", method.agreementSchema, change.agreement ?? subject.agreement ?? {}),
    customer: { ...demoShop, ...subject.customer, ...change.customer },
    services,
  }) as OpenMethod;
}

function parse(method: AnyEidMethod, what: string, schema: AnySchema | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise)
    return complain(method, `the ${what} schema answers with a promise; it must answer at once`);
  if (result.issues) return complain(method, `the good ${what} are refused: ${inspect(result.issues)}`);
  return result.value;
}
