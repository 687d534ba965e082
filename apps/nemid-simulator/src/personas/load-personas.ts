import { isDeepStrictEqual } from "node:util";
import { changeCompany, listCompanies } from "../company-register/companies.js";
import { settleRoles } from "../company-register/settle-roles.js";
import type { ActiveScenarios } from "../keycard/active-scenarios.js";
import { Refusal } from "../register/refusal.js";
import { checkAgainstRegisters, findIdentity, type Known } from "./check-against-registers.js";
import { checkReferences } from "./check-references.js";
import { PersonasError, writePath } from "./mistakes.js";
import type { Persona, PersonaCompany, PersonaMerchant, Personas } from "./persona-file.js";
import { readPersonas } from "./read-personas.js";
import { rolesOf } from "./roles-of.js";

export interface LoadOptions extends Known {
  readonly scenarios: ActiveScenarios;
}

/**
 * Loads a file of personas: makes who is not there yet, and changes who is where the file has changed since it was last loaded.
 * What a tester has done to a persona meanwhile stays, unless the file has changed in just that. Who has left the file stays.
 *
 * @throws PersonasError with every mistake; then nothing has been loaded
 */
export async function loadPersonas(file: string, options: LoadOptions): Promise<void> {
  const { personas, lineOf } = readPersonas(file);
  const references = checkReferences(personas);
  const mistakes = references.length > 0 ? references : checkAgainstRegisters(personas, options);
  const refuse = (found: typeof mistakes) =>
    new PersonasError(
      file,
      found.map(({ path, says }) => ({ path: writePath(path), line: lineOf(path), says })),
    );
  if (mistakes.length > 0) throw refuse(mistakes);
  for (const merchant of personas.merchants) await loadMerchant(merchant, options);
  for (const company of personas.companies) loadCompany(company, options);
  for (const [at, persona] of personas.identities.entries())
    await loadPersona(persona, personas, options).catch((error: unknown) => {
      throw error instanceof Refusal ? refuse([{ path: ["identities", at], says: error.message }]) : error;
    });
  options.loaded.keep(personas);
}

async function loadMerchant(merchant: PersonaMerchant, { merchants, loaded }: LoadOptions): Promise<void> {
  const { spid, pidCpr, ridCpr = "off" } = merchant;
  if (!merchants.list().some((one) => one.spid === spid)) await merchants.create(merchant);
  else if (!isDeepStrictEqual(loaded.merchant(spid), merchant)) merchants.setRights(spid, { pidCpr, ridCpr });
}

/** A company comes into being with its first person; here it only changes. */
function loadCompany(company: PersonaCompany, { identities, loaded }: LoadOptions): void {
  const { cvr, name, form, dissolved = false } = company;
  const exists = listCompanies(identities).some((one) => one.cvr === cvr);
  if (exists && !isDeepStrictEqual(loaded.company(cvr), company))
    changeCompany(identities, cvr, { name, dissolved, ...(form && { form }) });
}

async function loadPersona(persona: Persona, { companies }: Personas, options: LoadOptions): Promise<void> {
  const { identities, loaded, scenarios } = options;
  const { scenario, ...wish } = persona;
  const roles = rolesOf(persona, companies, listCompanies(identities));
  const isNew = findIdentity(identities, persona.alias) === undefined;
  if (isNew) await identities.create({ ...wish, roles });
  else await changePersona(persona, roles, options);
  const before = isNew ? undefined : loaded.persona(persona.alias)?.scenario;
  if (isDeepStrictEqual(before, scenario)) return;
  scenarios.set(identities.load(persona.alias).nemidNumber, scenario ?? { scenario: "none" });
}

async function changePersona(
  persona: Persona,
  roles: ReturnType<typeof rolesOf>,
  { identities, loaded }: LoadOptions,
): Promise<void> {
  const before = loaded.persona(persona.alias);
  const hasChanged = (member: keyof Persona): boolean => !isDeepStrictEqual(before?.[member], persona[member]);
  const { alias, password, address, cprRegistered, status } = persona;
  const identity = identities.load(alias);
  const others = identities.list().filter((other) => other.alias !== identity.alias);
  identities.save({
    ...identity,
    ...(hasChanged("password") && password !== undefined && { password }),
    ...(hasChanged("address") && { address }),
    ...(hasChanged("cprRegistered") && { cprRegistered }),
    ...(hasChanged("roles") && { roles: settleRoles({ roles, cpr: identity.cpr }, others) }),
  });
  if (hasChanged("status")) await identities.setStatus(alias, status ?? "valid");
}
