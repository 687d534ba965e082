import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below what systems give to those who do not choose (from 32768, or 49152): nobody else comes by one while its program starts again. Above
 * the last that browsers refuse (10080, Fetch standard section 2.9).
 */
const [FIRST, COUNT] = [11_000, 20_000];

/** A port of the loopback interface that nothing listens on, for a program that cannot choose one by itself. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
