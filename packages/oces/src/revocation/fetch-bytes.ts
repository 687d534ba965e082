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
    readonly timeoutMs?: number;
    readonly type?: string;
    readonly post?: { readonly type: string; readonly body: Uint8Array };
  },
): Promise<Uint8Array> {
  const response = await fetch(url, {
    redirect: "error",
    signal: AbortSignal.timeout(init.timeoutMs ?? TIMEOUT_MS),
    ...(init.post && {
      method: "POST",
      headers: { "content-type": init.post.type },
      body: new Uint8Array(init.post.body),
    }),
  });
  const problem = findProblem(response, init.type);
  if (problem !== undefined) {
    await response.body?.cancel();
    throw new Error(problem);
  }
  return readBody(response, init.maxBytes);
}

function findProblem({ ok, status, headers }: Response, type: string | undefined): string | undefined {
  if (!ok) return `the server answered ${status}`;
  const given = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "nothing";
  return type === undefined || given === type ? undefined : `the server answered with ${given}, not ${type}`;
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
