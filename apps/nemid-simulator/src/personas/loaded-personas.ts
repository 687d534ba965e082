import { join } from "node:path";
import { readJsonFile, writeJsonFile } from "../state/json-file.js";
import type { Persona, PersonaCompany, PersonaMerchant, Personas } from "./persona-file.js";

/** What was loaded last, so that a restart changes only what has changed in the file since, and not what a tester did. */
export interface LoadedPersonas {
  persona(alias: string): Persona | undefined;
  company(cvr: string): PersonaCompany | undefined;
  merchant(spid: string): PersonaMerchant | undefined;
  keep(personas: Personas): void;
}

export function openLoadedPersonas(stateDir: string): LoadedPersonas {
  const file = join(stateDir, "personas.json");
  const { identities = [], companies = [], merchants = [] } = (readJsonFile(file) ?? {}) as Partial<Personas>;
  return {
    persona: (alias) => identities.find((one) => one.alias.toLowerCase() === alias.toLowerCase()),
    company: (cvr) => companies.find((one) => one.cvr === cvr),
    merchant: (spid) => merchants.find((one) => one.spid === spid),
    keep: (personas) => writeJsonFile(file, personas),
  };
}
