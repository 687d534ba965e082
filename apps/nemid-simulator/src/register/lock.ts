/**
 * What wrong passwords and codes do to a user (error codes document; nemid.nu).
 *
 *   five wrong passwords -> LOCK001 now, AUTH004 for eight hours -> five more -> LOCK002 now, AUTH005 for good
 *   five wrong codes     -> LOCK003 now, AUTH007 for good
 *
 * The number of wrong codes and of passwords after the quarantine was never published; five is an assumption.
 */
const QUARANTINE_MS = 8 * 60 * 60 * 1000;
const CODE_TRIES = 5;

export interface Lock {
  readonly wrongPasswords: number;
  readonly wrongCodes: number;
  readonly quarantinedUntil?: number; // milliseconds since 1970
  readonly locked?: "passwords" | "codes" | "suspended";
}

export const UNLOCKED: Lock = { wrongPasswords: 0, wrongCodes: 0 };

/** The code of a lock that an earlier session left, or undefined. */
export function findStandingLock(lock: Lock, now: number): "AUTH004" | "AUTH005" | "AUTH007" | undefined {
  if (lock.locked) return lock.locked === "passwords" ? "AUTH005" : "AUTH007";
  return isQuarantined(lock, now) ? "AUTH004" : undefined;
}

export function isQuarantined(lock: Lock, now: number): boolean {
  return lock.quarantinedUntil !== undefined && now < lock.quarantinedUntil;
}

/** Counts a wrong password; `code` is set when it was the last allowed one. */
export function countWrongPassword(
  lock: Lock,
  tries: number,
  now: number,
): { lock: Lock; code?: "LOCK001" | "LOCK002" } {
  const wrongPasswords = lock.wrongPasswords + 1;
  if (wrongPasswords < tries) return { lock: { ...lock, wrongPasswords } };
  if (lock.quarantinedUntil !== undefined)
    return { lock: { ...lock, wrongPasswords: 0, locked: "passwords" }, code: "LOCK002" };
  return { lock: quarantine(lock, now), code: "LOCK001" };
}

export function quarantine(lock: Lock, now: number): Lock {
  return { ...lock, wrongPasswords: 0, quarantinedUntil: now + QUARANTINE_MS };
}

export function countWrongCode(lock: Lock): { lock: Lock; code?: "LOCK003" } {
  const wrongCodes = lock.wrongCodes + 1;
  if (wrongCodes < CODE_TRIES) return { lock: { ...lock, wrongCodes } };
  return { lock: { ...lock, wrongCodes: 0, locked: "codes" }, code: "LOCK003" };
}

/** A right password ends the run of wrong ones; a quarantine is forgotten only by a whole log-in. */
export function forgetWrongPasswords(lock: Lock): Lock {
  return lock.wrongPasswords === 0 ? lock : { ...lock, wrongPasswords: 0 };
}
