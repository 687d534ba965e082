/** From what was signed and found out to what the gateway hands on. */
import type { Assurance, Identity, Needs, Storable } from "@eid-gateway/core";
import { bindingIn } from "./client/challenge.js";
import { birthDateOf } from "./cpr/cpr-number.js";
import type { Known, Signer } from "./follow-up.js";
import { splitName } from "./split-name.js";

/** The family's own attributes, released with the scope `nemid` as claims `nemid.<name>`. */
export const nemidAttributes = {
  pid: "persons: the PID, `9208-2002-2-` and twelve digits",
  cvr: "employees: the company's CVR number",
  rid: "employees: the employee's number at the company",
  company_name: "employees: the company's name",
  common_name: "the name in the certificate, `Pseudonym` for a pseudonym",
  dn: "the certificate's subject",
  subject_serial_number: "`PID:...` or `CVR:...-RID:...`; never a CPR number",
  certificate_type: "`POCES` (person) or `MOCES` (employee)",
  login_type: "`otp` (key card) or `keyfile`",
  identity_assurance_level:
    "as NemID stated it: `1` cannot be determined, `2` meets NSIS Substantial; absent before 2021",
  pseudonym: "true for a certificate without a name",
  youth: "true for a holder of 15 to 17 years",
  cpr_source: "where the CPR number came from: `user`, `prefilled`, `database` (remembered) or `lookup`",
} as const;
type AttributeName = keyof typeof nemidAttributes;

/** The hub's name for NemID as an authentication method, for each of its methods. */
const amr = ["urn:ksi:names:SAML:2.0:ac:OCES"];

/** What a follow-up needed for its own work alone, the CPR number and the birth date in it, goes no further. */
export function toIdentity(known: Known, needs: Needs): Identity {
  const { signer, organizations } = known;
  const nationalId = needs.nationalId ? known.nationalId : undefined;
  const assurance = assuranceOf(known);
  return {
    subject: signer.identifier,
    kind: signer.kind === "POCES" ? "person" : "employee",
    name: signer.name,
    ...(signer.isPseudonym ? {} : splitName(signer.name)),
    ...(nationalId && { nationalId, birthDate: birthDateOf(nationalId.reveal()) }),
    ...organizationOf(known),
    ...(organizations && { organizations }),
    ...(assurance && { assurance }),
    amr,
    attributes: attributesOf(known, needs),
    evidence: {
      format: "nemid",
      bytes: known.message,
      report: { ...known.report, cpr: known.cpr, organization: known.organization, organizations } satisfies Storable,
      binding: bindingIn(property(known, "challenge") ?? ""),
      validation: known.validation,
    },
  };
}

/**
 * Claimed only where the operator said so in the signed message. "1" and silence mean that the level is not known, and an unknown
 * level satisfies no wish: the gateway then refuses rather than guesses.
 */
function assuranceOf(known: Known): Assurance | undefined {
  return assuranceLevelIn(known) === "2" ? "substantial" : undefined;
}

/** With a key file it is the person's own machine that signs, and it may sign any level it likes. */
function assuranceLevelIn(known: Known): string | undefined {
  return known.report.dialect === "keycard" ? property(known, "identityAssuranceLevel") : undefined;
}

/** The company chosen in a follow-up, else the employer. */
function organizationOf({ organization, signer }: Known): Pick<Identity, "organization"> {
  if (organization) return { organization };
  return signer.kind === "MOCES" ? { organization: { number: signer.cvr, name: signer.organizationName } } : {};
}

function attributesOf(known: Known, needs: Needs): Identity["attributes"] {
  const { signer, report } = known;
  const all: Partial<Record<AttributeName, string | boolean | undefined>> = {
    ...ofHolder(signer),
    common_name: signer.name,
    dn: report.chain[0]?.subject,
    subject_serial_number: signer.identifier,
    certificate_type: signer.kind,
    login_type: report.dialect === "keycard" ? "otp" : "keyfile",
    identity_assurance_level: assuranceLevelIn(known),
    pseudonym: signer.isPseudonym || undefined,
    cpr_source: needs.nationalId ? known.cpr?.source : undefined,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function ofHolder(signer: Signer): Partial<Record<AttributeName, string | boolean | undefined>> {
  if (signer.kind === "POCES") return { pid: signer.pid, youth: signer.isYouth || undefined };
  return { cvr: signer.cvr, rid: signer.rid, company_name: signer.organizationName };
}

function property({ report }: Known, name: string): string | undefined {
  return report.properties.find((each) => each.name === name)?.value;
}
