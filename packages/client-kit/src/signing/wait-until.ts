/** Asks again and again, ever more seldom. */
import { GatewayUnreachableError } from "../oidc/oidc-errors.js";
import { SigningNotOverError } from "./signing-errors.js";

export interface Waiting {
  /** How long to wait at most, in seconds; 60 unless said. */
  readonly forSeconds?: number;
  /** Gives up when it is aborted, with its reason. */
  readonly signal?: AbortSignal;
}

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const FACTOR = 1.6;

/**
 * A gateway that does not answer is asked again too, until the time is up.
 *
 * @param ask gives `undefined` as long as there is nothing
 * @throws SigningNotOverError; what `ask` throws
 */
export async function waitUntil<T>(
  ask: () => Promise<T | undefined>,
  { forSeconds = 60, signal }: Waiting,
  { clock, sleep }: { readonly clock: { now(): Date }; readonly sleep: (ms: number) => Promise<void> },
): Promise<T> {
  const until = clock.now().getTime() + forSeconds * 1000;
  for (let pauseMs = FIRST_MS; ; pauseMs = Math.min(LONGEST_MS, Math.round(pauseMs * FACTOR))) {
    signal?.throwIfAborted();
    const leftMs = until - clock.now().getTime();
    const found = await ask().catch((error: unknown) => {
      if (!(error instanceof GatewayUnreachableError) || leftMs <= 0) throw error;
      return undefined;
    });
    if (found !== undefined) return found;
    if (leftMs <= 0) throw new SigningNotOverError(`It was not over after ${forSeconds} seconds`);
    await sleep(Math.min(pauseMs, leftMs));
  }
}
