/** A family nobody has written a table for: the hub-wide lines, and the family's own attributes under the family's name. */
import type { Identity } from "@eid-gateway/core";
import { type AttributeRow, type AttributeTable, textAttribute } from "./attribute-row.js";

export function plainTable(family: string): AttributeTable {
  return {
    authenticationMethod: "urn:oasis:names:tc:SAML:1.0:am:unspecified", // SAML 1.1 core section 7.1.12
    uniqueIdOf: ({ subject }) => subject,
    isNamedByNationalId: ({ kind }) => kind === "person",
    rowsFor: (identity) => [...hubRows(family), ...familyRows(family, identity)],
  };
}

function hubRows(family: string): readonly AttributeRow[] {
  return [
    { namespace: "unique-id", name: family, value: ({ uniqueId }) => uniqueId },
    { namespace: "signicat", name: "unique-id", value: ({ uniqueId }) => uniqueId },
    { namespace: "signicat", name: "service-name", value: ({ service }) => service },
    { namespace: "signicat", name: "method-name", value: ({ methodName }) => methodName },
    { namespace: "signicat", name: "plain-name", value: ({ identity }) => identity.name },
    { namespace: "signicat", name: "national-id", value: ({ nationalId }) => nationalId },
    { namespace: "signicat", name: "organization-number", value: ({ identity }) => identity.organization?.number },
    { namespace: "signicat", name: "organization-name", value: ({ identity }) => identity.organization?.name },
  ];
}

function familyRows(family: string, { attributes }: Identity): readonly AttributeRow[] {
  return Object.keys(attributes).map((name) => {
    return { namespace: family, name, value: ({ identity }) => textAttribute(identity, name) };
  });
}
