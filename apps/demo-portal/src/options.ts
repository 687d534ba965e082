/** What a portal is started with, and what becomes of it. */

export interface DemoPortalOptions {
  readonly port: number; // 0: any free one
  readonly host?: string; // the address to listen on; loopback unless said
  readonly publicUrl?: string; // as browsers see it; http://localhost:<port> unless said
  readonly issuer: string; // of the gateway: http://localhost:8080/oidc
  readonly clientId: string;
  readonly clientSecret: string;
  readonly server?: ServerAccount; // with which this site orders signatures; that of the demo unless said
  readonly simulatorUrl: string; // where the test people and their key cards are
  readonly service?: string; // this customer's name at the gateway: "demo" unless said
  readonly scope?: string;
  readonly now?: () => number; // ms since 1970
  readonly report?: (problem: string) => void; // for the operator; never holds a token or a claim
}

/** A client of the gateway's that speaks for this site's server, and logs nobody in. */
interface ServerAccount {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The same, with every question answered. */
export interface Portal extends Required<Omit<DemoPortalOptions, "port" | "host">> {}

const defaultScope = "openid profile signicat.national_id signicat.organization nemid";

export function completeOptions(options: DemoPortalOptions, port: number): Portal {
  return {
    publicUrl: (options.publicUrl ?? `http://localhost:${port}`).replace(/\/+$/, ""),
    issuer: options.issuer,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    server: options.server ?? { clientId: "demo-server", clientSecret: "demo-server-secret" },
    simulatorUrl: options.simulatorUrl.replace(/\/+$/, ""),
    service: options.service ?? "demo",
    scope: options.scope ?? defaultScope,
    now: options.now ?? Date.now,
    report: options.report ?? (() => {}),
  };
}
