/**
 * What one node shows, kept in the database under its digest: another node, or this one after a restart with other files, can draw and
 * serve it for those who began before. Sealed like everything there, so that nobody can put a file of theirs on our origin.
 */
import type { Storable, Store } from "@eid-gateway/core";

/** Well past the longest log-in (four hours), with a day in which a node may be away. */
const KEPT_MS = 48 * 3_600_000;
/** A node renews what it shows this often. */
export const RENEW_MS = 12 * 3_600_000;

export interface Shelf {
  /** Writes it unless this node has done so lately. The key is a digest of the value, so nothing is ever changed. */
  put(key: string, value: Storable): Promise<void>;
  get(key: string): Promise<Storable | undefined>;
}

export function openShelf(store: Pick<Store, "get" | "set">, clock: { now(): Date }): Shelf {
  const written = new Map<string, number>();
  return {
    get: (key) => store.get(key),
    async put(key, value) {
      const now = clock.now().getTime();
      if (now - (written.get(key) ?? Number.NEGATIVE_INFINITY) < RENEW_MS / 2) return;
      await store.set(key, value, { expires: new Date(now + KEPT_MS) });
      written.set(key, now);
    },
  };
}
