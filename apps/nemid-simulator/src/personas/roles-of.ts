import type { Company, CompanyRole } from "../company-register/company-role.js";
import type { Persona, PersonaCompany } from "./persona-file.js";

/** A persona's roles with their companies told, as the register knows them already, or else as the file does. */
export function rolesOf(
  { roles = [] }: Persona,
  companies: readonly PersonaCompany[],
  registered: readonly Company[],
): CompanyRole[] {
  return roles.flatMap((role) => {
    const company = [...registered, ...companies].find(({ cvr }) => cvr === role.cvr);
    if (!company) return [];
    const { name, form, dissolved } = company;
    return [{ ...role, companyName: name, form, dissolved }];
  });
}
