import { resolve } from "node:path";
import type { Config, Inspection } from "./config.js";
import { customerOf } from "./customer-of.js";
import { Findings } from "./findings.js";
import { ConfigError, type Path } from "./issue.js";
import { loadCustomers } from "./load-customers.js";
import { loadGateway } from "./load-gateway.js";
import { defaultProfile } from "./profile/load-profile.js";
import { checkRules } from "./rules/check-rules.js";

export type LoadOptions = { readonly env: Readonly<Record<string, string | undefined>> };

/**
 * Reads a configuration folder: gateway.yaml, customers/<service>/customer.yaml, .../profiles/<name>/profile.yaml.
 *
 * @throws ConfigError with all mistakes of all files
 */
export function loadConfig(directory: string, options: LoadOptions): Config {
  const { readable, issues, warnings } = inspectConfig(directory, options);
  if (!readable || issues.length > 0) throw new ConfigError(issues, warnings);
  return readable;
}

/** The same for a report of mistakes: never throws for one, so that what plug-ins have to say can be told in the same breath. */
export function inspectConfig(directory: string, { env }: LoadOptions): Inspection {
  const findings = new Findings();
  const root = resolve(directory);
  const { state, config: gateway } = loadGateway(root, env, findings);
  const loaded = loadCustomers(root, { env, state }, defaultProfile(), findings);
  checkRules({ gateway, customers: loaded, state }, findings);

  const customers = loaded.flatMap((customer) => (customer.data ? [customerOf(customer, customer.data)] : []));
  const readable = gateway && {
    directory: root,
    gateway,
    customers: new Map(customers.map((customer) => [customer.service, customer])),
    warnings: findings.warnings,
    locate: (file: string, path: Path) => findings.locate(file, path),
    reread: () => inspectConfig(directory, { env }),
  };
  return { readable, issues: findings.issues, warnings: findings.warnings };
}
