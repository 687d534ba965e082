import type { JobTable } from "../storage.js";
import { type TableParts, toMs } from "./table-parts.js";

export function createJobTable({ db, now }: Pick<TableParts, "db" | "now">): JobTable {
  return {
    async claim(name, due, leaseUntil) {
      const at = now();
      if (!(toMs(leaseUntil) > at)) throw new RangeError("a lease must end in the future");
      const row = await db
        .insertInto("jobs")
        .values({ name, held_until: toMs(leaseUntil), done_for: null })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ held_until: toMs(leaseUntil) })
            .where((is) => is.or([is("jobs.done_for", "is", null), is("jobs.done_for", "<", toMs(due))]))
            .where((is) => is.or([is("jobs.held_until", "is", null), is("jobs.held_until", "<=", at)])),
        )
        .returning("name")
        .executeTakeFirst();
      return row !== undefined;
    },

    async finish(name, due, lease) {
      await db
        .updateTable("jobs")
        .set({ held_until: null, done_for: toMs(due) })
        .where("name", "=", name)
        .where("held_until", "=", toMs(lease))
        .execute();
    },

    async release(name, lease) {
      await db
        .updateTable("jobs")
        .set({ held_until: null })
        .where("name", "=", name)
        .where("held_until", "=", toMs(lease))
        .execute();
    },
  };
}
