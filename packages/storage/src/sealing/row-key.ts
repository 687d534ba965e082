import type { SealedTable, Tables } from "../database/tables.js";

/**
 * The clear columns a sealed value belongs to, by table. They go into the associated data, so that a value moved to another
 * row, or a row given to another person, session or customer, no longer opens.
 */
export const BOUND_COLUMNS = {
  flows: ["id"],
  entries: ["id", "subject"],
  oidc: ["id", "model", "uid", "user_code", "grant_id"],
  keys: ["id", "purpose", "sequence"],
  evidence: ["id", "service", "method", "format"],
  signing_orders: ["id", "service"],
  signing_tasks: ["id", "order_id", "service", "place"],
  signing_files: ["id", "order_id", "kind", "blob"],
  signing_pieces: ["id", "blob"],
  signing_events: ["id", "order_id", "task_id", "event", "at"],
  signing_chores: ["id", "order_id", "about", "kind"],
} as const satisfies { readonly [T in SealedTable]: readonly (keyof Tables[T])[] };

type Bound = { readonly [T in SealedTable]: (typeof BOUND_COLUMNS)[T][number] };
export type RowKey<T extends SealedTable> = { readonly [C in Bound[T]]: BoundValue };
type BoundValue = Uint8Array | string | number | null;

/** JSON, because its lists are unambiguous: no two row keys give one text. */
export function associatedData<T extends SealedTable>(table: T, row: RowKey<T>, keyId: string): Buffer {
  const columns: readonly string[] = BOUND_COLUMNS[table];
  const values: Readonly<Record<string, BoundValue>> = row;
  return Buffer.from(JSON.stringify([table, keyId, ...columns.map((column) => text(values[column]!))]));
}

function text(value: BoundValue): string | number | null {
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value;
}
