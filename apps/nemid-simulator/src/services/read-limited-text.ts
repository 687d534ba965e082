import type { Context } from "koa";

const LIMIT = 64 * 1024;

/** The body as UTF-8 text; undefined when there is too much of it (over 64 KiB) or it is not UTF-8. */
export async function readLimitedText(context: Context): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed: the sender of too much still gets its answer.
  for await (const chunk of context.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) return undefined;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return undefined;
  }
}
