/**
 * What a caller sends, up to a limit, and no more of all callers together than the process has room for. The caller who asked to be
 * told first (`Expect: 100-continue`) is told when the body is about to be read, so that nobody sends megabytes to be refused.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Room } from "./room.js";

export class BodyRefused extends Error {
  override readonly name = "BodyRefused";
  readonly reason: "too-large" | "busy" | "aborted";

  constructor(reason: BodyRefused["reason"]) {
    super(`a body was refused: ${reason}`);
    this.reason = reason;
  }
}

export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

export interface BodyLimits {
  readonly maxBytes: number;
  readonly room: Room;
  /** Looks at what has come so far, until it has seen enough: then it gives true. It may throw, and no more is read. */
  readonly checkStart?: ((start: Buffer) => boolean) | undefined;
}

/**
 * Reads the body and holds its room until `use` is done with it.
 *
 * @throws BodyRefused, or what `checkStart` or `use` throws
 */
export async function withBody<T>(
  { req, res }: Exchange,
  { maxBytes, room, checkStart }: BodyLimits,
  use: (body: Buffer) => Promise<T>,
): Promise<T> {
  if (Number(req.headers["content-length"] ?? 0) > maxBytes) throw new BodyRefused("too-large");
  if (isWaiting(req)) res.writeContinue();
  const chunks: Buffer[] = [];
  let bytes = 0;
  let check = checkStart;
  try {
    for await (const chunk of whole(req)) {
      if (bytes + chunk.length > maxBytes) throw new BodyRefused("too-large");
      if (!room.take(chunk.length)) throw new BodyRefused("busy");
      bytes += chunk.length;
      chunks.push(chunk);
      if (check?.(Buffer.concat(chunks))) check = undefined;
    }
    return await use(Buffer.concat(chunks));
  } finally {
    room.give(bytes);
  }
}

/** Of a sender who goes away in the middle nothing is kept. Who sends too much still gets an answer, so the stream stays open. */
async function* whole(req: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch (cause) {
    throw Object.assign(new BodyRefused("aborted"), { cause });
  }
}

function isWaiting({ headers }: IncomingMessage): boolean {
  return headers.expect?.toLowerCase() === "100-continue";
}
