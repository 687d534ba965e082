import {
  DerError,
  DerFields,
  type DerValue,
  readOid,
  TAG,
  writeDer,
  writeOid,
  writeSequence,
} from "@eid-gateway/oces/der";

/** Attributes by type, each with its values. */
export type Attributes = ReadonlyMap<string, readonly DerValue[]>;

/** A SET OF Attribute (RFC 5652 section 5.3), whatever tag it is under. @throws DerError also for a type that stands there twice */
export function readAttributes(set: DerValue): Attributes {
  const attributes = set.children().map(readAttribute);
  const byType = new Map(attributes);
  if (byType.size < attributes.length) throw new DerError("an attribute twice");
  return byType;
}

function readAttribute(attribute: DerValue): readonly [string, readonly DerValue[]] {
  const fields = new DerFields(attribute.expect(TAG.sequence));
  const type = readOid(fields.take(TAG.oid));
  const values = fields.take(TAG.set).children();
  fields.end();
  return [type, values];
}

/** The one value of an attribute; undefined when it is absent. @throws DerError for several values, or none */
export function findValue(attributes: Attributes, type: string): DerValue | undefined {
  const values = attributes.get(type);
  if (values && values.length !== 1) throw new DerError("an attribute of not one value");
  return values?.[0];
}

export function writeAttribute(type: string, ...values: readonly Uint8Array[]): Uint8Array {
  return writeSequence(writeOid(type), writeSetOf(values));
}

/** A SET OF in DER: its parts in the order of their bytes (X.690 section 11.6). */
export function writeSetOf(parts: readonly Uint8Array[], tag: number = TAG.set): Uint8Array {
  return writeDer(tag, ...[...parts].sort(Buffer.compare));
}

/** @throws DerError unless the parts of a SET OF stand in DER's order, so that the bytes read are those that were signed */
export function expectSorted(set: DerValue): void {
  const parts = set.children().map(({ bytes }) => bytes);
  if (parts.some((part, index) => index > 0 && Buffer.compare(parts[index - 1]!, part) > 0))
    throw new DerError("a set that is not sorted");
}
