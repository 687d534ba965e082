import type { AnyClient } from "./any-client.js";
import {
  type DescribedIdentity,
  type DescribedMerchant,
  describeIdentity,
  describeMerchant,
  type IdentitySummary,
  summarizeIdentity,
} from "./http/describe.js";
import type { ActiveScenario } from "./keycard/active-scenarios.js";
import type { NewIdentity } from "./register/draw-identity.js";
import type { Identity } from "./register/identity.js";
import type { Merchant, NewMerchant } from "./register/merchant.js";
import type { IdentityStatus } from "./register/status.js";
import type { Simulator } from "./simulator.js";

/** What the API offers, for tests in the same process. Throws a Refusal where the API answers 4xx. */
export interface SimulatorHandle {
  createIdentity(wish: NewIdentity): Promise<DescribedIdentity>;
  /** In the order they were made; the first three are ready-made. */
  identities(): IdentitySummary[];
  setStatus(alias: string, status: IdentityStatus): Promise<void>;
  setScenario(alias: string, scenario: ActiveScenario): void;
  createMerchant(wish: NewMerchant): Promise<DescribedMerchant>;
  merchant(spid: string): DescribedMerchant;
  /** Either client without a browser: gives what the iframe would post, or the screen it is stuck at. */
  readonly client: AnyClient;
}

export function handleOf({ identities, merchants, scenarios, runClient, describing }: Simulator): SimulatorHandle {
  const describe = (one: Identity) => describeIdentity(one, identities.certificateOf(one), describing);
  const describeVoces = (merchant: Merchant) => describeMerchant(merchant, merchants.vocesOf(merchant));
  return {
    createIdentity: async (wish) => describe(await identities.create(wish)),
    identities: () => identities.list().map((one) => summarizeIdentity(one, describing)),
    setStatus: async (alias, status) => void (await identities.setStatus(alias, status)),
    setScenario: (alias, scenario) => scenarios.set(identities.load(alias).nemidNumber, scenario),
    createMerchant: async (wish) => describeVoces(await merchants.create(wish)),
    merchant: (spid) => describeVoces(merchants.load(spid)),
    client: runClient,
  };
}
