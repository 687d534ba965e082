/** Which ports are in use: asked before anything starts, so that a person reads one sentence and not three programs' troubles. */
import { once } from "node:events";
import { createServer } from "node:net";

/** Both, since browsers ask for localhost and may try either first. */
const LOOPBACK = ["127.0.0.1", "::1"];

/**
 * @param {Readonly<Record<string, number>>} ports by the variable that sets each
 * @returns {Promise<readonly string[]>} a sentence for each that is taken, or named twice
 */
export async function complaintsAbout(ports) {
  const complaints = [];
  const seen = new Map();
  for (const [variable, port] of Object.entries(ports)) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      complaints.push(`${variable} must be a port number from 1 to 65535.`);
    else if (seen.has(port))
      complaints.push(`${variable} and ${seen.get(port)} are both ${port}: set one of them to another port.`);
    else if (await isTaken(port))
      complaints.push(`Port ${port} is taken by another program: free it, or set ${variable} to another port.`);
    seen.set(port, variable);
  }
  return complaints;
}

async function isTaken(port) {
  for (const host of LOOPBACK) if ((await tryToListen(port, host)) === "EADDRINUSE") return true;
  return false;
}

async function tryToListen(port, host) {
  const server = createServer().listen(port, host);
  try {
    await once(server, "listening");
    return undefined;
  } catch ({ code }) {
    return code;
  } finally {
    server.close();
  }
}
