import type { FileRow, TableParts } from "@eid-gateway/storage";
import type { StoredFile } from "../model/document.js";
import { type Blob, deleteUnheld, readBlob, writeBlob } from "./blobs.js";
import type { FileKind } from "./keys.js";

/** A file that somebody holds, without its bytes. */
export type HeldFile = Blob & FileNotes & { readonly key: Uint8Array; readonly kind: FileKind };
/** What is told about a file, sealed with its row. */
export type FileNotes = {
  readonly mediaType: string;
  readonly id?: string; // of an archived file: its own; of an order's document: the document's
  readonly taskId?: string;
  readonly service?: string;
  readonly archiveId?: string; // a copy of it there
  readonly stylesheet?: string;
  readonly signer?: string;
  readonly method?: string;
  readonly verdicts?: Readonly<Record<string, Verdict>>; // on a result that later tasks sign: by task and document
};
/** What the methods of a task would refuse of a document. Without a fault they would show and sign it, by this stylesheet if it is XML. */
export type Verdict = { readonly stylesheet?: string; readonly fault?: string };
export type Holder = {
  readonly key: Uint8Array;
  readonly kind: FileKind;
  readonly order: Uint8Array | null;
  readonly expires: number | null;
  readonly renewAt?: number;
};

/** Keeps bytes, and a holder of them. */
export async function insertFile(
  parts: TableParts,
  holder: Holder,
  notes: FileNotes,
  bytes: Uint8Array,
): Promise<Blob> {
  const blob = await writeBlob(parts, bytes);
  await holdBlob(parts, holder, notes, blob);
  return blob;
}

/** One more holder of bytes that are there. */
export async function holdBlob(parts: TableParts, holder: Holder, notes: FileNotes, blob: Blob): Promise<void> {
  const { key, kind, order, expires, renewAt = null } = holder;
  const bound = { id: key, order_id: order, kind, blob: blob.blob };
  const sealed = parts.sealer.seal("signing_files", bound, { ...notes, bytes: blob.bytes, sha256: blob.sha256 });
  await parts.db
    .insertInto("signing_files")
    .values({ ...bound, ...sealed, renew_at: renewAt, expires })
    .execute();
}

/** Those of them that are there, in no order. */
export async function findFiles(parts: TableParts, keys: readonly Uint8Array[]): Promise<readonly HeldFile[]> {
  if (keys.length === 0) return [];
  const rows = await alive(parts)
    .where("id", "in", [...keys])
    .execute();
  return rows.map((row) => openFileRow(parts, row));
}

/** All that orders hold, of some kinds. */
export async function filesOfOrders(
  parts: TableParts,
  orders: readonly Uint8Array[],
  kinds: readonly FileKind[],
): Promise<readonly HeldFile[]> {
  const rows = await alive(parts)
    .where("order_id", "in", [...orders])
    .where("kind", "in", [...kinds])
    .execute();
  return rows.map((row) => openFileRow(parts, row));
}

export async function readFile(parts: TableParts, key: Uint8Array): Promise<StoredFile | undefined> {
  const [file] = await findFiles(parts, [key]);
  return file && readHeld(parts, file);
}

export async function readHeld(parts: TableParts, file: HeldFile): Promise<StoredFile | undefined> {
  const bytes = await readBlob(parts, file.blob, file.bytes);
  return bytes && { mediaType: file.mediaType, bytes };
}

/** Writes a file's notes anew. */
export async function noteFile(parts: TableParts, order: Uint8Array | null, file: HeldFile, notes: FileNotes) {
  const bound = { id: file.key, order_id: order, kind: file.kind, blob: file.blob };
  const sealed = parts.sealer.seal("signing_files", bound, { ...notes, bytes: file.bytes, sha256: file.sha256 });
  await parts.db.updateTable("signing_files").set(sealed).where("id", "=", file.key).execute();
}

/** @returns how many holders are gone; bytes that nobody else holds are gone with them */
export async function deleteFiles(parts: TableParts, keys: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
  if (keys.length === 0) return [];
  const rows = await parts.db
    .deleteFrom("signing_files")
    .where("id", "in", [...keys])
    .returning(["id", "blob"])
    .execute();
  await deleteUnheld(
    parts,
    rows.map(({ blob }) => blob),
  );
  return rows.map(({ id }) => id);
}

export async function deleteFilesOfOrder(parts: TableParts, order: Uint8Array): Promise<void> {
  const rows = await parts.db.deleteFrom("signing_files").where("order_id", "=", order).returning("blob").execute();
  await deleteUnheld(
    parts,
    rows.map(({ blob }) => blob),
  );
}

function alive({ db, now }: TableParts) {
  return db
    .selectFrom("signing_files")
    .select(["id", "order_id", "kind", "blob", "sealed", "key_id"])
    .where((is) => is.or([is("expires", "is", null), is("expires", ">", now())]));
}

type Notes = FileNotes & { readonly bytes: number; readonly sha256: Uint8Array };

export function openFileRow(parts: TableParts, row: Omit<FileRow, "renew_at" | "expires">): HeldFile {
  const notes = parts.sealer.open("signing_files", row) as unknown as Notes;
  return { ...notes, key: row.id, kind: row.kind as FileKind, blob: row.blob };
}
