/** All that reaches a method, faked: no network, no database, no time that passes by itself. */
import { type Credential, EidError, type Services } from "@eid-gateway/core";
import { recordingLog } from "./log.js";
import { memoryStore } from "./store.js";

export type FakeServicesOptions = Partial<Omit<Services, "credential" | "clock">> & {
  readonly clock: Services["clock"];
  readonly credentials?: Readonly<Record<string, Credential>>;
};

/** Services for one customer and family. What is not given works, except `fetch`, which refuses every address. */
export function fakeServices({ clock, credentials = {}, ...given }: FakeServicesOptions): Services {
  return {
    clock,
    log: given.log ?? recordingLog().log,
    fetch: given.fetch ?? refuseAll,
    store: given.store ?? memoryStore(clock),
    cached: given.cached ?? memoryCache(clock),
    credential: (name) => {
      const found = Object.hasOwn(credentials, name) ? credentials[name] : undefined;
      if (found === undefined)
        throw new EidError("gateway:nocredential", "misconfigured", `no certificate named ${name}`);
      return found;
    },
  };
}

async function refuseAll(input: Parameters<typeof globalThis.fetch>[0]): Promise<Response> {
  throw new TypeError("fetch failed", {
    cause: new Error(`nothing answers at ${new URL(new Request(input).url).origin}`),
  });
}

/** Loads once until the value says it is old; a load that failed is not kept. */
function memoryCache(clock: Services["clock"]): Services["cached"] {
  const loads = new Map<string, Promise<{ readonly value: unknown; readonly until: Date }>>();
  return async <T>(key: string, load: () => Promise<{ readonly value: T; readonly until: Date }>): Promise<T> => {
    const known = await loads.get(key)?.catch(() => undefined);
    if (known !== undefined && known.until > clock.now()) return known.value as T;
    const loading = load();
    loads.set(key, loading);
    return (await loading).value;
  };
}
