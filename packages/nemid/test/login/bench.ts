/** Opens a method among fakes and walks it, with NemID's operator played by `@eid-gateway/nemid/testing`. */
import {
  type Customer,
  decodeStorable,
  EidError,
  encodeStorable,
  type Identity,
  type LoginRequest,
  type Step,
} from "@eid-gateway/core";
import {
  cprNumber,
  defineNemidLogin,
  keycardClient,
  type NemidClient,
  type NemidRecipe,
  nemidAgreement,
  nemidConfig,
  nemidSettings,
  organizationConfig,
} from "@eid-gateway/nemid";
import {
  type AnswerChange,
  behindTls,
  createOperator,
  type Operator,
  playCompanyRegister,
  playPidCpr,
  playRidCpr,
  type RegisteredCompany,
} from "@eid-gateway/nemid/testing";
import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import {
  type FixedClock,
  fakeServices,
  fixedClock,
  type MemoryStore,
  memoryStore,
  recordingLog,
} from "@eid-gateway/testkit";

export const now = new Date("2026-03-02T09:00:00Z");

/** The operator lives in the time of the bench that was opened last. */
let time = fixedClock(now);
export const operator: Operator = await createOperator(now, { now: () => time.now() });

const configSchema = nemidConfig.extend(organizationConfig);
type ErhvervConfig = ReturnType<(typeof configSchema)["parse"]>;

export interface BenchOptions {
  readonly client?: NemidClient;
  readonly accepts?: NemidRecipe<ErhvervConfig>["accepts"];
  readonly config?: Partial<ErhvervConfig>;
  readonly settings?: object;
  readonly cpr?: "off" | "match" | "lookup";
  readonly agreement?: object;
  readonly sector?: Customer["sector"];
  readonly numbers?: Readonly<Record<string, string>>; // CPR by PID, or by an employee's whole identifier
  readonly companies?: Readonly<Record<string, readonly RegisteredCompany[]>>; // by CPR
  readonly followUps?: NemidRecipe<ErhvervConfig>["followUps"];
  readonly clock?: FixedClock;
  readonly store?: MemoryStore; // an earlier bench's: the same service, another log-in
  readonly request?: Partial<LoginRequest>;
  readonly fetch?: typeof globalThis.fetch;
}

export function openBench(options: BenchOptions = {}) {
  const clock = options.clock ?? fixedClock(now);
  time = clock;
  const numbers = new Map(Object.entries(options.numbers ?? {}));
  const [pidCpr, ridCpr] = [playPidCpr(numbers), playRidCpr(numbers)];
  const companies = playCompanyRegister(new Map(Object.entries(options.companies ?? {})));
  const store = options.store ?? memoryStore(clock);
  const { lines, log } = recordingLog();
  const secure = behindTls({
    pid: (...question) => pidCpr.fetch(...question),
    rid: ridCpr.fetch,
    companies: companies.fetch,
  });
  const services = fakeServices({
    clock,
    log,
    store,
    fetch: options.fetch ?? operator.fetch,
    credentials: { voces: operator.credential(secure), foces: operator.credential(secure) },
  });
  const method = defineNemidLogin({
    id: "nemid",
    displayName: { en: "NemID" },
    client: options.client ?? keycardClient,
    accepts: options.accepts ?? ["POCES", "MOCES"],
    configSchema,
    followUps: options.followUps ?? [cprNumber],
  });
  const open = method.open({
    settings: nemidSettings.parse({ ...operator.settings, ...options.settings }),
    config: { ...configSchema.parse({}), ...options.config },
    agreement: nemidAgreement.parse({ spid: "4711", cpr: options.cpr, ...options.agreement }),
    customer: { service: "demo", name: "Demo Shop", sector: options.sector ?? "private" },
    services,
  });
  const request = { ...baseRequest, ...options.request };
  /** The state goes through its text form, as in the gateway. */
  const resume = (step: Step<"authenticate">, fields: Readonly<Record<string, string>>, action = "check") => {
    if (step.kind === "done") throw new Error("it is done");
    const state = decodeStorable(encodeStorable(step.state)) as Parameters<typeof open.resume>[1];
    return open.resume(request, state, { kind: "answer", action, fields });
  };
  return {
    clock,
    companies,
    logLines: lines,
    method,
    open,
    pidCpr,
    ridCpr,
    store,
    request,
    resume,
    start: () => open.start(request) as Promise<Step<"authenticate">>,
    logIn: async (identity: IssuedCertificate, change?: AnswerChange): Promise<Step<"authenticate">> => {
      const step = (await open.start(request)) as Step<"authenticate">;
      return resume(step, operator.post(step, identity, change));
    },
  };
}

const origin = "https://eid.example";
const baseRequest: LoginRequest = {
  id: "tx-1",
  language: "da",
  needs: { nationalId: true, organization: false },
  hints: { other: {} },
  addresses: { origin, callback: new URL(origin), report: new URL(origin), token: "token" },
  browser: { ip: "192.0.2.1", userAgent: "test" },
  fresh: false,
};

export function identityIn(step: Step<"authenticate">): Identity {
  if (step.kind !== "done") throw new Error(`not done, but ${screenOf(step)}`);
  return step.outcome;
}

export function screenOf(step: Step<"authenticate">): string {
  return step.kind === "show" ? step.screen.name : step.kind;
}

/** "nemid:certrevoked refused", or what happened instead. */
export async function codeOf(outcome: Promise<Step<"authenticate">>): Promise<string> {
  try {
    return screenOf(await outcome);
  } catch (error) {
    return error instanceof EidError ? `${error.code} ${error.category}` : `threw ${String(error)}`;
  }
}
