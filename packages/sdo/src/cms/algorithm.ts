import { DerFields, type DerValue, readOid, TAG, writeDer, writeOid, writeSequence } from "@eid-gateway/oces/der";

/** The OID of an AlgorithmIdentifier whose parameters are NULL or absent, as those of SHA-2 and RSA are. @throws DerError */
export function readAlgorithm(value: DerValue): string {
  const fields = new DerFields(value.expect(TAG.sequence));
  const oid = readOid(fields.take(TAG.oid));
  fields.find(TAG.null);
  fields.end();
  return oid;
}

/** @param parameters "null" where the definition wants it written: RFC 4055 section 5 for RSA */
export function writeAlgorithm(oid: string, parameters: "null" | "absent" = "absent"): Uint8Array {
  return writeSequence(writeOid(oid), ...(parameters === "null" ? [writeDer(TAG.null)] : []));
}
