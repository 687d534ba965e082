import type { Selectable } from "kysely";
import { sql } from "kysely";
import type { OidcRow } from "../database/tables.js";
import type { OidcPayload, OidcTable } from "../storage.js";
import { type TableParts, toMs } from "./table-parts.js";

export function createOidcTable({ db, sealer, lookup, now }: TableParts): OidcTable {
  const idOf = (model: string, id: string) => lookup("oidc", model, id);
  const hash = (kind: string, value: string | undefined) => (value === undefined ? null : lookup(kind, value));
  const nowSeconds = () => Math.floor(now() / 1000);

  async function findBy(model: string, column: "id" | "uid" | "user_code", value: Uint8Array) {
    const row = await db
      .selectFrom("oidc")
      .selectAll()
      .where("model", "=", model)
      .where(column, "=", value)
      .where((is) => is.or([is("expires", "is", null), is("expires", ">", now())]))
      .executeTakeFirst();
    return row && withConsumed(sealer.open("oidc", row) as OidcPayload, row);
  }

  return {
    async upsert(model, id, payload, expires, { uid, userCode, grantId }) {
      const index = { uid: hash("uid", uid), user_code: hash("user code", userCode), grant_id: hash("grant", grantId) };
      const bound = { id: idOf(model, id), model, ...index };
      const row = { ...bound, ...sealer.seal("oidc", bound, payload), expires: expires ? toMs(expires) : null };
      // What was consumed stays so when it is written again, unless the row was a dead one.
      const consumed = sql<number | null>`case when oidc.expires <= ${now()} then null else oidc.consumed end`;
      await db
        .insertInto("oidc")
        .values({ ...row, consumed: null })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ ...row, consumed }))
        .execute();
    },

    find: (model, id) => findBy(model, "id", idOf(model, id)),
    findByUid: (model, uid) => findBy(model, "uid", lookup("uid", uid)),
    findByUserCode: (model, userCode) => findBy(model, "user_code", lookup("user code", userCode)),

    async consume(model, id) {
      const row = await db
        .updateTable("oidc")
        .set({ consumed: nowSeconds() })
        .where("id", "=", idOf(model, id))
        .where("consumed", "is", null)
        .where((is) => is.or([is("expires", "is", null), is("expires", ">", now())]))
        .returning("id")
        .executeTakeFirst();
      return row !== undefined;
    },

    async destroy(model, id) {
      await db.deleteFrom("oidc").where("id", "=", idOf(model, id)).execute();
    },

    async revokeByGrantId(grantId) {
      await db.deleteFrom("oidc").where("grant_id", "=", lookup("grant", grantId)).execute();
    },
  };
}

function withConsumed(payload: OidcPayload, { consumed }: Pick<Selectable<OidcRow>, "consumed">): OidcPayload {
  return consumed === null ? payload : { ...payload, consumed };
}
