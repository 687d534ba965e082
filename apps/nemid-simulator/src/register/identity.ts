import type { CompanyRole } from "../company-register/company-role.js";
import { type KeyCards, nextNumber } from "./key-card.js";
import type { Lock } from "./lock.js";
import type { OcesObstacle } from "./oces-obstacles.js";

export const IDENTITY_KINDS = ["POCES", "MOCES"] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** A user of NemID: how somebody logs in, whichever signature is used then. */
export interface NemidUser {
  readonly nemidNumber: string; // nine digits; never changes
  readonly userId: string; // self-chosen; at first the alias
  readonly password: string;
  readonly lock: Lock;
  readonly cards: KeyCards;
  readonly activation?: Activation | undefined; // until a password was chosen
  readonly temporaryPasswordsSent?: number | undefined;
  readonly obstacle?: OcesObstacle | undefined;
}

/** A user who has not chosen a password yet. Without a temporary password none can be chosen. */
export interface Activation {
  readonly temporaryPassword?: string | undefined;
  readonly wrongTries: number;
}

/** One of a user's signatures: as whom it signs, and by which certificate. */
export interface Signature {
  readonly ordinal: number; // the how manieth ever made: what it was drawn from, and its place in lists
  readonly alias: string; // what the test tool calls it; never changes
  readonly kind: IdentityKind;
  readonly name: string;
  readonly pseudonym: boolean;
  readonly youth: boolean;
  readonly cpr?: string | undefined;
  readonly cprRegistered?: boolean | undefined; // employees: false when RID/CPR has not been told the number
  readonly pid?: string | undefined; // persons
  readonly cvr?: string | undefined; // employees, with rid and companyName
  readonly rid?: string | undefined; // unique within the company
  readonly companyName?: string | undefined;
  readonly address?: string | undefined;
  readonly email?: string | undefined;
  readonly roles: readonly CompanyRole[];
  readonly serial: string; // of the certificate in use
  readonly certificateStatus: "valid" | "revoked" | "expired";
}

/** A signature together with the user it belongs to: what is known here of one identity. */
export interface Identity extends NemidUser, Signature {}

/** The number on the key card that this user will be asked next, or undefined when no code is left. */
export function askedNext({ cards, lock, nemidNumber }: NemidUser, seed: string): string | undefined {
  return nextNumber(cards, { seed, nemidNumber }, lock.wrongCodes);
}
