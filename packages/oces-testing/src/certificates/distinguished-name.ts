import { type Der, objectIdentifier, printableString, sequence, set, utf8String } from "./der.js";

const ATTRIBUTES = {
  commonName: "2.5.4.3",
  serialNumber: "2.5.4.5",
  country: "2.5.4.6",
  organization: "2.5.4.10",
  organizationalUnit: "2.5.4.11",
} as const;

export type AttributeType = keyof typeof ATTRIBUTES;

/** Country and serialNumber are PrintableString, everything else UTF8String; old roots are PrintableString throughout. */
export type StringForm = "utf8" | "printable";

export function attribute(type: AttributeType, value: string, form: StringForm = "utf8"): Der {
  const printable = form === "printable" || type === "country" || type === "serialNumber";
  return sequence(objectIdentifier(ATTRIBUTES[type]), printable ? printableString(value) : utf8String(value));
}

/** A Name: one array of attributes per RDN, so a multi-valued RDN is an array of two. */
export function distinguishedName(...rdns: readonly (readonly Der[])[]): Der {
  return sequence(...rdns.map((attributes) => set(...attributes)));
}

/** `C=DK, O=TRUST2408, CN=<name>`: how every CA is named. */
export function authorityName(commonName: string, form: StringForm): Der {
  return distinguishedName(...authorityRdns(commonName, form));
}

/** The entry of a partitioned list in the directory: the CA's name with one more RDN. */
export function partitionName(commonName: string, form: StringForm, partition: string): Der {
  return distinguishedName(...authorityRdns(commonName, form), [attribute("commonName", partition, form)]);
}

function authorityRdns(commonName: string, form: StringForm): Der[][] {
  return [
    [attribute("country", "DK")],
    [attribute("organization", "TRUST2408", form)],
    [attribute("commonName", commonName, form)],
  ];
}
