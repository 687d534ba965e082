import type { Config } from "@eid-gateway/config";
import { openStorage } from "@eid-gateway/storage";
import { listSigningKeys, rotateSigningKey } from "../doors/oidc/signing-keys.js";
import { loadSealingKeys } from "../sealing-keys.js";
import { type Command, configDirectory, EXIT, readArgs, refuseUsage } from "./command.js";
import { explain } from "./explain.js";
import { readConfig } from "./read-config.js";

const HELP = `Usage: eid-gateway keys [list | rotate | reseal] [--config DIR]

The keys that sign ID tokens. \`rotate\` adds a key that is published at once and signs a day later, so that relying parties have
fetched it by then; the key before it stays published for another day. Running gateways notice within five minutes.

\`reseal\` writes what an older sealing key sealed anew with the current one, a batch at a time, and says how many rows it wrote. When it
says 0, and every node has the new key, the older keys can leave the configuration.`;

const VERBS = ["list", "rotate", "reseal"] as const;
type Verb = (typeof VERBS)[number];

export const keys: Command = async (args) => {
  const parsed = readArgs(args, { config: { type: "string" } }, HELP);
  if (typeof parsed === "number") return parsed;
  const [given = "list", ...others] = parsed.positionals;
  const verb = VERBS.find((known) => known === given);
  if (!verb || others.length > 0) return refuseUsage(`There is no "keys ${parsed.positionals.join(" ")}".`, HELP);
  const config = readConfig(configDirectory(parsed.values.config));
  if (typeof config === "number") return config;
  try {
    return await withStorage(config, verb);
  } catch (error) {
    console.error(explain(error, config));
    return EXIT.invalid;
  }
};

async function withStorage({ gateway }: Config, verb: Verb): Promise<number> {
  const clock = { now: () => new Date() };
  const storage = await openStorage({ database: gateway.database, sealing: loadSealingKeys(gateway), clock });
  try {
    if (verb === "rotate") {
      const { kid, activeFrom } = await rotateSigningKey(storage.keys, clock.now());
      console.log(`${kid} is published now and signs from ${activeFrom.toISOString()}`);
    } else if (verb === "reseal") {
      console.log(`${await storage.reseal()} rows sealed anew`);
    } else {
      for (const { kid, state } of await listSigningKeys(storage.keys, clock.now())) console.log(`${kid}  ${state}`);
    }
    return EXIT.ok;
  } finally {
    await storage.close();
  }
}
