/** How many wrong numbers a PID or RID may get from one service provider, and how long they are remembered. A guess: not published. */
const WRONG_MATCHES = 5;
const MEMORY_MS = 60 * 60 * 1000;

/** Notices callers who try one CPR number after another. */
export interface BruteForceGuard {
  isBlocked(spid: string, subject: string): boolean;
  noteMiss(spid: string, subject: string): void;
  noteMatch(spid: string, subject: string): void;
}

export function createBruteForceGuard(clock: { now(): Date }): BruteForceGuard {
  const misses = new Map<string, number[]>();
  const keyOf = (spid: string, subject: string): string => `${spid}/${subject}`;
  const recent = (times: readonly number[] = []): number[] => {
    const earliest = clock.now().getTime() - MEMORY_MS;
    return times.filter((time) => time > earliest);
  };
  const forgetOld = (): void => {
    for (const [key, times] of misses) if (recent(times).length === 0) misses.delete(key);
  };
  return {
    isBlocked: (spid, subject) => recent(misses.get(keyOf(spid, subject))).length >= WRONG_MATCHES,
    noteMiss(spid, subject) {
      forgetOld();
      const key = keyOf(spid, subject);
      misses.set(key, [...recent(misses.get(key)), clock.now().getTime()]);
    },
    noteMatch: (spid, subject) => {
      misses.delete(keyOf(spid, subject));
    },
  };
}
