import { SigningError } from "@eid-gateway/signing";

/**
 * What is done to a task that was open a moment ago. Its customer may delete the order at any time: then there is nothing left to act on,
 * which is no failure, and the page after this says so.
 *
 * @param otherwise what stands for an act that came too late
 */
export function unlessGone<T>(act: Promise<T>, otherwise: T): Promise<T> {
  return act.catch((error: unknown) => {
    if (error instanceof SigningError && GONE.includes(error.code)) return otherwise;
    throw error;
  });
}

const GONE: readonly SigningError["code"][] = ["order-deleted", "unknown-request"];
