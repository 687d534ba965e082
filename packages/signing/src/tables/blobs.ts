/**
 * The bytes of files, sealed in pieces: no statement is larger than a piece, and a file of fifty megabytes is never there twice. A
 * blob has no owner of its own: rows of `signing_files` hold it, several the same one, and with the last of them it goes.
 */
import { createHash, randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { StorageError, type TableParts } from "@eid-gateway/storage";

const PIECE_BYTES = 1024 * 1024;
const PIECES_PER_READ = 8;

export type Blob = { readonly blob: Uint8Array; readonly bytes: number; readonly sha256: Uint8Array };

export async function writeBlob(parts: TableParts, bytes: Uint8Array): Promise<Blob> {
  const blob = randomBytes(16);
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    if (start > 0) await setImmediate(); // SQLite works in this thread: let the others in
    const bound = { id: pieceId(blob, start / PIECE_BYTES), blob };
    const sealed = parts.sealer.sealBytes("signing_pieces", bound, bytes.subarray(start, start + PIECE_BYTES));
    await parts.db
      .insertInto("signing_pieces")
      .values({ ...bound, ...sealed })
      .execute();
  }
  return { blob, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest() };
}

/** @returns `undefined` when it was deleted meanwhile */
export async function readBlob(parts: TableParts, blob: Uint8Array, length: number): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(length);
  let read = 0;
  for (let first = 0; read < length; first += PIECES_PER_READ) {
    const pieces = await readPieces(parts, blob, first);
    if (pieces.length === 0) return deletedUnlessHeld(parts, blob);
    for (const piece of pieces) {
      const opened = parts.sealer.openBytes("signing_pieces", piece);
      bytes.set(opened, read);
      read += opened.length;
    }
  }
  return bytes;
}

function readPieces({ db }: TableParts, blob: Uint8Array, first: number) {
  return db
    .selectFrom("signing_pieces")
    .selectAll()
    .where("id", ">=", pieceId(blob, first))
    .where("id", "<", pieceId(blob, first + PIECES_PER_READ))
    .orderBy("id")
    .execute();
}

async function deletedUnlessHeld({ db }: TableParts, blob: Uint8Array): Promise<undefined> {
  const holder = await db.selectFrom("signing_files").select("id").where("blob", "=", blob).executeTakeFirst();
  if (holder) throw new StorageError("storage:corrupt", "a file's pieces are missing: restore a backup");
}

/** Deletes those that nobody holds any more. Call it after their holders are gone, in the same transaction. */
export async function deleteUnheld({ db }: TableParts, blobs: readonly Uint8Array[]): Promise<void> {
  if (blobs.length === 0) return;
  await db
    .deleteFrom("signing_pieces")
    .where("blob", "in", [...blobs])
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("signing_files").select("id").whereRef("signing_files.blob", "=", "signing_pieces.blob"))),
    )
    .execute();
}

/** The pieces of a blob lie in their order. */
function pieceId(blob: Uint8Array, index: number): Uint8Array {
  const id = Buffer.alloc(blob.length + 4);
  id.set(blob);
  id.writeUInt32BE(index, blob.length);
  return id;
}
