/**
 * The jobs of signing on this node, one run after the other: when their turn comes, and at once when something has become due, so that
 * a customer's webhook and package need not wait for the minute to be over.
 */
import type { Log } from "../log.js";

export interface TakingTurns {
  /** Runs when those before have run. @throws what the run throws */
  run(): Promise<void>;
  /** Runs soon. What is woken again before that runs once. */
  wake(): void;
  /** Nothing more is begun; resolves when what was begun is over. */
  stop(): Promise<void>;
}

export function runInTurn(log: Log, work: () => Promise<unknown>): TakingTurns {
  let last: Promise<unknown> = Promise.resolve();
  let isWoken = false;
  let isStopped = false;

  function run(): Promise<void> {
    const mine = last.then(async () => {
      isWoken = false;
      if (!isStopped) await work();
    });
    last = mine.catch(() => undefined); // whoever asked for it is told
    return mine;
  }
  return {
    run,
    wake() {
      if (isWoken || isStopped) return;
      isWoken = true;
      run().catch((err: unknown) => log.error({ err }, "jobs of signing failed"));
    },
    async stop() {
      isStopped = true;
      await last;
    },
  };
}
