import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate } from "@peculiar/asn1-x509";

/** A certificate read by a parser that shares no code with its writer. */
export function readCertificate(der: Uint8Array): Certificate {
  return AsnConvert.parse(der, Certificate);
}

/** The content of an extension, by OID. */
export function readExtension<T>(der: Uint8Array, oid: string, type: new () => T): T | undefined {
  const found = readCertificate(der).tbsCertificate.extensions?.find(({ extnID }) => extnID === oid);
  return found === undefined ? undefined : AsnConvert.parse(found.extnValue, type);
}

export function isCritical(der: Uint8Array, oid: string): boolean | undefined {
  return readCertificate(der).tbsCertificate.extensions?.find(({ extnID }) => extnID === oid)?.critical;
}
