import type { AnyEidMethod } from "@eid-gateway/core";
import type { MethodUnderTest, Refused, RefusedSetUp } from "@eid-gateway/testkit";
import { createOperator, type Operator } from "./operator.js";
import type { Person } from "./people.js";
import { stageOf } from "./stage.js";

const now = new Date("2026-03-02T09:00:00Z");
const productionRoot = "sha256:92D8092EE77BC9208F0897DC05271894E63EF27933AE537FB983EEF0EAE3EEC8";

type Settings = Readonly<Record<string, object>>;

/** What is a method's own: who logs in with it, and what it refuses beyond what all do. */
export interface NemidMethodUnderTest {
  readonly method: AnyEidMethod;
  readonly people: (operator: Operator) => Promise<readonly Person[]>;
  readonly config?: object;
  readonly refuses?: (good: Settings) => Partial<Pick<MethodUnderTest["refuses"], "config" | "setUp" | "documents">>;
  readonly request?: MethodUnderTest["request"];
}

/**
 * A NemID method for the conformance suite: `describeMethod(await underTest({ method: nemid, people: fiftyPeople }))`. Brings an
 * operator, its good settings, and what every method of the family must refuse of settings, agreement, config and set-up.
 */
export async function underTest({ method, people, ...own }: NemidMethodUnderTest): Promise<MethodUnderTest> {
  const operator = await createOperator(now);
  const holders = await people(operator);
  const good = operator.settings as Settings;
  const refuses = own.refuses?.(good);
  return {
    method,
    settings: good,
    config: own.config ?? {},
    agreement: { cpr: "match", ridCpr: "match", spid: 4711 },
    refuses: {
      settings: badSettings(good),
      config: { ...badConfig, ...refuses?.config },
      agreement: badAgreement,
      setUp: { ...badSetUp(good), ...refuses?.setUp },
      ...(refuses?.documents && { documents: refuses.documents }),
    },
    ...(own.request && { request: own.request }),
    languages: ["da", "en"],
    now,
    stage: () => stageOf(operator, holders),
  };
}

const badSettings = (good: Settings): Readonly<Record<string, Refused>> => ({
  "no client": { value: { ...good, client: undefined }, path: "client" },
  "an unknown mode": { value: { ...good, client: { ...good.client, mode: "big" } }, path: "client.mode" },
  "no anchors": { value: { ...good, trust: { environment: "test", anchors: [] } }, path: "trust.anchors" },
});

const badConfig: Readonly<Record<string, Refused>> = {
  "an empty friendly name": { value: { requestIssuer: "" }, path: "requestIssuer" },
  "a number for a credential": { value: { credential: 7 }, path: "credential" },
};

const badAgreement: Readonly<Record<string, Refused>> = {
  "a mode of its own": { value: { cpr: "maybe" }, path: "cpr" },
  "match without SPID": { value: { cpr: "match" }, path: "spid" },
  "employees' numbers without SPID": { value: { ridCpr: "match" }, path: "spid" },
};

const badSetUp = (good: Settings): Readonly<Record<string, RefusedSetUp>> => ({
  "lookup for a private service": { agreement: { cpr: "lookup", spid: 1 }, path: "agreement.cpr" },
  "lookup of employees for a private service": { agreement: { ridCpr: "lookup", spid: 1 }, path: "agreement.ridCpr" },
  "an agreement but no RID/CPR address": { settings: { ...good, ridCpr: undefined }, path: "settings.ridCpr" },
  "an agreement but no PID/CPR address": { settings: { ...good, pidCpr: undefined }, path: "settings.pidCpr" },
  "a certificate nobody has": { config: { credential: "vocse" }, path: "config.credential" },
  "the production root in a test environment": {
    settings: { ...good, trust: { environment: "test", anchors: [productionRoot] } },
    path: "settings.trust.anchors",
  },
});
