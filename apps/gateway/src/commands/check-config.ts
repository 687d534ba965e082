import "reflect-metadata";
import process from "node:process";
import { type Config, type ConfigIssue, formatIssues, type Inspection, inspectConfig } from "@eid-gateway/config";
import { EidError } from "@eid-gateway/core";
import type { Storage } from "@eid-gateway/storage";
import { findMethodIssues } from "../check-methods.js";
import { type LoadedPlugin, loadPlugins } from "../load-plugins.js";
import { createLog } from "../log.js";
import { createMethodDirectory, type MethodDirectory } from "../method-directory.js";
import { createOutboundPool } from "../services/outbound-fetch.js";
import { createServices } from "../services/services.js";
import { type Command, configDirectory, EXIT, readArgs, refuseUsage } from "./command.js";
import { findSamlKeyIssues } from "./saml-keys.js";

const HELP = `Usage: eid-gateway check-config [--config DIR] [--json]

Reads a configuration as the gateway would, opens every method of every customer, and says every mistake with its file, its place and
what to do. Touches neither network nor database. Exit code 0: none, 1: some.

  --config DIR   the folder of gateway.yaml; else EID_GATEWAY_CONFIG, else ./config
  --json         the mistakes as JSON: [{ file, path, message, remedy, line?, column? }]`;

export const checkConfig: Command = async (args) => {
  const parsed = readArgs(args, { config: { type: "string" }, json: { type: "boolean" } }, HELP);
  if (typeof parsed === "number") return parsed;
  if (parsed.positionals.length > 0) return refuseUsage(`There is no use for "${parsed.positionals[0]}".`, HELP);
  const { readable, issues, warnings } = await inspect(configDirectory(parsed.values.config));
  if (warnings.length > 0) console.error(formatIssues(warnings));
  if (parsed.values.json) console.log(JSON.stringify(issues, null, 2));
  else console.log(readable && issues.length === 0 ? summary(readable) : formatIssues(issues));
  return issues.length === 0 ? EXIT.ok : EXIT.invalid;
};

/** Everything that is wrong: what the files say, then what plug-ins and methods say of it, as far as gateway.yaml can be used. */
async function inspect(directory: string): Promise<Inspection> {
  const inspection = inspectConfig(directory, { env: process.env });
  const { readable, issues, warnings } = inspection;
  if (!readable || issues.some(({ file }) => file === readable.gateway.file)) return inspection;
  const ofKeys = findSamlKeyIssues(readable);
  return { readable, warnings, issues: [...issues, ...ofKeys, ...(await askMethods(readable, issues))] };
}

async function askMethods(config: Config, known: readonly ConfigIssue[]): Promise<readonly ConfigIssue[]> {
  try {
    const plugins = await loadPlugins(config.gateway.plugins, config.directory);
    return findMethodIssues(config, offlineDirectory(config, plugins), known);
  } catch (error) {
    if (!(error instanceof EidError)) throw error;
    return pluginIssues(config, error);
  }
}

function offlineDirectory(config: Config, plugins: readonly LoadedPlugin[]): MethodDirectory {
  const { gateway } = config;
  const clock = { now: () => new Date() };
  const outbound = createOutboundPool(gateway.outbound);
  const servicesFor = createServices({ gateway, clock, log: createLog("silent"), storage: withoutStorage, outbound });
  return createMethodDirectory(
    config,
    plugins.flatMap(({ methods }) => methods),
    servicesFor,
  );
}

/** Opening a method must not use the store: this says so when one does. */
const withoutStorage: Pick<Storage, "entries"> = {
  entries() {
    const refuse = () => Promise.reject(new Error("a method used the store while it was opened"));
    return { get: refuse, set: refuse, delete: refuse, count: refuse };
  },
};

function pluginIssues({ gateway, locate }: Config, error: EidError): readonly ConfigIssue[] {
  return error.issues.map(({ message, path = [] }) => ({
    file: gateway.file,
    path,
    message,
    remedy: "see docs/plugins.md",
    ...locate(gateway.file, path),
  }));
}

function summary({ customers, gateway }: Config): string {
  const methods = [...customers.values()].reduce((sum, customer) => sum + customer.methods.size, 0);
  return `${gateway.file}: no mistakes (${customers.size} customers, ${methods} methods, ${gateway.plugins.length} plug-ins)`;
}
