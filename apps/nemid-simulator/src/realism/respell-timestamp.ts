import { readTimestamp } from "../parameters/read-timestamp.js";

export const TIMESTAMP_SPELLINGS = ["as-sent", "milliseconds", "date"] as const;
export type TimestampSpelling = (typeof TIMESTAMP_SPELLINGS)[number];

/** The same moment in another documented spelling; as it was sent when that spelling cannot hold it (a date has no milliseconds). */
export function respellTimestamp(sent: string, spelling: TimestampSpelling): string {
  const at = spelling === "as-sent" ? undefined : readTimestamp(sent)?.at;
  if (at === undefined) return sent;
  if (spelling === "milliseconds") return String(at);
  return at % 1000 === 0 ? new Date(at).toISOString().replace("T", " ").replace(".000Z", "+0000") : sent;
}
