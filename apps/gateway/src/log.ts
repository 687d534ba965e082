/** Logs: JSON lines on standard output. They hold facts about flows, never what people or eIDs said. */
import pino, { type DestinationStream, type Logger } from "pino";

export type Log = Logger;

/** @param to where the lines go instead of standard output: tests read them */
export function createLog(level: string, to?: DestinationStream): Log {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    redact: { paths: ["*.password", "*.secret", "*.cpr", "*.pid", "*.token"], censor: "[redacted]" },
  };
  return to ? pino(options, to) : pino(options);
}

/** Name, code, message and stack. Not the other members an error may carry: libraries put requests and bodies there. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: "something that is not an Error was thrown" };
  const { name, message, stack } = error;
  const code = "code" in error ? String(error.code) : undefined;
  const cause: unknown = error.cause === undefined ? undefined : describeError(error.cause);
  return { name, message, ...(code && { code }), stack, ...(cause !== undefined && { cause }) };
}
