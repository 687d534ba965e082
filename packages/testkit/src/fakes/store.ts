/** The gateway's store, in memory: values go through the same text form, so what would not survive there does not here. */
import { decodeStorable, encodeStorable, type Storable, type Store } from "@eid-gateway/core";

interface Row {
  readonly text: string;
  readonly expires: Date;
  readonly subject?: string;
}

export interface MemoryStore extends Store {
  /** What a data subject's wish to be forgotten does. */
  forget(subject: string): void;
  /** Keys that have not expired. */
  keys(): readonly string[];
}

export function memoryStore(clock: { now(): Date }): MemoryStore {
  const rows = new Map<string, Row>();
  const live = (key: string): Row | undefined => {
    const row = rows.get(key);
    return row !== undefined && row.expires > clock.now() ? row : undefined;
  };
  return {
    async get(key): Promise<Storable | undefined> {
      const row = live(key);
      return row && decodeStorable(row.text);
    },
    async set(key, value, life) {
      rows.set(key, { ...life, text: encodeStorable(value) });
    },
    async delete(key) {
      const existed = live(key) !== undefined;
      rows.delete(key);
      return existed;
    },
    async count(key, expires) {
      const row = live(key);
      const count = row === undefined ? 1 : Number(row.text) + 1;
      rows.set(key, { text: String(count), expires: row?.expires ?? expires });
      return count;
    },
    forget(subject) {
      for (const [key, row] of rows) if (row.subject === subject) rows.delete(key);
    },
    keys: () => [...rows.keys()].filter((key) => live(key) !== undefined),
  };
}
