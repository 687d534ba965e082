/** A log that only remembers. */
import { inspect } from "node:util";
import type { Services } from "@eid-gateway/core";

export interface RecordingLog {
  readonly log: Services["log"];
  readonly lines: readonly string[];
}

export function recordingLog(): RecordingLog {
  const lines: string[] = [];
  const at =
    (level: string): Services["log"]["info"] =>
    (message, facts) =>
      void lines.push(`${level} ${message}${facts ? ` ${inspect(facts)}` : ""}`);
  return { lines, log: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") } };
}
