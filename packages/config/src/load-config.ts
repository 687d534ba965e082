import { resolve } from "node:path";
import type { Config } from "./config.js";
import { customerOf } from "./customer-of.js";
import { Findings } from "./findings.js";
import { ConfigError } from "./issue.js";
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
export function loadConfig(directory: string, { env }: LoadOptions): Config {
  const findings = new Findings();
  const root = resolve(directory);
  const { state, config: gateway } = loadGateway(root, env, findings);
  const loaded = loadCustomers(root, { env, state }, defaultProfile(), findings);
  checkRules({ gateway, customers: loaded, state }, findings);
  if (!gateway || findings.issues.length > 0) throw new ConfigError(findings.issues, findings.warnings);

  const customers = loaded.flatMap((customer) => (customer.data ? [customerOf(customer, customer.data)] : []));
  return {
    directory: root,
    gateway,
    customers: new Map(customers.map((customer) => [customer.service, customer])),
    warnings: findings.warnings,
    locate: (file, path) => findings.locate(file, path),
  };
}
