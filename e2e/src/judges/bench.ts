/** A world, and a folder in which its material lies for the judges. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTrust, judgeMessage, type NemidMessage, offlineRevocation, readMessage } from "@eid-gateway/oces";
import { clientAnswer, openBrowser, type Person } from "../world/log-in.js";
import { authorize, DEMO } from "../world/oidc-client.js";
import { startWorld, type World } from "../world/start-world.js";

export interface Bench {
  readonly world: World;
  readonly root: string; // PEM file of the simulator's root
  file(name: string, content: string | Uint8Array): string;
  /** What NemID's client posts for this person, as XML. */
  logIn(person: Person): Promise<Buffer>;
  /** What our own verifier says, with the simulator's root and its lists of now. */
  accepts(message: Uint8Array): Promise<boolean>;
  clear(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), "judges-"));
  const world = await startWorld();
  const { ca, rootPem } = world.simulator;
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const trust = createTrust({ anchors: [rootPem] });
  return {
    world,
    root: file("root.pem", rootPem),
    file,
    async logIn(person) {
      const page = await openBrowser().get(authorize(`${world.url}/oidc`, DEMO).url);
      return Buffer.from(await clientAnswer(world, page, person), "base64");
    },
    async accepts(message) {
      const read = attempt(() => readMessage(message));
      if (!read) return false;
      const revocation = offlineRevocation({ crls: [ca.crl(), ca.crl({ issuer: ca.root })] });
      return (await judgeMessage({ message: read, at: new Date(), trust, revocation })).outcome === "valid";
    },
    async clear() {
      await world.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What cannot be read is refused; any other error is a fault of ours. */
function attempt(read: () => NemidMessage): NemidMessage | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && (error.name === "OcesError" || error.name === "XmlError")) return undefined;
    throw error;
  }
}

export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
