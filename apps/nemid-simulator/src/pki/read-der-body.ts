import type { Context } from "koa";

/** A request names a handful of certificates, or a digest; nothing honest is longer. */
const LIMIT = 8 * 1024;

/** The DER of a posted request; undefined when it was answered with 415 (another content type) or 413 (over 8 KiB). */
export async function readDerBody(context: Context, type: string): Promise<Uint8Array | undefined> {
  if (!context.is(type)) return refuse(context, 415, `The body must be ${type}.`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of context.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) return refuse(context, 413, `A request has at most ${LIMIT} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuse(context: Context, status: number, sentence: string): undefined {
  context.status = status;
  context.type = "text/plain";
  context.body = sentence;
}

/** RFC 6960, appendix A.1.1: base64, then URL-encoded. The router has undone the latter. */
export const fromPathOf = (text: string): Uint8Array => Buffer.from(text, "base64");
