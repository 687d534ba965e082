import type { CrlOptions, OcspOptions } from "@eid-gateway/oces-testing";
import type { TsaHealth } from "../tsa/tsa-health.js";

/** How a revocation source behaves: truthfully, unreachable (503), talking nonsense, taking a minute, or with named faults. */
export type SourceHealth<Faults> = "up" | "down" | "nonsense" | "slow" | Faults;

/** Switches of the revocation sources and the time-stamping authority; tests and the test tool set them while the simulator runs. */
export interface PkiHealth {
  ocsp: SourceHealth<OcspOptions>;
  crl: SourceHealth<CrlOptions>;
  tsa: TsaHealth;
}

export const healthyPki = (): PkiHealth => ({ ocsp: "up", crl: "up", tsa: "up" });
