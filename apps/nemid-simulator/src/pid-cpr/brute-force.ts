/** How many wrong numbers a PID may get from one service provider, and how long they are remembered. A guess: not published. */
const WRONG_MATCHES = 5;
const MEMORY_MS = 60 * 60 * 1000;

/** Notices callers who try one CPR number after another. */
export interface BruteForceGuard {
  isBlocked(spid: string, pid: string): boolean;
  noteMiss(spid: string, pid: string): void;
  noteMatch(spid: string, pid: string): void;
}

export function createBruteForceGuard(clock: { now(): Date }): BruteForceGuard {
  const misses = new Map<string, number[]>();
  const keyOf = (spid: string, pid: string): string => `${spid}/${pid}`;
  const recent = (times: readonly number[] = []): number[] => {
    const earliest = clock.now().getTime() - MEMORY_MS;
    return times.filter((time) => time > earliest);
  };
  const forgetOld = (): void => {
    for (const [key, times] of misses) if (recent(times).length === 0) misses.delete(key);
  };
  return {
    isBlocked: (spid, pid) => recent(misses.get(keyOf(spid, pid))).length >= WRONG_MATCHES,
    noteMiss(spid, pid) {
      forgetOld();
      const key = keyOf(spid, pid);
      misses.set(key, [...recent(misses.get(key)), clock.now().getTime()]);
    },
    noteMatch: (spid, pid) => {
      misses.delete(keyOf(spid, pid));
    },
  };
}
