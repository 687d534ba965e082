import { DerError, type DerValue, TAG } from "../der/der-value.js";
import { readOid, readText } from "../der/primitives.js";
import type { DistinguishedName } from "./certificate.js";

export const ATTRIBUTE = {
  commonName: "2.5.4.3",
  serialNumber: "2.5.4.5",
  country: "2.5.4.6",
  organization: "2.5.4.10",
  organizationalUnit: "2.5.4.11",
  email: "1.2.840.113549.1.9.1",
} as const;

const SHORT_NAMES: Readonly<Record<string, string>> = {
  [ATTRIBUTE.commonName]: "CN",
  [ATTRIBUTE.serialNumber]: "serialNumber",
  [ATTRIBUTE.country]: "C",
  [ATTRIBUTE.organization]: "O",
  [ATTRIBUTE.organizationalUnit]: "OU",
};

interface NameAttribute {
  readonly oid: string;
  readonly value: string;
}

/** An X.501 Name; an RDN may hold several attributes, as OCES's common name and serial number do. @throws DerError */
export function readName(name: DerValue): DistinguishedName {
  const rdns = name.expect(TAG.sequence).children().map(readRdn);
  const attributes = rdns.flat();
  const partKeys = rdns.map((rdn) => JSON.stringify(rdn.map(({ oid, value }) => `${oid}=${fold(value)}`).sort()));
  return {
    der: name.bytes,
    key: `[${partKeys.join(",")}]`,
    partKeys,
    text: rdns.map((rdn) => rdn.map(printAttribute).join(" + ")).join(", "),
    values: (oid) => attributes.filter((attribute) => attribute.oid === oid).map(({ value }) => value),
  };
}

function readRdn(rdn: DerValue): readonly NameAttribute[] {
  const attributes = rdn.expect(TAG.set).children().map(readAttribute);
  if (attributes.length === 0) throw new DerError("an empty part of a name");
  return attributes;
}

function readAttribute(attribute: DerValue): NameAttribute {
  const [oid, value, ...more] = attribute.expect(TAG.sequence).children();
  if (!oid || !value || more.length > 0) throw new DerError("an attribute of a name is not a pair");
  return { oid: readOid(oid), value: readText(value) };
}

// RFC 5280 section 7.1 (LDAP StringPrep, simplified): string type, case and runs of blanks make no difference.
function fold(value: string): string {
  return value.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

function printAttribute({ oid, value }: NameAttribute): string {
  return `${SHORT_NAMES[oid] ?? oid}=${value.replace(/[\\,+=]/g, "\\$&")}`;
}
