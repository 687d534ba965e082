/** A Storable knows no Date: an order's schedules and its making are kept as numbers with a mark. */
import { NationalId, type Storable } from "@eid-gateway/core";

const MARK = "@date";

export function packDates(value: unknown): Storable {
  if (value instanceof Date) return { [MARK]: value.getTime() };
  if (Array.isArray(value)) return value.map(packDates);
  if (!isRecord(value)) return value as Storable;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, packDates(inner)]));
}

/** The caller says what had been packed: only it can know. */
export function unpackDates<T>(value: Storable): T {
  return unpack(value) as T;
}

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack);
  if (!isRecord(value)) return value;
  if (MARK in value) return new Date(value[MARK] as number);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unpack(inner)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  const isObject = typeof value === "object" && value !== null;
  return isObject && !(value instanceof NationalId) && !(value instanceof Uint8Array);
}
