/** What gateway.yaml says, checked: defaults filled in, paths absolute, references replaced. */
export interface GatewayConfig {
  readonly file: string;
  readonly environment: Environment;
  readonly host: string; // the public origin, without a slash at the end: "https://id.example.dk"
  readonly issuer: string; // `<host>/oidc`
  readonly listen: Address;
  readonly management: Address;
  readonly state: string; // the folder for what the gateway makes itself: keys, the SQLite file
  readonly database: Database;
  readonly trustedProxies: readonly string[]; // CIDRs whose forwarding headers count
  readonly plugins: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>; // by family; each plug-in reads its own
  readonly outbound: Outbound;
  readonly merchants: { readonly default?: CredentialFile }; // a shared certificate for customers without one; test only
  readonly flow: { readonly idleMinutes: number; readonly hardMinutes: number };
  readonly saml: SamlIdentity;
  readonly signing: GatewaySigning;
  readonly purge: { readonly at: string }; // "HH:MM", UTC: when the database's files are made to forget
  readonly sealing?: Sealing; // absent: the gateway makes a key of its own under `state`
  readonly log: { readonly level: LogLevel };
}
export type Environment = "test" | "production";
export type Address = { readonly host: string; readonly port: number };
export type Database =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string };
export type Outbound = { readonly trust: readonly string[]; readonly timeoutMs: number }; // trust: PEM, besides Node's own
export type CredentialFile = { readonly file: string; readonly password: string }; // PKCS#12
/** Who SAML answers say they are from. No `keys`: the gateway makes its own, in certificates with this subject. */
export interface SamlIdentity {
  readonly issuer: string;
  readonly subject: { readonly CN: string } & Readonly<
    Partial<Record<"OU" | "O" | "L" | "ST" | "C", string | undefined>>
  >;
  readonly keys: readonly CredentialFile[]; // the first signs, the others are published with it
}
/** What documents are sealed with, and how people are told of them. No `seal`: nothing can be signed. */
export interface GatewaySigning {
  readonly seal?: CredentialFile;
  readonly timestamps?: { readonly url: string } | undefined;
  readonly trust: readonly string[]; // PEM
  readonly revocationHosts: readonly string[]; // origins
  readonly mail?: { readonly url: string; readonly from: string } | undefined;
  readonly sms?: { readonly url: string; readonly token: string } | undefined;
}
/** Keys of 32 bytes by id: `current` seals, the others still open what they sealed. */
export type Sealing = { readonly current: string; readonly keys: ReadonlyMap<string, Uint8Array> };

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
