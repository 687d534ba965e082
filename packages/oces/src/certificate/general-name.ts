import { contextTag, DerError, type DerValue } from "../der/der-value.js";
import { readOid } from "../der/primitives.js";
import type { DistinguishedName } from "./certificate.js";
import { readName } from "./distinguished-name.js";

/** A GeneralName (RFC 5280 section 4.2.1.6); of the forms that nobody asks about only that they are there. */
export type GeneralName =
  | { readonly form: "rfc822Name" | "dNSName" | "uniformResourceIdentifier"; readonly text: string }
  | { readonly form: "directoryName"; readonly name: DistinguishedName }
  | { readonly form: "iPAddress"; readonly bytes: Uint8Array } // with its mask behind it, in a constraint
  | { readonly form: "otherName"; readonly type: string } // OID
  | { readonly form: "x400Address" | "ediPartyName" | "registeredID" };

const READERS: Readonly<Record<number, (value: DerValue) => GeneralName>> = {
  [contextTag(0, "constructed")]: (value) => ({ form: "otherName", type: readOid(value.first()) }),
  [contextTag(1, "primitive")]: (value) => ({ form: "rfc822Name", text: textOf(value) }),
  [contextTag(2, "primitive")]: (value) => ({ form: "dNSName", text: textOf(value) }),
  [contextTag(3, "constructed")]: () => ({ form: "x400Address" }),
  [contextTag(4, "constructed")]: (value) => ({ form: "directoryName", name: readName(value.only()) }),
  [contextTag(5, "constructed")]: () => ({ form: "ediPartyName" }),
  [contextTag(6, "primitive")]: (value) => ({ form: "uniformResourceIdentifier", text: textOf(value) }),
  [contextTag(7, "primitive")]: (value) => ({ form: "iPAddress", bytes: value.content }),
  [contextTag(8, "primitive")]: () => ({ form: "registeredID" }),
};

/** @throws DerError for a form that RFC 5280 does not have */
export function readGeneralName(value: DerValue): GeneralName {
  const read = READERS[value.tag];
  if (!read) throw new DerError("a name of an unknown form");
  return read(value);
}

function textOf({ content }: DerValue): string {
  return Buffer.from(content).toString("latin1");
}
