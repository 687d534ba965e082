const TIMEOUT_MS = 10_000;

/**
 * What every request to a CA or a TSA has in common: a time limit, a size limit, no redirects to who knows where.
 *
 * @param init `type`: the media type without which the answer is none
 * @throws Error in words for an operator
 */
export async function fetchBytes(
  fetch: typeof globalThis.fetch,
  url: string,
  init: {
    readonly maxBytes: number;
    /** The media type that the answer must have. */
    readonly type?: string;
    readonly post?: { readonly type: string; readonly body: Uint8Array };
    /** For all of the answer, to its last byte. */
    readonly timeoutMs?: number;
  },
): Promise<Uint8Array> {
  const { maxBytes, type, post, timeoutMs = TIMEOUT_MS } = init;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error(`no whole answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    const response = await fetch(url, {
      redirect: "error",
      signal: limit.signal,
      ...(post && { method: "POST", headers: { "content-type": post.type }, body: new Uint8Array(post.body) }),
    });
    const problem = findProblem(response, type);
    if (problem === undefined) return await readBody(response, maxBytes, limit.signal);
    await response.body?.cancel();
    throw new Error(problem);
  } finally {
    clearTimeout(timer);
  }
}

function findProblem({ ok, status, headers }: Response, type: string | undefined): string | undefined {
  if (!ok) return `the server answered ${status}`;
  const given = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "nothing";
  return type === undefined || given === type ? undefined : `the server answered with ${given}, not ${type}`;
}

/** Once the headers are there, Node's fetch may forget the signal: a server that sends a byte now and then would never end. */
async function readBody({ body }: Response, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return new Uint8Array();
  const stop = () => reader.cancel().catch(() => undefined); // it may have broken off by itself
  signal.addEventListener("abort", stop, { once: true });
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      length += read.value.length;
      if (length > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`);
      pieces.push(read.value);
    }
    signal.throwIfAborted();
    return Buffer.concat(pieces);
  } finally {
    signal.removeEventListener("abort", stop);
    await stop();
  }
}
