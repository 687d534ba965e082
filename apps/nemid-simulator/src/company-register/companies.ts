import type { Identity } from "../register/identity.js";
import { Refusal } from "../register/refusal.js";
import { type Company, type CompanyRole, companyOf, type RegisteredRole, registeredRole } from "./company-role.js";

type Person = Pick<Identity, "alias" | "name" | "cpr" | "roles">;

interface People<P> {
  list(): readonly P[];
}

export interface Participant extends RegisteredRole {
  readonly alias: string;
  readonly name: string;
}

export interface CompanyWithPeople extends Company {
  readonly people: readonly Participant[];
}

/** Every company somebody has a role in, by CVR number. */
export function listCompanies(identities: People<Person>): CompanyWithPeople[] {
  const companies = new Map<string, CompanyWithPeople>();
  for (const { alias, name, roles } of identities.list())
    for (const role of roles) {
      const company = companies.get(role.cvr) ?? { ...companyOf(role), people: [] };
      const people = [...company.people, { alias, name, ...registeredRole(role) }];
      companies.set(role.cvr, { ...company, people });
    }
  return [...companies.values()].sort((one, other) => Number(one.cvr) - Number(other.cvr));
}

/** What may change about a company while people have roles in it. */
export type CompanyChanges = Partial<Pick<Company, "name" | "form" | "dissolved">>;

/** Changes a company for all its people. Throws a Refusal (404) when nobody has a role in it. */
export function changeCompany(
  identities: People<Identity> & { save(identity: Identity): void },
  cvr: string,
  changes: CompanyChanges,
): void {
  const affected = identities.list().filter(({ roles }) => roles.some((role) => role.cvr === cvr));
  if (affected.length === 0) throw new Refusal(404, "nobody has a role in a company of this CVR number");
  const change = (role: CompanyRole): CompanyRole => {
    if (role.cvr !== cvr) return role;
    const { name, form, dissolved } = { ...companyOf(role), ...changes };
    return { ...role, companyName: name, form, dissolved };
  };
  for (const identity of affected) identities.save({ ...identity, roles: identity.roles.map(change) });
}

/** What the register tells of a person: each company once, with all the person's roles in it. */
export function companiesOfPerson(identities: People<Person>, cpr: string) {
  const companies = new Map<string, { company: Company; roles: RegisteredRole[] }>();
  for (const role of identities.list().flatMap((one) => (one.cpr === cpr ? one.roles : []))) {
    const known = companies.get(role.cvr) ?? { company: companyOf(role), roles: [] };
    companies.set(role.cvr, { ...known, roles: withRole(known.roles, registeredRole(role)) });
  }
  return [...companies.values()].map(({ company: { cvr, name, form, dissolved }, roles }) => ({
    ...{ cvr, name, form, status: dissolved ? "dissolved" : "active", roles },
  }));
}

/** Two NemIDs of one person may both name the same role. */
function withRole(roles: readonly RegisteredRole[], added: RegisteredRole): RegisteredRole[] {
  const isSame = ({ role, signs }: RegisteredRole): boolean => role === added.role && signs === added.signs;
  return roles.some(isSame) ? [...roles] : [...roles, added];
}
