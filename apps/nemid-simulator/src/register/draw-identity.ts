import type { CompanyRole } from "../company-register/company-role.js";
import type { Draw } from "../state/seeded-draw.js";
import { inventParticulars, type Particulars } from "./autofill.js";
import type { Identity, IdentityKind, NemidUser, Signature } from "./identity.js";
import { drawPid } from "./numbers.js";
import { findAliasFault, findPasswordFault } from "./password-rules.js";
import { Refusal } from "./refusal.js";
import type { IdentityStatus } from "./status.js";

/** What the maker of an identity may choose; what is left out is invented when `autofill` is set. */
export interface NewIdentity {
  readonly autofill?: boolean | undefined;
  readonly kind: IdentityKind;
  /** Alias of an identity whose user gets one more signature. */
  readonly user?: string | undefined;
  readonly alias?: string | undefined;
  readonly password?: string | undefined;
  readonly name?: string | undefined;
  readonly cpr?: string | undefined;
  /** Of an employee: whether the employer has told RID/CPR the number. True when left out. */
  readonly cprRegistered?: boolean | undefined;
  readonly cvr?: string | undefined;
  readonly rid?: string | undefined;
  readonly companyName?: string | undefined;
  readonly address?: string | undefined;
  readonly email?: string | undefined;
  readonly status?: IdentityStatus | undefined;
  readonly pseudonym?: boolean | undefined;
  readonly youth?: boolean | undefined;
  readonly roles?: readonly CompanyRole[] | undefined;
}

/** Who an identity is: a signature without its certificate, and how its user is known. */
export type Person = Omit<Signature, "ordinal" | "serial" | "certificateStatus"> &
  Pick<NemidUser, "nemidNumber" | "password">;

/** Fills a wish up to a whole person. Values given are taken as they are; what the operator would refuse is a Refusal (400). */
export function drawIdentity(draw: Draw, wish: NewIdentity, now: Date): Person {
  const invented = inventParticulars(draw, wish.kind, wish.youth ?? false, now);
  const nemidNumber = draw.digits(9);
  const person = fillUp(draw, wish, wish.autofill ? invented : {}, { nemidNumber });
  refuse("password", findPasswordFault(person.password, person));
  return person;
}

/** Fills a wish up to one more signature of a user, who is the same person: name and numbers follow, unless given. */
export function drawFurtherSignature(draw: Draw, wish: NewIdentity, user: Identity, now: Date): Person {
  if (wish.password !== undefined) throw new Refusal(400, "password: is the user's own, for all signatures");
  if (wish.cpr !== undefined && user.cpr !== undefined && wish.cpr !== user.cpr)
    throw new Refusal(400, "cpr: the user has another");
  const { cpr, cvr, companyName } = inventParticulars(draw, wish.kind, wish.youth ?? false, now);
  const { name, address, email, password, nemidNumber } = user;
  const own = wish.kind === "POCES" || wish.autofill ? { cpr: user.cpr } : {}; // an employer need not know it
  const known = { ...(wish.autofill && { cpr, cvr, companyName }), name, address, email, ...withoutGaps(own) };
  return fillUp(draw, { ...wish, password }, known, { nemidNumber });
}

function fillUp(
  draw: Draw,
  wish: NewIdentity,
  otherwise: Partial<Particulars>,
  user: Pick<NemidUser, "nemidNumber">,
): Person {
  const filled = { ...otherwise, ...withoutGaps(wish) };
  const { alias, password, name } = need(filled, ["alias", "password", "name"]);
  const { address, email, pseudonym = false, youth = false, roles = [] } = filled;
  refuse("alias", findAliasFault(alias));
  const { kind } = wish;
  return {
    ...{ ...user, kind, alias, password, name, address, email },
    ...numbers(draw, kind, filled),
    ...{ pseudonym, youth, roles },
  };
}

function numbers(draw: Draw, kind: IdentityKind, filled: Partial<NewIdentity>): Partial<Person> {
  if (kind === "POCES") {
    const { cpr } = need(filled, ["cpr"]);
    return { cpr, pid: drawPid(draw) };
  }
  const { cvr, companyName } = need(filled, ["cvr", "companyName"]);
  return { cvr, companyName, rid: filled.rid ?? draw.digits(8), cpr: filled.cpr, cprRegistered: filled.cprRegistered };
}

function need<K extends keyof NewIdentity>(filled: Partial<NewIdentity>, names: readonly K[]) {
  const missing = names.filter((name) => filled[name] === undefined);
  if (missing.length > 0) throw new Refusal(400, `${missing.join(", ")}: missing; give it, or set autofill to true`);
  return filled as { [name in K]: NonNullable<NewIdentity[name]> };
}

function refuse(field: string, fault: string | undefined): void {
  if (fault) throw new Refusal(400, `${field}: ${fault}`);
}

function withoutGaps(wish: Partial<NewIdentity>): Partial<NewIdentity> {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined && value !== ""));
}
