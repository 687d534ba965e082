/** Ways in which another party fails us, and a tap on `fetch` that lets one call fail so. */
export interface Outage {
  /** The call that fails, counted from 0. */
  readonly call: number;
  readonly fault: Fault;
}
export type Fault = (healthy: () => Promise<Response>) => Promise<Response>;

const html = "<!doctype html><title>Gateway error</title><p>Something else entirely";

/** Down, slow, and talking nonsense, each in several ways. */
export const faults: Readonly<Record<string, Fault>> = {
  "refuses the connection": async () => {
    throw new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") });
  },
  "does not answer in time": async () => {
    throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
  },
  "answers 503": async () => new Response(html, { status: 503 }),
  "answers 404": async () => new Response("", { status: 404 }),
  "answers with a page of HTML": async () => new Response(html, { headers: { "content-type": "text/html" } }),
  "answers with nothing": async () => new Response(""),
  "answers with random bytes": async () => new Response(Buffer.alloc(512, 0xa5)),
  "answers with JSON null": async () => Response.json(null),
  "breaks off in the middle": async (healthy) => {
    const bytes = new Uint8Array(await (await healthy()).arrayBuffer());
    return new Response(bytes.slice(0, bytes.length / 2));
  },
  "stalls in the middle": async (healthy) => {
    const bytes = new Uint8Array(await (await healthy()).arrayBuffer());
    return new Response(stalling(bytes.slice(0, bytes.length / 2)));
  },
  "never stops talking": async () => new Response(endless()),
};

/** The gateway's fetch ends a body that stalls, too. */
function stalling(beginning: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(beginning),
    pull: (controller) =>
      controller.error(new DOMException("The operation was aborted due to timeout", "TimeoutError")),
  });
}

/** More than any answer needs; who reads on to the end here has no limit. */
function endless(): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(64 * 1024).fill(0x20);
  let chunks = 0;
  return new ReadableStream({
    pull: (controller) => {
      chunks += 1;
      if (chunks > 512) controller.error(new Error("32 MiB were read: set a limit"));
      else controller.enqueue(chunk);
    },
  });
}

export function tapFetch(
  fetch: typeof globalThis.fetch,
  calls: { readonly urls: string[]; readonly outage?: Outage | undefined },
): typeof globalThis.fetch {
  return (input, init) => {
    const number = calls.urls.push(new Request(input).url) - 1;
    const healthy = () => fetch(input, init);
    return calls.outage?.call === number ? calls.outage.fault(healthy) : healthy();
  };
}
