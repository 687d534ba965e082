import { UsageError } from "./usage-error.js";

const WRITTEN = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:(?<=:\d\d:\d\d)\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/;

/** With a time zone, or it would mean another moment on another machine. What `--at` says; else now. @throws UsageError */
export function readTime(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const [, written, seconds = ":00"] = WRITTEN.exec(text) ?? [];
  const time = new Date(text);
  if (written !== undefined && !Number.isNaN(time.getTime()) && exists(`${written}${seconds}.000Z`)) return time;
  throw new UsageError(`--at ${text}: write a time such as 2021-05-13T13:00:00Z`);
}

/** Date carries 30 February over into March, and 24:00 into the next day: a slip of the pen would move the question. */
function exists(iso: string): boolean {
  const read = new Date(iso);
  return !Number.isNaN(read.getTime()) && read.toISOString() === iso;
}
