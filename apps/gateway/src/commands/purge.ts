import { openStorage, type PurgeCounts } from "@eid-gateway/storage";
import { loadSealingKeys } from "../sealing-keys.js";
import { type Command, configDirectory, EXIT, readArgs, refuseUsage } from "./command.js";
import { explain } from "./explain.js";
import { readConfig } from "./read-config.js";

const HELP = `Usage: eid-gateway purge [--dry-run] [--json] [--config DIR]

Deletes everything that has expired, and has the files of the database forget it: remembered CPR numbers that nobody has used for three
months, ended log-ins, tokens, evidence and events. A running gateway does it by itself every night; doing it twice does no harm.

PostgreSQL's tables are written anew for it, each locked meanwhile: choose a quiet hour.

  --dry-run      delete nothing, say what would be deleted
  --json         the counts as one line of JSON
  --config DIR   the folder of gateway.yaml; else EID_GATEWAY_CONFIG, else ./config`;

const OPTIONS = { "dry-run": { type: "boolean" }, json: { type: "boolean" }, config: { type: "string" } } as const;

/** What the tables hold, in the operator's words. */
const HOLDS: Readonly<Record<keyof PurgeCounts, string>> = {
  flows: "log-ins that ended or were left",
  entries: "remembered CPR numbers, and counts of attempts",
  spent: "challenges and other things good for one use",
  oidc: "OpenID Connect: codes, tokens, sessions, identities",
  events: "lines of the audit trail",
  evidence: "signed messages kept as evidence",
  signing: "signing orders: tasks, documents, events, notifications",
};

export const purge: Command = async (args) => {
  const parsed = readArgs(args, OPTIONS, HELP);
  if (typeof parsed === "number") return parsed;
  if (parsed.positionals.length > 0) return refuseUsage(`There is no use for "${parsed.positionals[0]}".`, HELP);
  const { "dry-run": dryRun = false, json, config: folder } = parsed.values;
  const config = readConfig(configDirectory(folder));
  if (typeof config === "number") return config;
  try {
    const storage = await openStorage({
      database: config.gateway.database,
      sealing: loadSealingKeys(config.gateway),
      clock: { now: () => new Date() },
    });
    const counts = await storage.purge({ dryRun, rewriteTables: true }).finally(() => storage.close());
    console.log(json ? JSON.stringify({ dryRun, ...counts }) : describe(counts, dryRun));
    return EXIT.ok;
  } catch (error) {
    console.error(explain(error, config));
    return EXIT.invalid;
  }
};

function describe(counts: PurgeCounts, dryRun: boolean): string {
  const rows = (Object.keys(HOLDS) as (keyof PurgeCounts)[]).map(
    (table) => `${String(counts[table]).padStart(8)}  ${HOLDS[table]}`,
  );
  return [dryRun ? "Would be deleted:" : "Deleted:", ...rows].join("\n");
}
