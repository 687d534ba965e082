import type { SamlExpectations } from "@eid-gateway/saml";

/** For a caller whose `now` is older than ours: it looked at the clock, and then had to wait for something. */
const SLACK_MS = 60_000;

/**
 * A memory of the answers received, for `readSamlResponse`. In this process: with several, or over a restart within two minutes, an
 * answer could be used twice. Then use your database, with one statement that inserts unless it is there.
 */
export function createResponseMemory(now: () => Date = () => new Date()): SamlExpectations["seen"] {
  const until = new Map<string, number>();
  return async (id, end) => {
    // In the order of their coming, and all live about as long: the old ones stand first.
    for (const [old, ends] of until) {
      if (ends + SLACK_MS > now().getTime()) break;
      until.delete(old);
    }
    if (until.has(id)) return true;
    until.set(id, end.getTime());
    return false;
  };
}
