/** What a provider may ask a CPR service: nothing, whether a number is right, or the number itself. */
export const CPR_RIGHTS = ["off", "match", "lookup"] as const;
type CprRight = (typeof CPR_RIGHTS)[number];

export const MERCHANT_STATUSES = ["active", "suspended", "revoked", "expired"] as const;

/** Of every VOCES key file handed out here. */
export const VOCES_PASSWORD = "Bond007";

/**
 * A service provider: who may use the clients and the CPR service, under which friendly name. It is known by the
 * serialNumber of its VOCES (`CVR:...-UID:...`), which a renewal keeps.
 */
export interface Merchant {
  readonly spid: string; // what the CPR service calls it
  readonly uid: string;
  readonly cvr: string;
  readonly name: string;
  readonly friendlyName: string; // what users see, and the response's RequestIssuer
  readonly pidCpr: CprRight; // numbers of persons
  readonly ridCpr: CprRight; // numbers of employees
  readonly status: MerchantStatus;
  readonly serial: string;
}

export type CprRights = Pick<Merchant, "pidCpr" | "ridCpr">;
export type MerchantStatus = (typeof MERCHANT_STATUSES)[number];

export interface NewMerchant {
  readonly cvr?: string | undefined;
  readonly name?: string | undefined;
  readonly friendlyName: string;
  readonly pidCpr: CprRight;
  readonly ridCpr?: CprRight | undefined; // off when left out
  readonly spid?: string | undefined;
}
