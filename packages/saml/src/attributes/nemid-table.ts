/**
 * NemID as the hub's answers tell of it. Persons: as captured. Employees and business owners: no message is known; the lines follow
 * the certificate, in the person's manner.
 */
import type { Identity } from "@eid-gateway/core";
import { type AttributeRow, type AttributeTable, type Facts, textAttribute } from "./attribute-row.js";

const uniqueId = ({ uniqueId: id }: Facts) => id;
const displayName = ({ identity }: Facts) => identity.name;
const nationalId = (facts: Facts) => facts.nationalId;
const family = (name: string) => (facts: Facts) => textAttribute(facts.identity, name);

/** For everybody: who, by which service and method, at which level. NemID is 3, whichever the method. */
const common: readonly AttributeRow[] = [
  { namespace: "unique-id", name: "nemid", value: uniqueId },
  { namespace: "signicat", name: "unique-id", value: uniqueId },
  { namespace: "signicat", name: "service-name", value: ({ service }) => service },
  { namespace: "signicat", name: "method-name", value: ({ methodName }) => methodName },
  { namespace: "signicat", name: "plain-name", value: displayName },
  { namespace: "signicat", name: "security-level", value: () => "3" },
];

/** A pseudonym has neither. */
const splitName: readonly AttributeRow[] = [
  { namespace: "nemid", name: "firstname", value: ({ identity }) => identity.givenName },
  { namespace: "nemid", name: "lastname", value: ({ identity }) => identity.familyName },
];

const personRows: readonly AttributeRow[] = [
  ...common,
  { namespace: "signicat", name: "national-id", value: nationalId },
  ...splitName,
  { namespace: "nemid", name: "subject-serial-number", value: family("subject_serial_number") },
  { namespace: "nemid", name: "pid", value: family("pid") },
  { namespace: "nemid", name: "cpr", value: nationalId },
  { namespace: "oces", name: "plain-name", value: displayName },
  { namespace: "national-id", name: "dk.cpr", value: nationalId },
];

/** A person who chose one of their companies. */
const businessOwnerRows: readonly AttributeRow[] = [
  ...personRows,
  { namespace: "signicat", name: "organization-number", value: ({ identity }) => identity.organization?.number },
  { namespace: "signicat", name: "organization-name", value: ({ identity }) => identity.organization?.name },
];

/** No `national-id`: an employee is not named by a private number. `cpr` is for the few customers with an agreement on it. */
const employeeRows: readonly AttributeRow[] = [
  ...common,
  { namespace: "nemid", name: "subject-serial-number", value: family("subject_serial_number") },
  { namespace: "nemid", name: "cvr", value: family("cvr") },
  { namespace: "nemid", name: "rid", value: family("rid") },
  { namespace: "nemid", name: "company", value: family("company_name") },
  ...splitName,
  { namespace: "nemid", name: "cpr", value: nationalId },
  { namespace: "oces", name: "plain-name", value: displayName },
];

export const nemidTable: AttributeTable = {
  authenticationMethod: "urn:ksi:names:SAML:2.0:ac:OCES",
  uniqueIdOf: (identity) => textAttribute(identity, identity.kind === "person" ? "pid" : "subject_serial_number"),
  isNamedByNationalId: ({ kind }) => kind === "person",
  rowsFor,
};

function rowsFor({ kind, organization }: Identity): readonly AttributeRow[] {
  if (kind === "employee") return employeeRows;
  return organization ? businessOwnerRows : personRows;
}
