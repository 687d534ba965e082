import type { SigningKeyRow } from "../database/tables.js";
import { StorageError } from "../errors.js";
import type { KeyRow, KeyTable } from "../storage.js";
import { type TableParts, toMs } from "./table-parts.js";

/** The one table that is read before there is a `lookup`: the key of `lookup` lies in it. */
export function createKeyTable({ db, sealer }: Pick<TableParts, "db" | "sealer">): KeyTable {
  const read = async (purpose: string, sequence: number) => {
    const rows = db.selectFrom("keys").selectAll().where("id", "=", idOf(purpose, sequence));
    const row = await rows.executeTakeFirst();
    return row && opened(row);
  };

  function opened(row: SigningKeyRow): KeyRow {
    return {
      purpose: row.purpose,
      sequence: row.sequence,
      value: sealer.open("keys", row),
      activeFrom: new Date(row.active_from),
      ...(row.retired_at !== null && { retiredAt: new Date(row.retired_at) }),
    };
  }

  return {
    async ensure(purpose, sequence, make) {
      const present = await read(purpose, sequence);
      if (present) return present;
      const { value, activeFrom } = await make();
      const bound = { id: idOf(purpose, sequence), purpose, sequence };
      const row = { ...bound, ...sealer.seal("keys", bound, value), active_from: toMs(activeFrom), retired_at: null };
      await db
        .insertInto("keys")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
      const winner = await read(purpose, sequence);
      if (winner) return winner;
      throw new StorageError("storage:conflict", `key ${idOf(purpose, sequence)} was deleted while it was made`);
    },

    async list(purpose) {
      const rows = db.selectFrom("keys").selectAll().where("purpose", "=", purpose).orderBy("sequence");
      return (await rows.execute()).map(opened);
    },

    async retire(purpose, sequence, at) {
      await db
        .updateTable("keys")
        .set({ retired_at: toMs(at) })
        .where("id", "=", idOf(purpose, sequence))
        .where("retired_at", "is", null)
        .execute();
    },

    async delete(purpose, sequence) {
      await db.deleteFrom("keys").where("id", "=", idOf(purpose, sequence)).execute();
    },
  };
}

function idOf(purpose: string, sequence: number): string {
  return `${purpose}/${sequence}`;
}
