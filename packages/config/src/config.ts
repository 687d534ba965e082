import type { CustomerConfig } from "./customer-config.js";
import type { GatewayConfig } from "./gateway-config.js";
import type { ConfigIssue, Path, Position } from "./issue.js";

export interface Config {
  readonly directory: string;
  readonly gateway: GatewayConfig;
  readonly customers: ReadonlyMap<string, CustomerConfig>; // by service
  readonly warnings: readonly ConfigIssue[];
  /** Where a value stands in a file, for mistakes that only a plug-in can see. The nearest parent when it is not there. */
  locate(file: string, path: Path): Position | undefined;
  /** Reads the same folder again, for those who are at work on it. Nothing that runs changes. */
  reread(): Inspection;
}

export interface Inspection {
  /** All that could be read, for checks that go on; undefined when gateway.yaml itself could not be. Nothing may run on it. */
  readonly readable: Config | undefined;
  readonly issues: readonly ConfigIssue[];
  readonly warnings: readonly ConfigIssue[];
}
