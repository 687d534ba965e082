/** The seal of gateway.yaml, made ready: its key, whom it asks for the time, and how its certificates are shown to be good. */
import type { GatewaySigning } from "@eid-gateway/config";
import { EidError } from "@eid-gateway/core";
import { createTrust, OcesError, onlineRevocation, type Trust } from "@eid-gateway/oces";
import { type Sealing, timestampService, type Validation } from "@eid-gateway/sdo";
import { createFamilyCache } from "../services/family-cache.js";
import { openKeyFile } from "../services/open-key-file.js";
import type { OutboundPool } from "../services/outbound-fetch.js";

/** How seals are made, and how the certificates of signers are shown to be good at that moment. */
export interface OpenedSealing extends Sealing {
  /** Asks anew each time: an answer of a while ago may not speak for the time of the seal. */
  readonly asksAnew?: Validation;
}

export interface SealingParts {
  readonly signing: GatewaySigning;
  readonly clock: { now(): Date };
  readonly outbound: Pick<OutboundPool, "fetchFor">;
}

/**
 * @returns `undefined` where no seal is configured: then nothing is signed
 * @throws EidError "misconfigured" when the key file, or an anchor, cannot be used
 */
export function openSealing({ signing, clock, outbound }: SealingParts): OpenedSealing | undefined {
  const { seal, timestamps, trust, revocationHosts } = signing;
  if (!seal) return undefined;
  const { certificate, chain, sign } = openKeyFile("signing.seal", seal);
  const origins = [...revocationHosts, ...(timestamps ? [new URL(timestamps.url).origin] : [])];
  const fetch = outbound.fetchFor(new Set(origins));
  const asking = { fetch, clock, hosts: revocationHosts };
  const revocation = onlineRevocation({ ...asking, cached: createFamilyCache(clock).cached });
  const anew = onlineRevocation({ ...asking, cached: async (_key, load) => (await load()).value });
  const anchors = trust.length > 0 ? readTrust(trust) : undefined;
  return {
    key: { certificate: new Uint8Array(certificate.raw), chain: chain.map(({ raw }) => new Uint8Array(raw)), sign },
    clock,
    ...(timestamps && { timestamps: timestampService({ url: timestamps.url, fetch, clock }) }),
    ...(anchors && {
      validation: { trust: anchors, revocation },
      asksAnew: { trust: anchors, revocation: anew },
    }),
  };
}

function readTrust(anchors: readonly string[]): Trust {
  try {
    return createTrust({ anchors });
  } catch (cause) {
    if (!(cause instanceof OcesError)) throw cause;
    const issues = [{ path: ["signing", "trust"], message: cause.message }];
    throw new EidError("signing:trust", "misconfigured", `signing.trust: ${cause.message}`, { issues, cause });
  }
}
