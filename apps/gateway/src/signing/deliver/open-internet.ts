/**
 * Calls to addresses that customers wrote into orders. They lead out or nowhere: what a name resolves to is looked at when the
 * connection is made, and that very address is connected to, so that a name cannot be one thing when it is checked and another when
 * it is called (DNS rebinding). No redirects, no answer worth reading.
 */
import { type LookupAddress, type LookupOptions, lookup as systemLookup } from "node:dns";
import { isIP } from "node:net";
import { rootCertificates } from "node:tls";
import { isInsideAddress } from "@eid-gateway/signing";
import { Agent, request } from "undici";

export class AddressInside extends Error {
  override readonly name = "AddressInside";

  constructor() {
    super("the address leads inside: to this machine or a private network");
  }
}

interface OutgoingCall {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In test environments: also to this machine. */
  readonly mayPointInside: boolean;
}
export interface OpenInternet {
  /** @returns the status of the answer, whose body is not read @throws AddressInside, or why there is no answer */
  call(call: OutgoingCall): Promise<number>;
  close(): Promise<void>;
}
type Lookup = typeof systemLookup;

const MOST_BYTES = 16 * 1024;

/** @param trust more certificate authorities, PEM @param lookup names to addresses: a test's own */
export function createOpenInternet({
  trust,
  timeoutMs,
  lookup = systemLookup,
}: {
  readonly trust: readonly string[];
  readonly timeoutMs: number;
  readonly lookup?: Lookup;
}): OpenInternet {
  const agentOf = (connectLookup: Lookup) =>
    new Agent({
      connect: {
        ca: [...rootCertificates, ...trust],
        rejectUnauthorized: true,
        timeout: timeoutMs,
        lookup: connectLookup,
      },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      keepAliveTimeout: 1_000,
    });
  const anywhere = agentOf(lookup);
  const outside = agentOf(onlyOutside(lookup));
  return {
    async call({ url, method, headers, body, mayPointInside }) {
      // A host that is an address already is never looked up.
      const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
      if (!mayPointInside && isIP(host) !== 0 && isInsideAddress(host)) throw new AddressInside();
      const dispatcher = mayPointInside ? anywhere : outside;
      const signal = AbortSignal.timeout(timeoutMs);
      // undici's request follows no redirect by itself.
      const answer = await request(url, { method, headers, dispatcher, signal, ...(body !== undefined && { body }) });
      await answer.body.dump({ limit: MOST_BYTES }); // a receiver who says much is not listened to
      return answer.statusCode;
    },
    async close() {
      await Promise.all([anywhere.destroy(), outside.destroy()]);
    },
  };
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** The same look-up, without the addresses that lead inside. */
function onlyOutside(lookup: Lookup): Lookup {
  const guarded = (hostname: string, options: LookupOptions, done: Found) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const left = found.filter(({ address }) => !isInsideAddress(address));
      const [first] = left;
      if (!first) return done(new AddressInside(), []);
      if (options.all) done(null, left);
      else done(null, first.address, first.family);
    });
  };
  return guarded as Lookup;
}
