/** Opens every method of every customer, offline, so that each mistake in settings, agreements, configs and key files is told at once. */
import { type Config, ConfigError, type ConfigIssue } from "@eid-gateway/config";
import { EidError } from "@eid-gateway/core";
import type { MethodDirectory } from "./method-directory.js";

/** @throws ConfigError with an issue for each mistake */
export function checkMethods(config: Config, directory: MethodDirectory): void {
  const issues: ConfigIssue[] = [];
  for (const customer of config.customers.values()) {
    for (const [name, use] of customer.methods) {
      const found = issuesOf(config, directory, customer.service, name, use.method);
      for (const issue of found) if (!issues.some((known) => isSame(known, issue))) issues.push(issue);
    }
  }
  if (issues.length > 0) throw new ConfigError(issues, config.warnings);
}

function issuesOf(
  config: Config,
  directory: MethodDirectory,
  service: string,
  name: string,
  id: string,
): ConfigIssue[] {
  const file = config.customers.get(service)!.file;
  const at = ["methods", name];
  try {
    if (directory.find(service, name)) return [];
    const known =
      directory.methods.map((method) => method.id).join(", ") || "none: list a plug-in under plugins in gateway.yaml";
    const message = `no plug-in has the method "${id}"`;
    return [placed(config, { file, path: [...at, "method"], message, remedy: `known methods: ${known}` })];
  } catch (error) {
    if (!(error instanceof EidError)) throw error;
    if (error.issues.length === 0)
      return [placed(config, { file, path: at, message: error.message, remedy: `code ${error.code}` })];
    return error.issues.map((issue) => placed(config, toConfigIssue(config, file, name, issue)));
  }
}

/** A method speaks of its own members; here they get their place in the files. Settings stand in gateway.yaml, the rest with the customer. */
function toConfigIssue(
  config: Config,
  file: string,
  name: string,
  { message, path = [] }: EidError["issues"][number],
): ConfigIssue {
  const [member, ...rest] = path;
  const remedy = "see the plug-in's README";
  if (member === "settings") return { file: config.gateway.file, path, message, remedy };
  if (member === "config") return { file, path: ["methods", name, "config", ...rest], message, remedy };
  return { file, path, message, remedy };
}

function placed(config: Config, issue: ConfigIssue): ConfigIssue {
  return { ...issue, ...config.locate(issue.file, issue.path) };
}

function isSame(one: ConfigIssue, other: ConfigIssue): boolean {
  return one.file === other.file && one.message === other.message && one.path.join("/") === other.path.join("/");
}
