import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, readIfPresent } from "../state/json-file.js";

/** One line of what a user did: at which service, and how it ended. `result` is "ok" or an error code. */
interface Use {
  readonly at: string; // ISO 8601
  readonly service: string; // friendly name
  readonly action: "logon" | "sign" | "change" | "cpr";
  readonly result: string;
  readonly detail?: string;
}

export interface UseLog {
  record(nemidNumber: string, use: Omit<Use, "at">): void;
  /** Newest first. */
  read(nemidNumber: string): Use[];
}

const SHOWN = 200;

/** One JSON line per use, one file per user. */
export function openUseLog(stateDir: string, clock: { now(): Date }): UseLog {
  const folder = makeFolder(join(stateDir, "use-log"));
  const fileOf = (nemidNumber: string) => join(folder, `${nemidNumber}.jsonl`);
  return {
    record(nemidNumber, use) {
      const line = JSON.stringify({ at: clock.now().toISOString(), ...use });
      appendFileSync(fileOf(nemidNumber), `${line}\n`, { mode: 0o600 });
    },
    read: (nemidNumber) => readLines(readIfPresent(fileOf(nemidNumber)) ?? ""),
  };
}

/** A last line cut short by a killed process is passed over. */
function readLines(text: string): Use[] {
  const complete = text.split("\n").slice(0, -1);
  return complete
    .slice(-SHOWN)
    .reverse()
    .map((line) => JSON.parse(line) as Use);
}
