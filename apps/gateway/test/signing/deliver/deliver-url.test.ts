import { createHmac } from "node:crypto";
import type { lookup } from "node:dns";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CallTerms, createUrlDeliverer } from "../../../src/signing/deliver/deliver-url.js";
import { AddressInside, createOpenInternet, type OpenInternet } from "../../../src/signing/deliver/open-internet.js";
import { MESSAGE } from "./message.js";

const NOW = new Date("2026-03-01T10:00:00Z");
interface Seen {
  readonly line: string;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}
let server: Server;
let port = 0;
let seen: Seen[] = [];
const internets: OpenInternet[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    const status = Number(/status=(\d+)/.exec(request.url ?? "")?.[1] ?? 200);
    if (request.url === "/flood") response.end(Buffer.alloc(8 * 1024 * 1024));
    else if (!request.url?.includes("silent")) response.writeHead(status, { location: "/elsewhere" }).end("thanks");
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  seen = [];
});
afterAll(async () => {
  await Promise.all(internets.map((each) => each.close()));
  server.closeAllConnections();
  server.close();
});

const USUAL: CallTerms = { method: "GET", mayPointInside: true };

function open(answers?: readonly (readonly string[])[]): OpenInternet {
  const left = [...(answers ?? [])];
  const told = ((_host: string, _options: object, done: (error: null, found: unknown) => void) => {
    const addresses = left.length > 1 ? left.shift()! : left[0]!;
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  }) as unknown as typeof lookup;
  const made = createOpenInternet({ trust: [], timeoutMs: 400, ...(answers && { lookup: told }) });
  internets.push(made);
  return made;
}
function deliver(recipient: string, terms: CallTerms = USUAL, internet = open()) {
  const parts = { internet, clock: { now: () => NOW }, terms: () => terms };
  return createUrlDeliverer(parts)({ ...MESSAGE, recipient });
}
const at = (path: string) => `http://localhost:${port}${path}`;

describe("a call that tells a customer's server", () => {
  it("is a GET of the address as it is, with nothing in its body", async () => {
    await deliver(at("/told?a=1&requestId=r1&taskId=t1"));
    expect(seen.map(({ line, body }) => [line, body])).toEqual([["GET /told?a=1&requestId=r1&taskId=t1", ""]]);
    expect(seen[0]?.headers).toMatchObject({ "x-event-id": "event-1" });
    expect(seen[0]?.headers).not.toHaveProperty("x-signature");
  });

  it("is a POST with the nine fields, where the customer wants that", async () => {
    await deliver(at("/told"), { ...USUAL, method: "POST" });
    expect(JSON.parse(seen[0]!.body)).toEqual({
      id: "event-1",
      timestamp: "2026-03-01T10:00:00.000Z",
      sender: "signature-api",
      eventName: "task.completed",
      eventData: { requestId: "r1", taskId: "t1", state: "completed" },
      accountId: "demo",
      organizationId: "demo",
      expiresAt: "2026-03-02T10:00:00.000Z",
      tags: [],
    });
    expect(seen[0]).toMatchObject({
      line: "POST /told",
      headers: { "content-type": "application/json; charset=utf-8" },
    });
  });

  it.each(["GET", "POST"] as const)("by %s is signed with the customer's secret", async (method) => {
    await deliver(at("/told"), { ...USUAL, method, secret: "hush" });
    const [time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(seen[0]!.headers["x-signature"]))!.slice(1);
    expect(Number(time) * 1000).toBe(NOW.getTime());
    const text = `${time}.${method}.${at("/told")}.${seen[0]!.body}`;
    expect(mac).toBe(createHmac("sha256", "hush").update(text).digest("hex"));
  });

  it.each([204, 299])("is delivered by %i", async (status) => {
    await expect(deliver(at(`/?status=${status}`))).resolves.toBeUndefined();
  });

  it.each([301, 302, 307, 308, 400, 404, 500, 503])("is not delivered by %i, and goes nowhere else", async (status) => {
    await expect(deliver(at(`/?status=${status}`))).rejects.toThrow(`the address answered ${status}`);
    expect(seen).toHaveLength(1);
  });

  it("is delivered to who answers at length, and not listened to", async () => {
    await expect(deliver(at("/flood"))).resolves.toBeUndefined();
  });

  it("is not delivered to who never answers", async () => {
    await expect(deliver(at("/silent"))).rejects.toThrow();
  });
});

describe("an address that leads inside", () => {
  const OUTSIDE_ONLY: CallTerms = { ...USUAL, mayPointInside: false };

  it.each([
    "127.0.0.1",
    "[::1]",
    "10.0.0.1",
    "169.254.169.254",
    "[fd00::1]",
    "2130706433",
    "[::ffff:127.0.0.1]",
    "0.0.0.0",
  ])("is not called as http://%s", async (host) => {
    await expect(deliver(`http://${host}:${port}/`, OUTSIDE_ONLY)).rejects.toBeInstanceOf(AddressInside);
    expect(seen).toEqual([]);
  });

  it("is not called under a name either", async () => {
    await expect(deliver(at("/"), OUTSIDE_ONLY)).rejects.toBeInstanceOf(AddressInside);
    const internet = open([["127.0.0.1"]]);
    await expect(deliver(`http://told.example.dk:${port}/`, OUTSIDE_ONLY, internet)).rejects.toBeInstanceOf(
      AddressInside,
    );
    expect(seen).toEqual([]);
  });

  it("is not called when the name meant another the first time it was asked for", async () => {
    const internet = open([["203.0.114.1"], ["127.0.0.1"]]);
    await expect(deliver(`http://told.example.dk:${port}/`, OUTSIDE_ONLY, internet)).rejects.toThrow();
    await expect(deliver(`http://told.example.dk:${port}/`, OUTSIDE_ONLY, internet)).rejects.toBeInstanceOf(
      AddressInside,
    );
    expect(seen).toEqual([]);
  });

  it("is left out when the name has others beside it", async () => {
    const internet = open([["127.0.0.1", "203.0.114.1"]]);
    await expect(deliver(`http://told.example.dk:${port}/`, OUTSIDE_ONLY, internet)).rejects.not.toBeInstanceOf(
      AddressInside,
    );
    expect(seen).toEqual([]);
  });

  it("is called where the configuration allows it", async () => {
    await deliver(`http://told.example.dk:${port}/`, USUAL, open([["127.0.0.1"]]));
    expect(seen).toHaveLength(1);
  });
});
