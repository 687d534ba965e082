import { listCompanies } from "../company-register/companies.js";
import { companyOf } from "../company-register/company-role.js";
import { settleRoles } from "../company-register/settle-roles.js";
import { drawIdentity } from "../register/draw-identity.js";
import type { Identities } from "../register/identities.js";
import type { Identity } from "../register/identity.js";
import { isNameTaken } from "../register/look-up.js";
import type { Merchants } from "../register/merchants.js";
import { findAliasFault, findPasswordFault } from "../register/password-rules.js";
import { Refusal } from "../register/refusal.js";
import { isOfCertificate } from "../register/status.js";
import { drawFrom } from "../state/seeded-draw.js";
import type { LoadedPersonas } from "./loaded-personas.js";
import type { Mistake } from "./mistakes.js";
import type { Persona, PersonaMerchant, Personas } from "./persona-file.js";
import { rolesOf } from "./roles-of.js";

export interface Known {
  readonly identities: Identities;
  readonly merchants: Merchants;
  readonly loaded: LoadedPersonas;
  readonly clock: { now(): Date };
}

type Found = Pick<Mistake, "says"> & { readonly path: readonly PropertyKey[] };

/** What a person is for good: it stands in the certificate, or others know the person by it. */
const FIXED = ["kind", "name", "cpr", "cvr", "rid", "companyName", "email", "pseudonym", "youth"] as const;
const FIXED_OF_MERCHANT = ["cvr", "name", "friendlyName"] as const;

/** What a file says that the registers know otherwise, and what the operator would refuse. */
export function checkAgainstRegisters(personas: Personas, known: Known): Found[] {
  return [
    ...personas.companies.flatMap((_company, at) => checkCompany(personas, at, known)),
    ...personas.merchants.flatMap((merchant, at) => checkMerchant(merchant, at, known)),
    ...personas.identities.flatMap((persona, at) => checkPersona(personas, persona, at, known)),
  ];
}

/** A company that came from elsewhere must be the same; one of ours may change. */
function checkCompany({ companies }: Personas, at: number, { identities, loaded }: Known): Found[] {
  const { cvr, name, form, dissolved } = companies[at]!;
  const registered = listCompanies(identities).find((one) => one.cvr === cvr);
  if (!registered || loaded.company(cvr)) return [];
  const said = companyOf({ cvr, companyName: name, role: "owner", form, dissolved });
  const other = (["name", "form", "dissolved"] as const).filter((member) => said[member] !== registered[member]);
  return other.map((member) => ({
    path: ["companies", at, member],
    says: "is another than the company register has, which is not from personas; use another cvr",
  }));
}

function checkMerchant(merchant: PersonaMerchant, at: number, { merchants }: Known): Found[] {
  const registered = merchants.list().find(({ spid }) => spid === merchant.spid);
  if (!registered) return [];
  return FIXED_OF_MERCHANT.filter((member) => merchant[member] !== registered[member]).map((member) => ({
    path: ["merchants", at, member],
    says: "is another than this merchant has for good; use another spid, or remove the state folder",
  }));
}

function checkPersona(personas: Personas, persona: Persona, at: number, known: Known): Found[] {
  const registered = findIdentity(known.identities, persona.alias);
  const here = ["identities", at];
  if (registered)
    return [...checkFixed(persona, registered, here), ...checkRoles(personas, persona, registered, here, known)];
  return [...checkNew(personas, persona, at, known), ...checkRoles(personas, persona, undefined, here, known)];
}

function checkFixed(persona: Persona, registered: Identity, here: readonly PropertyKey[]): Found[] {
  const isOther = (member: (typeof FIXED)[number]): boolean =>
    persona[member] !== undefined && persona[member] !== registered[member];
  const passwordFault = persona.password === undefined ? undefined : findPasswordFault(persona.password, registered);
  const others = FIXED.filter(isOther).map((member) => ({
    path: [...here, member],
    says: "is another than the person of this alias has for good; use another alias, or remove the state folder",
  }));
  return passwordFault ? [...others, { path: [...here, "password"], says: passwordFault }] : others;
}

/** Draws the person without keeping it: what the operator would refuse is found before anything is loaded. */
function checkNew(personas: Personas, persona: Persona, at: number, { identities, clock }: Known): Found[] {
  const here = ["identities", at];
  const { roles: _roles, scenario: _scenario, ...wish } = persona;
  const aliasFault = findAliasFault(persona.alias);
  if (aliasFault) return [{ path: [...here, "alias"], says: aliasFault }];
  if (isNameTaken(identities.list(), persona.alias))
    return [{ path: [...here, "alias"], says: "is another user's user-id; use another" }];
  if (wish.user !== undefined) return checkFurther(personas, persona, at, identities);
  return refusalsOf(here, () => drawIdentity(drawFrom("check"), wish, clock.now()));
}

/** One more signature of a user, who must be there before it. */
function checkFurther({ identities }: Personas, persona: Persona, at: number, registered: Identities): Found[] {
  const { user = "", password, status } = persona;
  const isBefore = identities.slice(0, at).some(({ alias }) => alias.toLowerCase() === user.toLowerCase());
  const found = [
    !isBefore &&
      !findIdentity(registered, user) && { path: "user", says: "is no alias of a persona above, nor of anybody else" },
    password !== undefined && { path: "password", says: "is the user's own, for all signatures; remove it" },
    status !== undefined &&
      !isOfCertificate(status) && { path: "status", says: "is the user's, not one signature's; move it there" },
  ];
  return found.flatMap((one) => (one ? [{ path: ["identities", at, one.path], says: one.says }] : []));
}

function checkRoles(
  personas: Personas,
  persona: Persona,
  registered: Identity | undefined,
  here: readonly PropertyKey[],
  { identities }: Known,
): Found[] {
  const hasNumber = persona.cpr ?? registered?.cpr ?? (persona.autofill || persona.user ? "invented" : undefined);
  const roles = rolesOf(persona, personas.companies, []);
  const others = identities.list().filter(({ alias }) => alias !== registered?.alias);
  const foreign = others.map(({ cpr, roles: held }) => ({
    cpr,
    roles: held.filter(({ cvr }) => isForeign(personas, cvr)),
  }));
  return refusalsOf(here, () => settleRoles({ roles, cpr: hasNumber }, foreign));
}

/** Companies of the file have been checked by themselves. */
const isForeign = ({ companies }: Personas, asked: string): boolean => !companies.some(({ cvr }) => cvr === asked);

function refusalsOf(here: readonly PropertyKey[], attempt: () => unknown): Found[] {
  try {
    attempt();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ path: here, says: error.message }];
  }
}

export function findIdentity(identities: Identities, alias: string): Identity | undefined {
  return identities.list().find((one) => one.alias.toLowerCase() === alias.toLowerCase());
}
