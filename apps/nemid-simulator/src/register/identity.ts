import { type KeyCards, nextNumber } from "./key-card.js";
import { isQuarantined, type Lock } from "./lock.js";

export const IDENTITY_KINDS = ["POCES", "MOCES"] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

export const IDENTITY_STATUSES = ["valid", "revoked", "expired", "locked", "quarantined"] as const;
export type IdentityStatus = (typeof IDENTITY_STATUSES)[number];

export const COMPANY_ROLES = ["signs-alone", "signs-jointly", "fully-liable"] as const;

/** What the company register says a person may do for a company. */
export interface CompanyRole {
  readonly cvr: string;
  readonly companyName: string;
  readonly role: (typeof COMPANY_ROLES)[number];
}

/** A user of NemID: who it is, how it logs in, and the certificate its signatures carry. */
export interface Identity {
  readonly ordinal: number; // the how manieth ever made: what it was drawn from, and its place in lists
  readonly nemidNumber: string; // nine digits; never changes
  readonly kind: IdentityKind;
  readonly alias: string;
  readonly password: string;
  readonly name: string;
  readonly pseudonym: boolean;
  readonly youth: boolean;
  readonly cpr?: string | undefined;
  readonly pid?: string | undefined; // persons
  readonly cvr?: string | undefined; // employees, with rid and companyName
  readonly rid?: string | undefined;
  readonly companyName?: string | undefined;
  readonly address?: string | undefined;
  readonly email?: string | undefined;
  readonly roles: readonly CompanyRole[];
  readonly serial: string; // of the certificate in use
  readonly certificateStatus: "valid" | "revoked" | "expired";
  readonly lock: Lock;
  readonly cards: KeyCards;
}

/** One word for the test tool: a lock is told before the state of the certificate. */
export function statusOf(identity: Identity, now: number): IdentityStatus {
  if (identity.lock.locked) return "locked";
  return isQuarantined(identity.lock, now) ? "quarantined" : identity.certificateStatus;
}

/** The number on the key card that this user will be asked next, or undefined when no code is left. */
export function askedNext(identity: Identity, seed: string): string | undefined {
  return nextNumber(identity.cards, { seed, nemidNumber: identity.nemidNumber }, identity.lock.wrongCodes);
}
