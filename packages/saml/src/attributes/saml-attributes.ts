/** From what a method found out to what a SAML answer says. Pure; what may be released is decided before. */
import type { Identity } from "@eid-gateway/core";
import type { SamlAttribute, SamlAuthentication, SamlSubject } from "../saml-answer.js";
import type { AttributeTable, Facts } from "./attribute-row.js";
import { nemidTable } from "./nemid-table.js";
import { plainTable } from "./plain-table.js";

/** The subject is a national number. */
export const NATIONAL_NUMBER = "urn:kantega:ksi:3.0:nameid-format:fnr";
export const UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

export interface SamlRelease {
  readonly family: string; // of the method: "nemid"
  readonly service: string;
  readonly methodName: string; // the customer's own name for the method
  /** Whether this customer may have the national number. Everything else follows from the identity. */
  readonly releaseNationalId: boolean;
}

/**
 * What an identity becomes in an answer.
 *
 * @throws Error for an identity that lacks the identifier its family's answers are built on
 */
export function samlIdentityOf(
  identity: Identity,
  release: SamlRelease,
): Pick<SamlAuthentication, "subject" | "authenticationMethod" | "attributes"> {
  return {
    subject: samlSubjectOf(identity, release),
    authenticationMethod: tableOf(release.family).authenticationMethod,
    attributes: samlAttributesOf(identity, release),
  };
}

/** The attributes alone, in the order of the family's table. @throws Error as `samlIdentityOf` */
export function samlAttributesOf(identity: Identity, release: SamlRelease): readonly SamlAttribute[] {
  const table = tableOf(release.family);
  const facts = factsOf(identity, release, table);
  return table.rowsFor(identity).flatMap((row) => {
    const value = row.value(facts);
    return value === undefined ? [] : [{ namespace: row.namespace, name: row.name, value }];
  });
}

/** The national number where it may be told; any other identifier under that format would lie. @throws Error as `samlIdentityOf` */
export function samlSubjectOf(identity: Identity, release: SamlRelease): SamlSubject {
  const table = tableOf(release.family);
  const { nationalId, uniqueId } = factsOf(identity, release, table);
  return nationalId !== undefined && table.isNamedByNationalId(identity)
    ? { nameIdentifier: nationalId, format: NATIONAL_NUMBER }
    : { nameIdentifier: uniqueId, format: UNSPECIFIED };
}

function tableOf(family: string): AttributeTable {
  return family === "nemid" ? nemidTable : plainTable(family);
}

function factsOf(identity: Identity, release: SamlRelease, { uniqueIdOf }: AttributeTable): Facts {
  const uniqueId = uniqueIdOf(identity);
  if (!uniqueId) throw new Error(`An identity of ${release.family} has no identifier to name it by`);
  const nationalId = release.releaseNationalId ? identity.nationalId?.reveal() : undefined;
  return { identity, uniqueId, nationalId, service: release.service, methodName: release.methodName };
}
