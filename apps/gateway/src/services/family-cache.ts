/** What a family's methods load and keep until it expires: discovery documents, revocation lists. Per node, bounded, one load at a time. */

const MAX_ENTRIES = 500;

export interface FamilyCache {
  cached<T>(key: string, load: () => Promise<{ readonly value: T; readonly until: Date }>): Promise<T>;
}

export function createFamilyCache(clock: { now(): Date }): FamilyCache {
  const entries = new Map<string, { readonly value: unknown; readonly untilMs: number }>();
  const loading = new Map<string, Promise<unknown>>();

  async function loadEntry<T>(
    key: string,
    load: () => Promise<{ readonly value: T; readonly until: Date }>,
  ): Promise<T> {
    try {
      const { value, until } = await load();
      entries.delete(key);
      if (entries.size >= MAX_ENTRIES) entries.delete(entries.keys().next().value ?? "");
      entries.set(key, { value, untilMs: until.getTime() });
      return value;
    } finally {
      loading.delete(key);
    }
  }

  return {
    cached<T>(key: string, load: () => Promise<{ readonly value: T; readonly until: Date }>): Promise<T> {
      const known = entries.get(key);
      if (known && known.untilMs > clock.now().getTime()) return Promise.resolve(known.value as T);
      const running = loading.get(key) as Promise<T> | undefined;
      if (running) return running;
      const started = loadEntry(key, load);
      loading.set(key, started);
      return started;
    },
  };
}
