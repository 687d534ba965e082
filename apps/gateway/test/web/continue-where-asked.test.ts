import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { continueWhereAsked } from "../../src/web/continue-where-asked.js";

let server: Server;
beforeAll(async () => {
  const refuse = (_request: unknown, response: import("node:http").ServerResponse) => {
    response.writeHead(401, { connection: "close" }).end();
  };
  server = createServer(refuse);
  continueWhereAsked(server, refuse);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

function say(path: string): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n`);
    socket.on("data", (data) => {
      said += data.toString();
    });
    socket.on("close", () => resolve(said));
  });
}

describe("who asks before sending a body", () => {
  it.each(["/oidc/token", "/flow/x", "/wsx/", "/docs"])("is told to go on at %s", async (path) => {
    expect(await say(path)).toMatch(/^HTTP\/1\.1 100 Continue/);
  });

  it.each(["/ws/documentservice-v3", "/doc/demo/sds", "/enterprise/sign/documents"])(
    "is first looked at by the door at %s",
    async (path) => {
      expect(await say(path)).toMatch(/^HTTP\/1\.1 401 /);
    },
  );
});
