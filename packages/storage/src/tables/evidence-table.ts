import type { EvidenceTable } from "../storage.js";
import { type TableParts, toMs } from "./table-parts.js";

export function createEvidenceTable({ db, sealer, lookup, now }: TableParts): EvidenceTable {
  const idOf = (transaction: string) => lookup("evidence", transaction);

  return {
    async put({ transaction, service, method, format, body, expires }) {
      const bound = { id: idOf(transaction), service, method, format };
      const row = { ...bound, ...sealer.seal("evidence", bound, body), expires: toMs(expires) };
      await db.insertInto("evidence").values(row).execute();
    },

    async find(transaction) {
      const row = await db
        .selectFrom("evidence")
        .selectAll()
        .where("id", "=", idOf(transaction))
        .where("expires", ">", now())
        .executeTakeFirst();
      if (!row) return undefined;
      const { service, method, format, expires } = row;
      return { transaction, service, method, format, body: sealer.open("evidence", row), expires: new Date(expires) };
    },
  };
}
