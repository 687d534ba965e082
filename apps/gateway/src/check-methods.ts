/** Opens every method of every customer, offline, so that each mistake in settings, agreements, configs and key files is told at once. */
import { type Config, ConfigError, type ConfigIssue } from "@eid-gateway/config";
import { EidError } from "@eid-gateway/core";
import { findScopeIssues } from "./check-scopes.js";
import { findSigningInPortals } from "./log-in-methods.js";
import type { MethodDirectory } from "./method-directory.js";

/** @throws ConfigError with an issue for each mistake */
export function checkMethods(config: Config, directory: MethodDirectory): void {
  const issues = findMethodIssues(config, directory);
  if (issues.length > 0) throw new ConfigError(issues, config.warnings);
}

/** @param known mistakes that were told before; none is told twice of one place */
export function findMethodIssues(
  config: Config,
  directory: MethodDirectory,
  known: readonly ConfigIssue[] = [],
): readonly ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  for (const customer of config.customers.values()) {
    for (const [name, use] of customer.methods) {
      const found = issuesOf(config, directory, customer.service, name, use.method);
      for (const issue of found) {
        const isTold = known.some((one) => isPlacedAlike(one, issue)) || issues.some((one) => isSame(one, issue));
        if (!isTold) issues.push(issue);
      }
    }
  }
  return [...issues, ...findScopeIssues(config, directory.methods), ...findSigningInPortals(config, directory)];
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
    return error.issues.map((issue) => placed(config, toConfigIssue(config, file, issue)));
  }
}

/** Settings and a shared certificate stand in gateway.yaml, everything else with the customer. */
function toConfigIssue(config: Config, file: string, { message, path = [] }: EidError["issues"][number]): ConfigIssue {
  const [member] = path;
  const isOperators = member === "settings" || member === "merchants";
  const isKeyFile = member === "credentials" || member === "merchants";
  const remedy = isKeyFile ? remedyForKeyFile(path) : "see the plug-in's README";
  return { file: isOperators ? config.gateway.file : file, path, message, remedy };
}

function remedyForKeyFile(path: ConfigIssue["path"]): string {
  if (path.at(-1) === "password") return "write the password the file was made with";
  return "put the PKCS#12 file there anew, or correct the path";
}

function placed(config: Config, issue: ConfigIssue): ConfigIssue {
  return { ...issue, ...config.locate(issue.file, issue.path) };
}

function isSame(one: ConfigIssue, other: ConfigIssue): boolean {
  return one.file === other.file && one.message === other.message && one.path.join("/") === other.path.join("/");
}

function isPlacedAlike(one: ConfigIssue, other: ConfigIssue): boolean {
  return one.file === other.file && one.path.join("/") === other.path.join("/");
}
