/** Logs: JSON lines on standard output. They hold facts about flows, never what people or eIDs said. */
import pino, { type DestinationStream, type Logger } from "pino";

export type Log = Logger;

const MAX_CAUSES = 8;

/** @param to where the lines go instead of standard output: tests read them */
export function createLog(level: string, to?: DestinationStream): Log {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: (error: unknown) => describeError(error) },
    redact: { paths: ["*.password", "*.secret", "*.cpr", "*.pid", "*.token"], censor: "[redacted]" },
  };
  return to ? pino(options, to) : pino(options);
}

/** Name, code, message and stack. Not the other members an error may carry: libraries put requests and bodies there. */
function describeError(error: unknown, depth = 0): unknown {
  if (depth > MAX_CAUSES) return { message: "and further causes" }; // an error may be its own cause
  if (!(error instanceof Error)) return { message: "something that is not an Error was thrown" };
  const { name } = error;
  const [message, stack] = [withoutQuote(error.message), error.stack && withoutQuote(error.stack)];
  const code = "code" in error ? String(error.code) : undefined;
  const cause: unknown = error.cause === undefined ? undefined : describeError(error.cause, depth + 1);
  return { name, message, ...(code && { code }), stack, ...(cause !== undefined && { cause }) };
}

/** V8 quotes what it could not read as JSON, and that may be another server's answer about a person. */
function withoutQuote(text: string): string {
  return text.replace(/"[\s\S]*"(?:\.\.\.)? is not valid JSON/, "it is not valid JSON");
}
