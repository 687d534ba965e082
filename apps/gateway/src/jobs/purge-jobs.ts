/** Deleting what has expired: the rows every hour, so that tables stay small, and once a night the bytes they leave in the files. */
import type { GatewayConfig } from "@eid-gateway/config";
import type { Storage } from "@eid-gateway/storage";
import type { Job } from "./job.js";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

export function purgeJobs(storage: Pick<Storage, "purge">, { at }: GatewayConfig["purge"]): readonly Job[] {
  return [
    { name: "purge", dueAt: (now) => lastAt(now, HOUR_MS, 0), run: () => storage.purge() },
    {
      name: "nightly-purge",
      dueAt: (now) => lastAt(now, DAY_MS, timeOfDayMs(at)),
      run: () => storage.purge({ rewriteTables: true }),
    },
  ];
}

/** The last multiple of the period since 1970 (UTC), moved by an offset, that is not after `now`. */
function lastAt(now: Date, periodMs: number, offsetMs: number): Date {
  return new Date(Math.floor((now.getTime() - offsetMs) / periodMs) * periodMs + offsetMs);
}

function timeOfDayMs(at: string): number {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}
