/** A load balancer without stickiness before the nodes of one gateway: one public name, and each request to the node whose turn it is. */
import { createServer, request as forward, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface Balancer {
  /** The public origin. */
  readonly url: string;
  /** Where the nodes listen; one alone gets everything. */
  nodes: readonly string[];
  /** How many requests it has passed on. */
  readonly turns: number;
  close(): void;
}

/** Longer than the nodes', whose word for it is passed on to callers. */
const KEEP_ALIVE_MS = 90_000;

export async function startBalancer(): Promise<Balancer> {
  let turn = 0;
  const server = createServer(((incoming, outgoing) => {
    const node = new URL(balancer.nodes[turn++ % balancer.nodes.length]!);
    const { method, url, headers } = incoming;
    const onward = forward({ hostname: node.hostname, port: node.port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  }) satisfies RequestListener);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const balancer: Balancer = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    nodes: [],
    get turns() {
      return turn;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return balancer;
}
