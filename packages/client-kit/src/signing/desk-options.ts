/** What a customer's server says of itself and of its gateway. */
export interface SigningDeskOptions {
  /** Of the gateway: `https://id.example.dk/oidc`. Plain http only on this machine. */
  readonly issuer: string;
  /** A client of the gateway's configuration with the scope `signicat-api`. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** How long the gateway may take to answer one call, files included; 30 unless said. */
  readonly timeoutSeconds?: number;
  /** Largest file, in bytes, that is sent or received; 64 MiB unless said. */
  readonly maxBytes?: number;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: { now(): Date };
  readonly sleep?: (ms: number) => Promise<void>;
}

/** The same, with every question answered. */
export type DeskTerms = Required<SigningDeskOptions>;

export function completeDesk(options: SigningDeskOptions): DeskTerms {
  return {
    ...options,
    timeoutSeconds: options.timeoutSeconds ?? 30,
    maxBytes: options.maxBytes ?? 64 * 1024 * 1024,
    fetch: options.fetch ?? globalThis.fetch,
    clock: options.clock ?? { now: () => new Date() },
    sleep: options.sleep ?? ((ms) => new Promise((done) => setTimeout(done, ms))),
  };
}
