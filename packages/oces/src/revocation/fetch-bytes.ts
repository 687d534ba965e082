const TIMEOUT_MS = 10_000;

/** What every request of this package has in common: a time limit, a size limit, no redirects to who knows where. */
export async function fetchBytes(
  fetch: typeof globalThis.fetch,
  url: string,
  init: { readonly maxBytes: number; readonly post?: { readonly type: string; readonly body: Uint8Array } },
): Promise<Uint8Array> {
  const response = await fetch(url, {
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(init.post && {
      method: "POST",
      headers: { "content-type": init.post.type },
      body: new Uint8Array(init.post.body),
    }),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`the server answered ${response.status}`);
  }
  return readBody(response, init.maxBytes);
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
