import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Findings } from "./findings.js";
import type { GraphicalProfile } from "./graphical-profile.js";
import { loadProfile } from "./profile/load-profile.js";
import { readConfigFile } from "./read-config-file.js";
import type { Surroundings } from "./references/resolve.js";
import { type CustomerFile, customerFile } from "./schema/customer-file.js";

/** A customer as far as it could be read: `data` is absent when customer.yaml has mistakes, a profile when it has. */
export type LoadedCustomer = {
  readonly folder: string; // its name
  readonly file: string;
  readonly data: CustomerFile | undefined;
  readonly profiles: ReadonlyMap<string, GraphicalProfile>;
  readonly brokenProfiles: readonly string[];
};

/** Reads every folder under customers/. */
export function loadCustomers(
  directory: string,
  given: Surroundings,
  builtIn: GraphicalProfile,
  findings: Findings,
): readonly LoadedCustomer[] {
  const customers = join(directory, "customers");
  const names = foldersIn(customers);
  if (names.length === 0) findings.warning(customers, [], NO_CUSTOMERS);
  return names.map((name) => loadCustomer(join(customers, name), name, given, builtIn, findings));
}
const NO_CUSTOMERS = { message: "holds no customer", remedy: "add one: customers/<service>/customer.yaml" };

function loadCustomer(
  path: string,
  folder: string,
  given: Surroundings,
  builtIn: GraphicalProfile,
  findings: Findings,
): LoadedCustomer {
  const file = join(path, "customer.yaml");
  const data = readConfigFile(customerFile, file, given, findings);
  const profiles = new Map([[builtIn.name, builtIn]]);
  const brokenProfiles: string[] = [];
  for (const name of foldersIn(join(path, "profiles"))) {
    const place = { folder: join(path, "profiles", name), name, palettes: builtIn.colors };
    const profile = loadProfile(place, given, findings);
    if (profile) profiles.set(name, profile);
    else brokenProfiles.push(name);
  }
  return { folder, file, data, profiles, brokenProfiles };
}

function foldersIn(path: string): readonly string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    // A link to a folder is one too: mounted configuration (Kubernetes) is made of links.
    return entries
      .filter((entry) => !entry.isFile() && !entry.name.startsWith("."))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
