/**
 * The only way out of the gateway: fetch with an allow-list of origins, a time-out, a limit on the answer and no redirects.
 * Connections are kept alive; every caller with the same certificate shares a pool.
 */
import { rootCertificates } from "node:tls";
import { Agent, fetch as undiciFetch } from "undici";

export interface Outbound {
  /** Additional certificate authorities for TLS servers, PEM. */
  readonly trust: readonly string[];
  readonly timeoutMs: number;
}
interface ClientCertificate {
  readonly key: string;
  readonly cert: string;
}
export class OutboundRefused extends Error {
  override readonly name = "OutboundRefused";
}

/** Largest answer that is read: a full revocation list of a national CA is under 20 MB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

export interface OutboundPool {
  fetchFor(hosts: ReadonlySet<string>, certificate?: ClientCertificate): typeof globalThis.fetch;
  close(): Promise<void>;
}

export function createOutboundPool(outbound: Outbound): OutboundPool {
  const agents = new Map<string, Agent>();

  function agentFor(certificate?: ClientCertificate): Agent {
    const key = certificate?.cert ?? "";
    const known = agents.get(key);
    if (known) return known;
    const made = new Agent({
      connect: {
        ca: [...rootCertificates, ...outbound.trust],
        rejectUnauthorized: true, // said here, NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off
        timeout: outbound.timeoutMs,
        ...certificate,
      },
      headersTimeout: outbound.timeoutMs,
      bodyTimeout: outbound.timeoutMs,
      maxResponseSize: MAX_ANSWER_BYTES,
      connections: 32,
      keepAliveTimeout: 30_000,
    });
    agents.set(key, made);
    return made;
  }

  return {
    fetchFor: (hosts, certificate) => limitedFetch(hosts, outbound.timeoutMs, () => agentFor(certificate)),
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

/** The limit counts bytes as they come in: a few compressed ones could become anything (RFC 9110 12.5.3 lets us ask for none). */
function uncompressed(headers: RequestInit["headers"]): Record<string, string> {
  return { ...Object.fromEntries(new Headers(headers)), "accept-encoding": "identity" };
}

function limitedFetch(hosts: ReadonlySet<string>, timeoutMs: number, dispatcher: () => Agent): typeof globalThis.fetch {
  const limited = async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!hosts.has(url.origin)) throw new OutboundRefused(`${url.origin} does not stand in the settings or the config`);
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    // undici's own fetch takes its dispatcher; its types are Node's in all but name.
    const options = {
      ...init,
      headers: uncompressed(init.headers),
      signal,
      redirect: "error",
      dispatcher: dispatcher(),
    };
    const answer = await undiciFetch(url, options as Parameters<typeof undiciFetch>[1]);
    if ((answer.headers.get("content-encoding") ?? "identity") !== "identity") {
      await answer.body?.cancel();
      throw new OutboundRefused(`${url.origin} compressed its answer, though asked not to`);
    }
    return answer as unknown as Response;
  };
  return limited as typeof globalThis.fetch;
}
