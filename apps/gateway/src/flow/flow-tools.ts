/** What the steps of a flow work with. */
import type { Storage } from "@eid-gateway/storage";
import type { Log } from "../log.js";
import type { Metrics } from "../management/metrics.js";
import type { MethodDirectory } from "../method-directory.js";
import type { Looks } from "../versions/looks.js";
import type { Door } from "./flow.js";

export interface FlowTools {
  readonly storage: Storage;
  readonly directory: MethodDirectory;
  readonly doors: ReadonlyMap<string, Door>;
  readonly clock: { now(): Date };
  readonly log: Log;
  readonly metrics: Metrics;
  readonly looks: Pick<Looks, "versionOf" | "now" | "ofFlow">;
  readonly documents: DocumentSource;
  /** The gateway's public origin, from the configuration. */
  readonly origin: string;
  readonly limits: FlowLimits;
}

/** Where documents that are to be signed lie. */
export interface DocumentSource {
  /** @throws EidError when it is no longer there */
  read(
    service: string,
    of: { readonly order: string; readonly task: string; readonly document: string },
  ): Promise<Uint8Array>;
}

export interface FlowLimits {
  readonly idleMs: number;
  readonly hardMs: number;
  /** How long one call of a method may take. */
  readonly stepMs: number;
  /** How long that holds the flow, writing included; after a crash the step can be taken again. */
  readonly leaseMs: number;
  /** How long an ended or abandoned flow can still be shown and answered. */
  readonly graceMs: number;
}
