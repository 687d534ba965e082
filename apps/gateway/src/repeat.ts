/** Work that the gateway does by itself now and then. A failure is logged, and the next turn tries again. */
import type { Log } from "./log.js";

/** @returns how to end it; the running turn is waited for */
export function repeat(log: Log, what: string, everyMs: number, work: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(work).then(
      () => undefined,
      (err: unknown) => log.error({ err }, `${what} failed`),
    );
  }, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}
