/** What one customer's methods of one family are given: nothing else reaches a plug-in. */

import type { CustomerConfig, GatewayConfig } from "@eid-gateway/config";
import { type Credential, EidError, type Services } from "@eid-gateway/core";
import type { Storage } from "@eid-gateway/storage";
import type { Log } from "../log.js";
import { openCredential } from "./credential.js";
import { createFamilyCache, type FamilyCache } from "./family-cache.js";
import type { KeyFile } from "./open-key-file.js";
import type { OutboundPool } from "./outbound-fetch.js";

export interface ServiceSources {
  readonly gateway: GatewayConfig;
  readonly clock: { now(): Date };
  readonly log: Log;
  readonly storage: Pick<Storage, "entries">;
  readonly outbound: OutboundPool;
}

/** @returns a function that makes the services; caches are shared by a family, credentials opened once per customer */
export function createServices(sources: ServiceSources) {
  const caches = new Map<string, FamilyCache>();

  function cacheOf(family: string): FamilyCache {
    const known = caches.get(family);
    if (known) return known;
    const made = createFamilyCache(sources.clock);
    caches.set(family, made);
    return made;
  }

  return (customer: CustomerConfig, family: string, hosts: ReadonlySet<string>): Services => {
    const credentials = new Map<string, Credential>();
    const log = sources.log.child({ service: customer.service, family });
    return {
      clock: sources.clock,
      log: {
        debug: (message, facts) => log.debug(facts ?? {}, message),
        info: (message, facts) => log.info(facts ?? {}, message),
        warn: (message, facts) => log.warn(facts ?? {}, message),
        error: (message, facts) => log.error(facts ?? {}, message),
      },
      fetch: sources.outbound.fetchFor(hosts),
      store: sources.storage.entries(customer.service, family),
      cached: cacheOf(family).cached,
      credential(name) {
        const known = credentials.get(name);
        if (known) return known;
        const keyFile = findKeyFile(sources.gateway, customer, name);
        const made = placing(keyFile, () => openCredential(name, keyFile, hosts, sources.outbound));
        credentials.set(name, made);
        return made;
      },
    };
  };
}

interface PlacedKeyFile extends KeyFile {
  /** Where it is written: in the customer's file, or under merchants in gateway.yaml. */
  readonly path: readonly string[];
}

/** The customer's own certificate, or the shared one that a test environment may have. */
function findKeyFile(gateway: GatewayConfig, customer: CustomerConfig, name: string): PlacedKeyFile {
  const own = customer.credentials.get(name);
  if (own) return { ...own, path: ["credentials", name] };
  const shared = gateway.merchants.default;
  if (shared) return { ...shared, path: ["merchants", "default"] };
  const remedy = `add credentials.${name} to ${customer.service}/customer.yaml`;
  throw new EidError("credential:unknown", "misconfigured", `no certificate named ${name}: ${remedy}`);
}

/** Whatever asks for the credential, the mistake stands where its file or its password is written. */
function placing<T>({ path }: PlacedKeyFile, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof EidError)) throw error;
    const { code, category, message, cause } = error;
    const member = code === "credential:password" ? "password" : "file";
    throw new EidError(code, category, message, { cause, issues: [{ message, path: [...path, member] }] });
  }
}
