import process from "node:process";
import { ConfigError, formatIssues, loadConfig } from "@eid-gateway/config";
import { openStorage } from "@eid-gateway/storage";
import { listSigningKeys, rotateSigningKey } from "../doors/oidc/signing-keys.js";
import { loadSealingKeys } from "../sealing-keys.js";
import { type Command, configDirectory, EXIT, readArgs } from "./command.js";

const HELP = `Usage: eid-gateway keys [list | rotate] [--config DIR]

The keys that sign ID tokens. \`rotate\` adds a key that is published at once and signs a day later, so that relying parties have
fetched it by then; the key before it stays published for another day. Running gateways notice within five minutes.`;

export const keys: Command = async (args) => {
  const parsed = readArgs(args, { config: { type: "string" } }, HELP);
  if (typeof parsed === "number") return parsed;
  const [verb = "list", ...others] = parsed.positionals;
  if (others.length > 0 || (verb !== "list" && verb !== "rotate")) {
    console.error(HELP);
    return EXIT.wrongUsage;
  }
  try {
    return await withStorage(configDirectory(parsed.values.config), verb);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(formatIssues(error.issues));
    return EXIT.invalid;
  }
};

async function withStorage(directory: string, verb: "list" | "rotate"): Promise<number> {
  const { gateway } = loadConfig(directory, { env: process.env });
  const clock = { now: () => new Date() };
  const storage = await openStorage({ database: gateway.database, sealing: loadSealingKeys(gateway), clock });
  try {
    if (verb === "rotate") {
      const { kid, activeFrom } = await rotateSigningKey(storage.keys, clock.now());
      console.log(`${kid} is published now and signs from ${activeFrom.toISOString()}`);
    } else {
      for (const { kid, state } of await listSigningKeys(storage.keys, clock.now())) console.log(`${kid}  ${state}`);
    }
    return EXIT.ok;
  } finally {
    await storage.close();
  }
}
