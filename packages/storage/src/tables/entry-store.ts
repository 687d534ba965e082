import type { Store } from "@eid-gateway/core";
import { sql } from "kysely";
import { StorageError } from "../errors.js";
import { type TableParts, toMs } from "./table-parts.js";

/** The store of one service and family. A key holds a value or a count: `get` gives either, `set` and `delete` end either. */
export function createEntryStore({ db, sealer, lookup, now }: TableParts, service: string, family: string): Store {
  const idOf = (key: string) => lookup("entry", service, family, key);

  return {
    async get(key) {
      const row = await db
        .selectFrom("entries")
        .select(["id", "subject", "sealed", "key_id", "count"])
        .where("id", "=", idOf(key))
        .where("expires", ">", now())
        .executeTakeFirst();
      if (row?.sealed && row.key_id) return sealer.open("entries", { ...row, sealed: row.sealed, key_id: row.key_id });
      return row?.count ?? undefined;
    },

    async set(key, value, { expires, subject }) {
      const bound = {
        id: idOf(key),
        subject: subject === undefined ? null : lookup("subject", service, family, subject),
      };
      const content = {
        ...sealer.seal("entries", bound, value),
        subject: bound.subject,
        count: null,
        expires: toMs(expires),
      };
      await db
        .insertInto("entries")
        .values({ id: bound.id, ...content })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(content))
        .execute();
    },

    async delete(key) {
      const row = await db.deleteFrom("entries").where("id", "=", idOf(key)).returning("expires").executeTakeFirst();
      return row !== undefined && row.expires > now();
    },

    async count(key, expires) {
      const at = now();
      const first = { subject: null, sealed: null, key_id: null, count: 1, expires: toMs(expires) };
      const row = await db
        .insertInto("entries")
        .values({ id: idOf(key), ...first })
        .onConflict((conflict) =>
          conflict
            .column("id")
            .doUpdateSet({
              subject: null,
              sealed: null,
              key_id: null,
              count: sql<number>`case when entries.expires > ${at} then entries.count + 1 else 1 end`,
              expires: sql<number>`case when entries.expires > ${at} then entries.expires else excluded.expires end`,
            })
            .where((is) => is.or([is("entries.count", "is not", null), is("entries.expires", "<=", at)])),
        )
        .returning("count")
        .executeTakeFirst();
      if (row?.count) return row.count;
      throw new StorageError("storage:conflict", "a key of the store that holds a value cannot be counted");
    },
  };
}
