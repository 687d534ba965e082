/** The rows of signing orders. What they mean is packages/signing's affair; that they are sealed, expire and are purged is ours. */
import type { Generated } from "kysely";
import type { SealedColumns } from "./tables.js";

export interface SigningTables {
  signing_orders: OrderRow;
  signing_tasks: TaskRow;
  signing_files: FileRow;
  signing_pieces: PieceRow;
  signing_events: SigningEventRow;
  signing_chores: ChoreRow;
}

/** An order as it was asked for. Changing anything of an order begins by writing `updated`, which makes others wait. */
export interface OrderRow extends SealedColumns {
  id: Uint8Array;
  service: string;
  created: number;
  updated: number;
  deleted: number | null;
  expires: number;
}
export interface TaskRow extends SealedColumns {
  id: Uint8Array;
  order_id: Uint8Array;
  service: string;
  place: number; // in the order
  status: string;
  misses: number; // times somebody else signed
  created: number;
  updated: number;
  closes: number; // the end of its days to live
  expires: number;
}
/** That somebody holds a blob: an upload, an order's document, a result, the archive. Without a holder, a blob is purged. */
export interface FileRow extends SealedColumns {
  id: Uint8Array;
  order_id: Uint8Array | null;
  kind: string;
  blob: Uint8Array;
  renew_at: number | null;
  expires: number | null; // null: until it is removed
}
/** A piece of a blob. `id` is the blob's, then the piece's number in four bytes. */
interface PieceRow extends SealedColumns {
  id: Uint8Array;
  blob: Uint8Array;
}
interface SigningEventRow extends SealedColumns {
  place: Generated<number>; // in the order of writing
  id: Uint8Array;
  order_id: Uint8Array;
  task_id: Uint8Array | null; // null: of the order
  event: string;
  at: number;
  expires: number;
}
/** Work that an order has left to do: telling somebody, making a package. */
export interface ChoreRow extends SealedColumns {
  id: Uint8Array;
  order_id: Uint8Array;
  about: Uint8Array; // the notification or packaging task
  kind: string;
  state: string;
  due: number | null; // null: not yet, or done
  first_due: number | null;
  held_until: number | null;
  attempts: number;
  expires: number;
}
