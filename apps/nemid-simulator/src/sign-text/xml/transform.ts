import { Worker } from "node:worker_threads";
import type { Result, Task } from "./transform-worker.js";

const PATIENCE_MS = 5_000;
const MEMORY_MB = 64;
const LONGEST_RESULT = 2_000_000; // characters

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
export function transform(xml: string, stylesheet: string): Promise<Transformed> {
  const workerData: Task = { xml, stylesheet, longestResult: LONGEST_RESULT };
  const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };
  const worker = new Worker(WORKER, { workerData, resourceLimits, env: {}, stdout: true, stderr: true });
  return new Promise((resolve) => {
    const settle = (outcome: Transformed) => {
      clearTimeout(timer);
      resolve(outcome);
      void worker.terminate();
    };
    const timer = setTimeout(() => settle({ failure: "too-slow" }), PATIENCE_MS);
    worker.once("message", (result: Result) => settle(result));
    worker.once("error", (error) => settle({ failure: isOutOfMemory(error) ? "too-large" : "failed" }));
    worker.once("exit", () => settle({ failure: "failed" }));
  });
}

function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
}
