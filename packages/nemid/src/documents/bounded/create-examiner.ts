/**
 * Examines documents in a thread of its own, one after the other. A document that takes too long or too much memory takes the thread
 * with it; the next one gets a new thread. The thread does not keep the process alive, and is not kept for ever either: the PDF library
 * remembers every name it has seen.
 */
import { Worker } from "node:worker_threads";
import type { Examination, Examined } from "../examine.js";
import { finding } from "../findings.js";

export interface Bounds {
  readonly timeMs: number; // for one document, without the wait for its turn
  readonly memoryMb: number;
  readonly documentsPerThread: number;
}

const defaults: Bounds = { timeMs: 20_000, memoryMb: 384, documentsPerThread: 500 };

/** @param entry the thread's program; another in tests alone */
export function createExaminer(bounds: Partial<Bounds> = {}, entry = new URL("./worker.js", import.meta.url)) {
  const { timeMs, memoryMb, documentsPerThread } = { ...defaults, ...bounds };
  let turn: Promise<unknown> = Promise.resolve();
  let thread: { readonly worker: Worker; documents: number } | undefined;

  function threadForNext(): Worker {
    thread ??= { worker: start(entry, memoryMb), documents: 0 };
    thread.documents += 1;
    return thread.worker;
  }
  async function examineNow(examination: Examination): Promise<Examined> {
    const worker = threadForNext();
    const examined = await ask(worker, examination, timeMs).catch(async (error: unknown) => {
      await drop(worker);
      throw error;
    });
    if (examined === undefined || thread?.documents === documentsPerThread) await drop(worker);
    return examined ?? { findings: [finding("it takes too long, or too much memory, to examine: make it simpler")] };
  }
  async function drop(worker: Worker): Promise<void> {
    thread = undefined;
    await worker.terminate();
  }
  return (examination: Examination): Promise<Examined> => {
    const examined = turn.then(() => examineNow(examination));
    turn = examined.catch(() => undefined);
    return examined;
  };
}

/** Undefined when the document was too much for the thread. @throws Error when the thread itself is at fault */
function ask(worker: Worker, examination: Examination, timeMs: number): Promise<Examined | undefined> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      for (const event of ["message", "exit", "error"]) worker.removeAllListeners(event);
      worker.on("error", () => undefined); // one that comes late must not end the process
      worker.unref();
    };
    const end = (examined: Examined | undefined) => {
      leave();
      resolve(examined);
    };
    const timer = setTimeout(end, timeMs, undefined);
    worker.once("message", end);
    worker.once("exit", () => end(undefined));
    worker.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") return end(undefined);
      leave();
      reject(new Error("the thread that examines documents failed", { cause: error }));
    });
    worker.ref();
    worker.postMessage(examination);
  });
}

function start(entry: URL, memoryMb: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
  return new Worker(entry, { resourceLimits, env: {}, argv: [], execArgv: [], stdin: false });
}
