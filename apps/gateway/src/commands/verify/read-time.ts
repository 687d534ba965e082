import { UsageError } from "./usage-error.js";

/** With a time zone, or it would mean another moment on another machine. What `--at` says; else now. @throws UsageError */
export function readTime(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const isComplete = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text);
  const time = new Date(text);
  if (isComplete && !Number.isNaN(time.getTime())) return time;
  throw new UsageError(`--at ${text}: write a time such as 2021-05-13T13:00:00Z`);
}
