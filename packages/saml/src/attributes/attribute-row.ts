/** A line of an attribute table: where the value goes, and where it comes from. A line without a value is left out. */
import type { Identity } from "@eid-gateway/core";

export interface AttributeRow {
  readonly namespace: string;
  readonly name: string;
  readonly value: (facts: Facts) => string | undefined;
}

export interface Facts {
  readonly identity: Identity;
  readonly uniqueId: string;
  /** Digits; only when this customer may have it. */
  readonly nationalId: string | undefined;
  readonly service: string;
  readonly methodName: string; // as the customer's address spelled it
}

/** How answers tell of one family's identities. */
export interface AttributeTable {
  readonly authenticationMethod: string;
  readonly uniqueIdOf: (identity: Identity) => string | undefined;
  /** Whether the national number, when released, is what the subject is called by. */
  readonly isNamedByNationalId: (identity: Identity) => boolean;
  readonly rowsFor: (identity: Identity) => readonly AttributeRow[];
}

export function textAttribute({ attributes }: Identity, name: string): string | undefined {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
