import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { dropIdle } from "../../src/web/drop-idle.js";

const LARGE = Buffer.alloc(64 * 1024 * 1024);
let server: Server | undefined;
afterEach(() => void server?.close());

/** A client that has asked, and the answer that is on its way. */
async function ask(idleMs: number) {
  server = createServer((_request, response) => response.end(LARGE)).listen(0, "127.0.0.1");
  dropIdle(server, idleMs);
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").pause();
  socket.write("GET / HTTP/1.1\r\nhost: gateway.test\r\nconnection: close\r\n\r\n");
  const [, response] = (await once(server, "request")) as [unknown, ServerResponse];
  return { socket, response };
}

/** Takes what there is until the connection ends. */
async function countBytes(socket: Socket): Promise<number> {
  let bytes = 0;
  socket.on("data", (chunk) => {
    bytes += chunk.length;
  });
  socket.on("error", () => {}); // cut off
  socket.resume();
  await once(socket, "close");
  return bytes;
}

it("lets go of an answer that nobody takes", async () => {
  const { socket, response } = await ask(200);
  await once(response, "close");
  expect(await countBytes(socket)).toBeLessThan(LARGE.length);
});

it("waits for those who take theirs", async () => {
  const { socket } = await ask(20_000);
  expect(await countBytes(socket)).toBeGreaterThan(LARGE.length);
});
