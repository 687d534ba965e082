import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostsIn } from "../../src/services/hosts-in.js";
import { createOutboundPool, OutboundRefused } from "../../src/services/outbound-fetch.js";

/** 64 MiB of nothing in 64 KiB. */
const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024));
let server: Server;
let origin = "";
const pool = createOutboundPool({ trust: [], timeoutMs: 300 });

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/redirect") response.writeHead(302, { location: "http://localhost:1/" }).end();
    else if (request.url === "/bomb") response.writeHead(200, { "content-encoding": "gzip" }).end(BOMB);
    else if (request.url === "/asked") response.end(JSON.stringify(request.headers));
    else if (request.url === "/flood") response.end(Buffer.alloc(33 * 1024 * 1024));
    else if (request.url !== "/silent") response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await pool.close();
  server.closeAllConnections();
  server.close();
});

describe("the way out", () => {
  const reach = () => pool.fetchFor(new Set([origin]));

  it("reaches what the configuration names", async () => {
    const answer = await reach()(`${origin}/`);
    expect(await answer.text()).toBe("ok");
  });

  it.each(["http://127.0.0.1:1/", "http://169.254.169.254/latest", "https://example.com/"])(
    "does not reach %s",
    async (url) => {
      await expect(reach()(url)).rejects.toThrow(OutboundRefused);
    },
  );

  it("does not follow a redirect", async () => {
    await expect(reach()(`${origin}/redirect`)).rejects.toThrow();
  });

  it("gives up on a server that says nothing", async () => {
    await expect(reach()(`${origin}/silent`)).rejects.toThrow();
  });

  it("asks for nothing compressed, whatever the caller asks for, and keeps the caller's other headers", async () => {
    const headers = { "Accept-Encoding": "gzip", "Content-Type": "text/xml" };
    const asked = await reach()(`${origin}/asked`, { headers }).then((answer) => answer.json());
    expect(asked).toMatchObject({ "accept-encoding": "identity", "content-type": "text/xml" });
  });

  it("reads nothing of an answer that would grow on opening", async () => {
    await expect(reach()(`${origin}/bomb`)).rejects.toThrow(OutboundRefused);
  });

  it.each([
    ["a user before the host", (url: URL) => `http://user:secret@${url.host}/`],
    ["the allowed host as a user", (url: URL) => `http://${url.host}@localhost/`],
    ["a dot behind the host", () => "http://localhost.:1/"],
    ["another port", (url: URL) => `http://${url.hostname}:1/`],
    ["another scheme", (url: URL) => `https://${url.host}/`],
    ["IPv6 for IPv4", (url: URL) => `http://[::ffff:127.0.0.1]:${url.port}/`],
    ["data", () => "data:text/plain,x"],
    ["a file", () => "file:///etc/passwd"],
  ])("does not go by %s", async (_what, write) => {
    await expect(reach()(write(new URL(origin)))).rejects.toThrow();
  });

  it("gives up on a server that says too much", async () => {
    await expect(reach()(`${origin}/flood`).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  });
});

describe("the origins of a configuration", () => {
  it("are found at any depth, and only in addresses", () => {
    const settings = {
      a: "http://one.example:8090/x",
      b: [{ c: new URL("https://two.example/") }],
      d: "not http://three.example",
      e: 1,
    };
    expect([...hostsIn(settings)]).toEqual(["http://one.example:8090", "https://two.example"]);
  });
});
