import type { Identity } from "../register/identity.js";
import { Refusal } from "../register/refusal.js";
import { type Company, type CompanyRole, companyOf, registeredRole } from "./company-role.js";

type Holder = Pick<Identity, "roles" | "cpr">;

/**
 * A new person's roles, each with the form and the status of its company. What is left out is taken from what the register
 * knows of the company; what contradicts that is a Refusal (400).
 */
export function settleRoles({ roles, cpr }: Holder, others: Iterable<Holder>): CompanyRole[] {
  if (roles.length > 0 && cpr === undefined)
    throw new Refusal(400, "cpr: missing; the company register knows people by their CPR number");
  const known = new Map([...others].flatMap((other) => other.roles.map((role) => [role.cvr, companyOf(role)])));
  const held = new Set<string>();
  return roles.map((role, at) => {
    const refuse = (member: string, why: string) => new Refusal(400, `roles.${at}.${member}: ${why}`);
    const settled = settle(role, known.get(role.cvr), refuse);
    known.set(role.cvr, companyOf(settled));
    const one = `${role.cvr} ${registeredRole(role).role}`;
    if (held.has(one)) throw refuse("role", "the person has this role in this company already");
    held.add(one);
    return settled;
  });
}

function settle(
  role: CompanyRole,
  known: Company | undefined,
  refuse: (member: string, why: string) => Refusal,
): CompanyRole {
  if (role.role === "signs-alone" && role.signs === "jointly")
    throw refuse("signs", 'contradicts the role "signs-alone"');
  if (role.role === "signs-jointly" && role.signs === "alone")
    throw refuse("signs", 'contradicts the role "signs-jointly"');
  const { form, dissolved } = known ?? companyOf(role);
  if (known && role.companyName !== known.name) throw refuse("companyName", otherThan("name"));
  if (role.form !== undefined && role.form !== form) throw refuse("form", otherThan("form"));
  if (role.dissolved !== undefined && role.dissolved !== dissolved) throw refuse("dissolved", otherThan("status"));
  return { ...role, form, dissolved, signs: registeredRole(role).signs };
}

const otherThan = (what: string): string =>
  `the company of this CVR number has another ${what}; a company is the same for all its people`;
