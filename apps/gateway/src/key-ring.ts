/**
 * Keys that take over from one another: made once, kept sealed in the database, rotated with an overlap so that nobody meets a key they
 * could not have fetched. A key is published before it signs, and stays published after it has signed for the last time.
 */
import type { Storable } from "@eid-gateway/core";
import type { KeyRow, Storage } from "@eid-gateway/storage";

export interface KeyRing {
  /** The published keys, the one that signs now in front. The first is made when there is none. */
  load(now: Date): Promise<readonly KeyRow[]>;
  /** Adds the next key, which signs when the overlap is over, and ends the one before it. */
  rotate(now: Date, overlapMs?: number): Promise<KeyRow>;
  /** After a theft: a key that signs at once, and no other. */
  replace(now: Date): Promise<KeyRow>;
  /** For the command line: every key with what it does now. */
  list(now: Date): Promise<readonly { readonly row: KeyRow; readonly state: string }[]>;
}

export interface KeyRingOptions {
  readonly purpose: string;
  /** How long a new key is published before it signs, and an old one after. */
  readonly overlapMs: number;
  readonly make: (now: Date) => Promise<Storable>;
}

const STATES = ["signs", "published, not yet active", "published, retired"] as const;

export function createKeyRing(keys: Storage["keys"], { purpose, overlapMs, make }: KeyRingOptions): KeyRing {
  const isPublished = ({ retiredAt }: KeyRow, now: Date) =>
    !retiredAt || now.getTime() < retiredAt.getTime() + overlapMs;
  const firstKey = (now: Date) => async () => ({ value: await make(now), activeFrom: now });

  async function listOrMake(now: Date): Promise<readonly KeyRow[]> {
    const found = await keys.list(purpose);
    if (found.length > 0) return found;
    await keys.ensure(purpose, 1, firstKey(now));
    return keys.list(purpose);
  }

  return {
    async load(now) {
      const rows = await listOrMake(now);
      const rank = (row: KeyRow) => rankOf(row, rows, now);
      return rows.filter((row) => isPublished(row, now)).sort((a, b) => rank(a) - rank(b));
    },
    async rotate(now, aheadMs = overlapMs) {
      const rows = await keys.list(purpose);
      const activeFrom = new Date(now.getTime() + aheadMs);
      const next = async () => ({ value: await make(now), activeFrom });
      const row = await keys.ensure(purpose, nextSequence(rows), next);
      for (const old of rows.filter(({ retiredAt }) => !retiredAt)) {
        await keys.retire(purpose, old.sequence, row.activeFrom);
      }
      return row;
    },
    async replace(now) {
      const stolen = await keys.list(purpose);
      const row = await keys.ensure(purpose, nextSequence(stolen), firstKey(now));
      for (const { sequence } of stolen) await keys.delete(purpose, sequence);
      return row;
    },
    async list(now) {
      const rows = await keys.list(purpose);
      return rows.map((row) => {
        return { row, state: isPublished(row, now) ? STATES[rankOf(row, rows, now)] : "no longer published" };
      });
    },
  };
}

function nextSequence(rows: readonly KeyRow[]): number {
  return (rows.at(-1)?.sequence ?? 0) + 1;
}

/**
 * 0 for the key that signs: active, not retired, and the newest of those, since one that was to go later can be overtaken. The next one
 * and the former ones are there to verify with.
 */
function rankOf(row: KeyRow, rows: readonly KeyRow[], now: Date): 0 | 1 | 2 {
  const signs = rows.findLast(({ activeFrom, retiredAt }) => activeFrom <= now && (!retiredAt || retiredAt > now));
  if (row === signs) return 0;
  return row.activeFrom > now ? 1 : 2;
}
