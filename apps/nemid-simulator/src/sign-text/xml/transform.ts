import { Worker } from "node:worker_threads";
import type { Result, Task } from "./transform-worker.js";

/** What a transformation may take. */
export interface TransformLimits {
  readonly timeMs: number;
  readonly memoryMb: number;
  readonly longestResult: number; // characters
}

export const LIMITS: TransformLimits = { timeMs: 5_000, memoryMb: 64, longestResult: 2_000_000 };

const WORKER = new URL("./transform-worker.js", import.meta.url);

export type Transformed = { readonly result: string } | { readonly failure: Failure };
type Failure = Extract<Result, { failure: unknown }>["failure"] | "too-slow" | "too-large";

/**
 * Transforms by XSLT 1.0 in a thread of its own.
 *
 * Here and not in the browser: what is checked is then what is shown, the client without a browser has the same rules, and
 * Chromium is about to drop XSLTProcessor. No XSLT library is safe with a foreign stylesheet, so look at it first
 * (`checkStylesheet`); the thread bounds what is left, time and memory.
 */
export function transform(xml: string, stylesheet: string, limits: TransformLimits = LIMITS): Promise<Transformed> {
  const { timeMs, memoryMb, longestResult } = limits;
  const workerData: Task = { xml, stylesheet, longestResult };
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };
  const worker = new Worker(WORKER, { workerData, resourceLimits, env: {}, stdout: true, stderr: true });
  return new Promise((resolve) => {
    const settle = (outcome: Transformed) => {
      clearTimeout(timer);
      resolve(outcome);
      void worker.terminate();
    };
    const timer = setTimeout(() => settle({ failure: "too-slow" }), timeMs);
    worker.once("message", (result: Result) => settle(result));
    worker.once("error", (error) => settle({ failure: isOutOfMemory(error) ? "too-large" : "failed" }));
    worker.once("exit", () => settle({ failure: "failed" }));
  });
}

function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
}
