import type { Config } from "@eid-gateway/config";
import { openStorage } from "@eid-gateway/storage";
import { listEncryptionKeys, rotateEncryptionKey } from "../doors/oidc/encryption-keys.js";
import { listSigningKeys, rotateSigningKey } from "../doors/oidc/signing-keys.js";
import { loadSealingKeys } from "../sealing-keys.js";
import { type Command, configDirectory, EXIT, readArgs, refuseUsage } from "./command.js";
import { explain } from "./explain.js";
import { readConfig } from "./read-config.js";
import { listSamlKeys, rotateSamlKey } from "./saml-keys.js";

const HELP = `Usage: eid-gateway keys [list | rotate [--encryption | --saml [--days N]] | reseal] [--config DIR]

The keys that sign ID tokens and SAML answers. \`rotate\` adds a key that is published at once and signs a day later, so that relying parties have
fetched it by then; the key before it stays published for another day. Running gateways notice within five minutes.

\`rotate --encryption\` does so for the key that relying parties encrypt their requests to. Every key that is published decrypts.

\`rotate --saml\` does so for SAML answers. Customers pin that certificate by hand, so it signs 30 days later, or after --days N. Send them
what stands at /std/certificates.pem before. 0 is for after a theft: it signs at once, the keys before it are deleted, and whoever has not
pinned it refuses every answer.

\`reseal\` writes what an older sealing key sealed anew with the current one, a batch at a time, and says how many rows it wrote. When it
says 0, and every node has the new key, the older keys can leave the configuration.`;

const VERBS = ["list", "rotate", "reseal"] as const;
type Verb = (typeof VERBS)[number];

export const keys: Command = async (args) => {
  const flag = { type: "boolean" } as const;
  const options = { config: { type: "string" }, encryption: flag, saml: flag, days: { type: "string" } } as const;
  const parsed = readArgs(args, options, HELP);
  if (typeof parsed === "number") return parsed;
  const [given = "list", ...others] = parsed.positionals;
  const verb = VERBS.find((known) => known === given);
  if (!verb || others.length > 0) return refuseUsage(`There is no "keys ${parsed.positionals.join(" ")}".`, HELP);
  const { encryption, saml, days } = parsed.values;
  if (saml && verb !== "rotate") return refuseUsage("--saml is for rotate.", HELP);
  if (encryption && (saml || verb !== "rotate")) return refuseUsage("--encryption is for rotate, by itself.", HELP);
  if (days !== undefined && (!saml || !/^\d{1,3}$/.test(days)))
    return refuseUsage("--days is a number of days, 0 to 999, for rotate --saml.", HELP);
  const config = readConfig(configDirectory(parsed.values.config));
  if (typeof config === "number") return config;
  try {
    const ofSaml = saml ? { days: days === undefined ? undefined : Number(days) } : undefined;
    return await withStorage(config, encryption ? "rotate encryption" : verb, ofSaml);
  } catch (error) {
    console.error(explain(error, config));
    return EXIT.invalid;
  }
};

async function withStorage(
  config: Config,
  verb: Verb | "rotate encryption",
  saml: { readonly days: number | undefined } | undefined,
): Promise<number> {
  const { gateway } = config;
  const clock = { now: () => new Date() };
  const storage = await openStorage({ database: gateway.database, sealing: loadSealingKeys(gateway), clock });
  try {
    if (saml) {
      console.log(await rotateSamlKey(config, storage.keys, clock.now(), saml.days));
    } else if (verb === "rotate encryption") {
      console.log(await rotateEncryptionKey(storage.keys, clock.now()));
    } else if (verb === "rotate") {
      const { kid, activeFrom } = await rotateSigningKey(storage.keys, clock.now());
      console.log(`${kid} is published now and signs from ${activeFrom.toISOString()}`);
    } else if (verb === "reseal") {
      console.log(`${await storage.reseal()} rows sealed anew`);
    } else {
      for (const { kid, state } of await listSigningKeys(storage.keys, clock.now())) console.log(`${kid}  ${state}`);
      for (const line of await listEncryptionKeys(storage.keys, clock.now())) console.log(line);
      for (const line of await listSamlKeys(config, storage.keys, clock.now())) console.log(line);
    }
    return EXIT.ok;
  } finally {
    await storage.close();
  }
}
