import "reflect-metadata";
import process from "node:process";
import { type Config, ConfigError, formatIssues, loadConfig } from "@eid-gateway/config";
import { EidError } from "@eid-gateway/core";
import type { Storage } from "@eid-gateway/storage";
import { checkMethods } from "../check-methods.js";
import { loadPlugins } from "../load-plugins.js";
import { createLog } from "../log.js";
import { createMethodDirectory } from "../method-directory.js";
import { createOutboundPool } from "../services/outbound-fetch.js";
import { createServices } from "../services/services.js";
import { type Command, configDirectory, EXIT, readArgs } from "./command.js";

const HELP = `Usage: eid-gateway check-config [--config DIR] [--json]

Reads a configuration as the gateway would, opens every method of every customer, and says every mistake with its file, its place and
what to do. Touches neither network nor database. Exit code 0: none, 1: some.

  --config DIR   the folder of gateway.yaml; else EID_GATEWAY_CONFIG, else ./config
  --json         the mistakes as JSON: [{ file, path, message, remedy, line?, column? }]`;

export const checkConfig: Command = async (args) => {
  const parsed = readArgs(args, { config: { type: "string" }, json: { type: "boolean" } }, HELP);
  if (typeof parsed === "number") return parsed;
  const print = parsed.values.json ? (issues: readonly unknown[]) => JSON.stringify(issues, null, 2) : formatIssues;
  try {
    const config = await check(configDirectory(parsed.values.config ?? parsed.positionals[0]));
    if (config.warnings.length > 0) console.error(formatIssues(config.warnings));
    console.log(parsed.values.json ? "[]" : summary(config));
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.log(print(error.issues as never));
    return EXIT.invalid;
  }
};

/** @throws ConfigError with everything that is wrong */
async function check(directory: string): Promise<Config> {
  const config = loadConfig(directory, { env: process.env });
  const plugins = await loadPlugins(config.gateway.plugins, config.directory).catch((error: unknown) => {
    throw error instanceof EidError ? asConfigError(config, error) : error;
  });
  const log = createLog("silent");
  const clock = { now: () => new Date() };
  const outbound = createOutboundPool(config.gateway.outbound);
  const servicesFor = createServices({ gateway: config.gateway, clock, log, storage: withoutStorage, outbound });
  const methods = plugins.flatMap((plugin) => plugin.methods);
  checkMethods(config, createMethodDirectory(config, methods, servicesFor));
  return config;
}

/** Opening a method must not use the store: this says so when one does. */
const withoutStorage: Pick<Storage, "entries"> = {
  entries() {
    const refuse = () => Promise.reject(new Error("a method used the store while it was opened"));
    return { get: refuse, set: refuse, delete: refuse, count: refuse };
  },
};

function asConfigError({ gateway, warnings, locate }: Config, error: EidError): ConfigError {
  const issues = error.issues.map(({ message, path = [] }) => ({
    file: gateway.file,
    path,
    message,
    remedy: "see docs/plugins.md",
    ...locate(gateway.file, path),
  }));
  return new ConfigError(issues, warnings);
}

function summary({ customers, gateway }: Config): string {
  const methods = [...customers.values()].reduce((sum, customer) => sum + customer.methods.size, 0);
  return `${gateway.file}: no mistakes (${customers.size} customers, ${methods} methods, ${gateway.plugins.length} plug-ins)`;
}
