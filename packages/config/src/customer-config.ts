/** What a customer's folder says, checked: customer.yaml, and each profile under profiles/. */
import type { Customer } from "@eid-gateway/core";
import type { CredentialFile } from "./gateway-config.js";
import type { GraphicalProfile, Localized } from "./graphical-profile.js";
import type { OidcClientConfig, SessionReuse } from "./oidc-config.js";

export interface CustomerConfig extends Customer {
  readonly file: string; // customer.yaml
  readonly password?: string; // what the customer's own servers show when they call the gateway's services
  readonly homePage?: string; // where "Back to <service>" leads when no relying party can take the person
  readonly agreements: Readonly<Record<string, unknown>>; // by family; each plug-in reads its own
  readonly credentials: ReadonlyMap<string, CredentialFile>;
  readonly methods: ReadonlyMap<string, MethodUse>; // by public name: what stands in acr_values and log-in addresses
  readonly portals: ReadonlyMap<string, readonly string[]>; // by name: methods to choose from, in order
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly profiles: ReadonlyMap<string, GraphicalProfile>; // always holds "default"
  readonly defaultProfile: string;
  readonly clients: ReadonlyMap<string, OidcClientConfig>; // by client id
  readonly sessionReuse?: SessionReuse; // absent: each log-in uses the eID
  readonly saml: SamlConfig;
  readonly signing?: SigningConfig; // absent: the customer has nothing signed
}

/** A method of a plug-in as one customer uses it. `config` is for the method's own schema. */
export interface MethodUse {
  readonly method: string; // EidMethod.id
  readonly config: unknown;
  readonly profile?: string;
  readonly title?: Localized; // where people choose, in place of the plug-in's
  readonly help?: Localized;
}

/** The method URL, and the addresses its answers may be posted to. */
export interface SamlConfig {
  readonly targets: readonly SamlTarget[];
  readonly prefillByGet: boolean;
}
export interface SamlTarget {
  readonly url: string; // canonical, without a query
  readonly audience?: string | undefined;
  readonly continuesTo: readonly string[]; // origins
  readonly nationalId: boolean;
  readonly organization: boolean;
}

/** What a customer may have signed, and how its servers are answered. */
export interface SigningConfig {
  readonly sdoFormat: "native" | "ltv-sdo";
  readonly schema2018: boolean;
  readonly daysToLive: number;
  readonly maxBytes: number;
  readonly allowPrivateAddresses: boolean;
  readonly notifications: {
    readonly allow?: readonly string[] | undefined; // origins
    readonly method: "GET" | "POST";
    readonly secret?: string | undefined;
  };
  readonly stylesheets: ReadonlyMap<string, string>; // absolute paths
  readonly storeUser: string;
  readonly clientCertificates: readonly string[]; // SHA-256, hexadecimal
  readonly rest: boolean;
}

/** The languages of the gateway's pages. Danish and English are complete, the others fall back text by text. */
export const LANGUAGES = ["da", "en", "nb", "sv", "fi"] as const;
export type Language = (typeof LANGUAGES)[number];
