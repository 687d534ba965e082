export const PID_CPR_RIGHTS = ["off", "match", "lookup"] as const;
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
  readonly pidCpr: (typeof PID_CPR_RIGHTS)[number];
  readonly status: MerchantStatus;
  readonly serial: string;
}

export type MerchantStatus = (typeof MERCHANT_STATUSES)[number];

export interface NewMerchant {
  readonly cvr?: string | undefined;
  readonly name?: string | undefined;
  readonly friendlyName: string;
  readonly pidCpr: Merchant["pidCpr"];
  readonly spid?: string | undefined;
}
