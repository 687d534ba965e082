/** What a schema cannot say: rules between values, between files, and between a file and the disk. One rule per file of this folder. */
import type { Findings, Problem } from "../findings.js";
import type { GatewayConfig } from "../gateway-config.js";
import type { Path } from "../issue.js";
import type { LoadedCustomer } from "../load-customers.js";
import { refuseDemoSecrets } from "./demo-secrets.js";
import { requireKeyFiles } from "./key-files.js";
import { requireKnownNames } from "./known-names.js";
import { refusePlainHttp } from "./plain-http.js";
import { requirePort } from "./ports.js";
import { expectPrintedLogos } from "./printed-logos.js";
import { refusePrivateAddresses } from "./private-addresses.js";
import { requireServiceFolder } from "./service-folder.js";
import { refuseSharedClientIds } from "./shared-client-ids.js";
import { refuseSharedMerchant } from "./shared-merchant.js";
import { refuseSharedStoreUsers } from "./shared-store-users.js";
import { requireSigningOfClients } from "./signing-clients.js";
import { requireSigningNeeds } from "./signing-needs.js";
import { requireStylesheets } from "./stylesheets.js";
import { requireUsablePortals } from "./usable-portals.js";

/** All that was read, with or without mistakes. */
export type Loaded = {
  readonly gateway: GatewayConfig | undefined;
  readonly customers: readonly LoadedCustomer[];
  readonly state: string | undefined;
};
export type Rule = (loaded: Loaded, findings: Findings) => void;

const RULES: readonly Rule[] = [
  requireServiceFolder,
  requireKnownNames,
  requireUsablePortals,
  refuseSharedClientIds,
  requirePort,
  refuseSharedMerchant,
  refuseDemoSecrets,
  refusePlainHttp,
  requireKeyFiles,
  requireSigningNeeds,
  requireSigningOfClients,
  refuseSharedStoreUsers,
  refusePrivateAddresses,
  requireStylesheets,
  expectPrintedLogos,
];

export function checkRules(loaded: Loaded, findings: Findings): void {
  for (const rule of RULES) rule(loaded, findings);
}

/** A mistake in production; in the test environment a warning. */
export function inProduction(
  { gateway }: Loaded,
  findings: Findings,
): (file: string, path: Path, problem: Problem) => void {
  const strict = gateway?.environment === "production";
  return (file, path, problem) =>
    strict ? findings.issue(file, path, problem) : findings.warning(file, path, problem);
}
