/** Answers about revocation, kept as long as they say that they hold, so that a busy day asks a CA once in a while. */
import type { OnlineRevocation } from "@eid-gateway/oces";

const MOST = 100;

export function rememberAnswers(clock: { now(): Date }): OnlineRevocation["cached"] {
  const known = new Map<string, Promise<{ readonly value: unknown; readonly until: Date }>>();

  return async function cached<T>(key: string, load: () => Promise<{ readonly value: T; readonly until: Date }>) {
    const held = await known.get(key)?.catch(() => undefined);
    if (held && held.until > clock.now()) return held.value as T; // the key names the load, and so its type
    const loading = load();
    known.set(key, loading);
    for (const oldest of known.keys()) if (known.size > MOST) known.delete(oldest);
    try {
      return (await loading).value;
    } catch (error) {
      if (known.get(key) === loading) known.delete(key); // a failure is not kept
      throw error;
    }
  };
}
