/** What the options of `verify-chain` and `verify-ocsp` name. */
import { type Certificate, OcesError, readCertificates } from "@eid-gateway/oces";
import { readNamed } from "../verify/read-named.js";
import { UsageError } from "../verify/usage-error.js";

/** Every certificate of the files. @throws UsageError */
export function readBundles(option: string, paths: readonly string[]): readonly Certificate[] {
  return paths.flatMap((path) => {
    try {
      return readCertificates(readNamed(option, path));
    } catch (error) {
      if (error instanceof OcesError) throw new UsageError(`${option} ${path}: ${error.message}`);
      throw error;
    }
  });
}

/** With a time zone, or it would mean another moment on another machine. Default: now. @throws UsageError */
export function readMoment(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const isComplete = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text);
  const time = new Date(text);
  if (isComplete && !Number.isNaN(time.getTime())) return time;
  throw new UsageError(`--at ${text}: write a time such as 2021-05-13T13:00:00Z`);
}
