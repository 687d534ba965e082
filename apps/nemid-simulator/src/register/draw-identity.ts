import type { Draw } from "../state/seeded-draw.js";
import { inventParticulars } from "./autofill.js";
import type { CompanyRole, Identity, IdentityKind, IdentityStatus } from "./identity.js";
import { drawPid } from "./numbers.js";
import { findAliasFault, findPasswordFault } from "./password-rules.js";
import { Refusal } from "./refusal.js";

/** What the maker of an identity may choose; what is left out is invented when `autofill` is set. */
export interface NewIdentity {
  readonly autofill?: boolean | undefined;
  readonly kind: IdentityKind;
  readonly alias?: string | undefined;
  readonly password?: string | undefined;
  readonly name?: string | undefined;
  readonly cpr?: string | undefined;
  readonly cvr?: string | undefined;
  readonly companyName?: string | undefined;
  readonly address?: string | undefined;
  readonly email?: string | undefined;
  readonly status?: IdentityStatus | undefined;
  readonly pseudonym?: boolean | undefined;
  readonly youth?: boolean | undefined;
  readonly roles?: readonly CompanyRole[] | undefined;
}

/** Who an identity is: everything but its certificate, key card and locks. */
export type Person = Omit<Identity, "ordinal" | "serial" | "certificateStatus" | "lock" | "cards">;

/** Fills a wish up to a whole person. Values given are taken as they are; what the operator would refuse is a Refusal (400). */
export function drawIdentity(draw: Draw, wish: NewIdentity, now: Date): Person {
  const invented = inventParticulars(draw, wish.kind, wish.youth ?? false, now);
  const filled = wish.autofill ? { ...invented, ...withoutGaps(wish) } : withoutGaps(wish);
  const nemidNumber = draw.digits(9);
  const { alias, password, name } = need(filled, ["alias", "password", "name"]);
  const person = {
    nemidNumber,
    kind: wish.kind,
    alias,
    password,
    name,
    ...optional(filled),
    ...numbers(draw, wish.kind, filled),
  };
  refuse("alias", findAliasFault(alias));
  refuse("password", findPasswordFault(password, person));
  return { ...person, pseudonym: wish.pseudonym ?? false, youth: wish.youth ?? false, roles: wish.roles ?? [] };
}

function numbers(draw: Draw, kind: IdentityKind, filled: Partial<NewIdentity>): Partial<Person> {
  if (kind === "POCES") {
    const { cpr } = need(filled, ["cpr"]);
    return { cpr, pid: drawPid(draw) };
  }
  const { cvr, companyName } = need(filled, ["cvr", "companyName"]);
  return { cvr, companyName, rid: draw.digits(8), cpr: filled.cpr };
}

function optional({ address, email }: Partial<NewIdentity>): Pick<Person, "address" | "email"> {
  return { address, email };
}

function need<K extends keyof NewIdentity>(filled: Partial<NewIdentity>, names: readonly K[]) {
  const missing = names.filter((name) => filled[name] === undefined);
  if (missing.length > 0) throw new Refusal(400, `${missing.join(", ")}: missing; give it, or set autofill to true`);
  return filled as { [name in K]: NonNullable<NewIdentity[name]> };
}

function refuse(field: string, fault: string | undefined): void {
  if (fault) throw new Refusal(400, `${field}: ${fault}`);
}

function withoutGaps(wish: NewIdentity): Partial<NewIdentity> {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined && value !== ""));
}
