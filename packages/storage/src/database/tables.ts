/**
 * The rows as they lie in the database. Times are milliseconds since 1970, except `consumed`, which oidc-provider wants in
 * seconds. `id`, `step`, `subject`, `uid`, `user_code` and `grant_id` are keyed hashes; `sealed` and `key_id` are a sealed value.
 */
import type { Generated } from "kysely";
import type { SigningTables } from "./signing-tables.js";

export interface Tables extends SigningTables {
  schema_version: { version: number; name: string };
  flows: FlowRow;
  entries: EntryRow;
  spent: { id: Uint8Array; expires: number };
  oidc: OidcRow;
  keys: SigningKeyRow;
  events: EventRow;
  evidence: EvidenceColumns;
  jobs: { name: string; held_until: number | null; done_for: number | null };
}
export type SealedTable = "flows" | "entries" | "oidc" | "keys" | "evidence" | keyof SigningTables;

export interface SealedColumns {
  sealed: Uint8Array;
  key_id: string;
}
interface FlowRow extends SealedColumns {
  id: Uint8Array;
  step: Uint8Array;
  lease_until: number | null;
  expires: number;
}
/** Either a sealed value or a count. */
interface EntryRow {
  id: Uint8Array;
  subject: Uint8Array | null;
  sealed: Uint8Array | null;
  key_id: string | null;
  count: number | null;
  expires: number;
}
export interface OidcRow extends SealedColumns {
  id: Uint8Array;
  model: string;
  uid: Uint8Array | null;
  user_code: Uint8Array | null;
  grant_id: Uint8Array | null;
  consumed: number | null;
  expires: number | null;
}
export interface SigningKeyRow extends SealedColumns {
  id: string;
  purpose: string;
  sequence: number;
  active_from: number;
  retired_at: number | null;
}
export interface EventRow {
  id: Generated<number>;
  transaction_id: string;
  at: number;
  service: string;
  method: string | null;
  event: string;
  code: string | null;
  facts: string | null;
  expires: number;
}
interface EvidenceColumns extends SealedColumns {
  id: Uint8Array;
  service: string;
  method: string;
  format: string;
  expires: number;
}
