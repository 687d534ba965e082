/** Ways to find somebody in the register, and to see whether a new name or number would stand for two. */
import type { Person } from "./draw-identity.js";
import { IDENTITY_KINDS, type Identity } from "./identity.js";
import { Refusal } from "./refusal.js";

export function findByAlias(identities: readonly Identity[], alias: string): Identity | undefined {
  const wanted = alias.toLowerCase();
  return identities.find((identity) => identity.alias.toLowerCase() === wanted);
}

/** The users that a typed user-id may stand for, each by the first signature: a CPR number may have several NemIDs. */
export function findUsers(identities: readonly Identity[], userId: string): Identity[] {
  const chosen = identities.filter((identity) => isSame(identity.userId, userId));
  const digits = userId.replaceAll("-", "");
  const isNumber = /^(\d{9}|\d{10})$/.test(digits);
  const numbered = isNumber
    ? identities.filter(({ nemidNumber, cpr }) => nemidNumber === digits || cpr === digits)
    : [];
  const users = new Set((chosen.length > 0 ? chosen : numbered).map(({ nemidNumber }) => nemidNumber));
  return [...users].map((user) => identities.find(({ nemidNumber }) => nemidNumber === user)!);
}

/** Whether a caller who asks for a kind of certificate, or for one signature by its alias, means this one. */
export function isMeant({ kind, alias }: Pick<Identity, "kind" | "alias">, certificate: string | undefined): boolean {
  return certificate === undefined || certificate === kind || certificate === alias;
}

/** Throws a Refusal (400) for what is neither a kind nor an alias here. */
export function refuseUnknownCertificate(identities: readonly Identity[], certificate: string): void {
  const isKind = IDENTITY_KINDS.some((kind) => kind === certificate);
  if (!isKind && !identities.some(({ alias }) => alias === certificate))
    throw new Refusal(400, `certificate: must be ${IDENTITY_KINDS.join(", ")} or the alias of an identity`);
}

/** The PID follows the person: a second NemID of the same CPR number has the same one. */
export function findSamePerson(identities: readonly Identity[], { kind, cpr }: Person): Identity | undefined {
  return kind === "POCES" ? identities.find((other) => other.kind === "POCES" && other.cpr === cpr) : undefined;
}

/** What the company of a CVR number is called here already. */
export function findCompanyName(identities: readonly Identity[], cvr: string | undefined): string | undefined {
  return cvr === undefined ? undefined : identities.find((identity) => identity.cvr === cvr)?.companyName;
}

/** Whether somebody has this name already, as user-id or in the test tool. */
export function isNameTaken(identities: readonly Identity[], name: string, except?: string): boolean {
  const others = identities.filter(({ nemidNumber }) => nemidNumber !== except);
  return others.some(({ alias, userId }) => isSame(alias, name) || isSame(userId, name));
}

export function isAliasTaken(identities: readonly Identity[], { alias }: Person): boolean {
  return isNameTaken(identities, alias);
}

/** A RID is one employee's within a company. */
export function isRidTaken(identities: readonly Identity[], { cvr, rid }: Person): boolean {
  return rid !== undefined && identities.some((other) => other.cvr === cvr && other.rid === rid);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
