import type { Storable } from "@eid-gateway/core";
import { StorageError } from "../errors.js";
import type { FlowTable } from "../storage.js";
import { type TableParts, toMs } from "./table-parts.js";

export function createFlowTable({ db, sealer, lookup, now }: TableParts): FlowTable {
  const idOf = (id: string) => lookup("flow", id);
  const stepOf = (id: string, step: string) => lookup("step", id, step);
  const sealedBody = (id: string, body: Storable) => sealer.seal("flows", { id: idOf(id) }, body);
  const alive = (id: string) => db.selectFrom("flows").where("id", "=", idOf(id)).where("expires", ">", now());

  return {
    async create({ id, body, step, expires }) {
      const row = { id: idOf(id), step: stepOf(id, step), expires: toMs(expires), ...sealedBody(id, body) };
      await db.insertInto("flows").values(row).execute();
    },

    async read(id) {
      const row = await alive(id).select(["id", "sealed", "key_id", "lease_until"]).executeTakeFirst();
      return row && { body: sealer.open("flows", row), busy: (row.lease_until ?? 0) > now() };
    },

    async take(id, step, leaseUntil) {
      const at = now();
      // Two leases that end at once would be one to `save`, and none would keep the second caller out.
      if (!(toMs(leaseUntil) > at)) throw new RangeError("a lease must end in the future");
      const row = await db
        .updateTable("flows")
        .set({ lease_until: toMs(leaseUntil) })
        .where("id", "=", idOf(id))
        .where("step", "=", stepOf(id, step))
        .where("expires", ">", at)
        .where((is) => is.or([is("lease_until", "is", null), is("lease_until", "<=", at)]))
        .returning(["id", "sealed", "key_id"])
        .executeTakeFirst();
      return row && sealer.open("flows", row);
    },

    async save(id, { body, step, expires, lease }) {
      const row = { step: stepOf(id, step), expires: toMs(expires), lease_until: null, ...sealedBody(id, body) };
      const saved = await db
        .updateTable("flows")
        .set(row)
        .where("id", "=", idOf(id))
        .where("expires", ">", now())
        .$if(lease !== undefined, (update) => update.where("lease_until", "=", toMs(lease!)))
        .executeTakeFirst();
      if (saved.numUpdatedRows > 0) return;
      throw new StorageError("storage:conflict", "the flow has ended, or its lease has passed to another step");
    },

    async release(id, lease) {
      await db
        .updateTable("flows")
        .set({ lease_until: null })
        .where("id", "=", idOf(id))
        .$if(lease !== undefined, (update) => update.where("lease_until", "=", toMs(lease!)))
        .execute();
    },

    async delete(id) {
      await db.deleteFrom("flows").where("id", "=", idOf(id)).execute();
    },
  };
}
