/** The shape of a file of personas. Strict, as the API's bodies are, whose members it has. */
import { z } from "zod";
import { SIGNING } from "../company-register/company-role.js";
import { activeScenario, changedCompany, newIdentity, newMerchant } from "../http/api-schemas.js";

const { companyName: _name, form: _form, dissolved: _dissolved, ...roleOfPerson } = roleShape();

/** A company is told once, and roles name it by its number. */
const role = z.strictObject({ ...roleOfPerson, signs: z.enum(SIGNING).optional() });

const company = z.strictObject({
  cvr: roleOfPerson.cvr,
  name: changedCompany.shape.name.unwrap(),
  form: changedCompany.shape.form,
  dissolved: changedCompany.shape.dissolved,
});

const merchant = newMerchant.extend({ spid: newMerchant.shape.spid.unwrap() });

const identity = newIdentity.extend({
  alias: z.string(),
  roles: z.array(role).max(50).optional(),
  scenario: activeScenario.optional(),
});

export const personaFile = z.strictObject({
  companies: z.array(company).max(200).default([]),
  merchants: z.array(merchant).max(50).default([]),
  identities: z.array(identity).max(200).default([]),
});

export type Personas = z.infer<typeof personaFile>;
export type Persona = Personas["identities"][number];
export type PersonaCompany = Personas["companies"][number];
export type PersonaMerchant = Personas["merchants"][number];

function roleShape() {
  return newIdentity.shape.roles.unwrap().element.shape;
}
