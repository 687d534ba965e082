import type { Storage } from "../storage.js";
import { type TableParts, toMs } from "./table-parts.js";

/** One statement decides: the row of an earlier caller stands in the way until it has expired. */
export function createSpend({ db, lookup, now }: TableParts): Storage["spend"] {
  return async (purpose, value, expires) => {
    const at = now();
    // What has expired already cannot be spent; it would be to every caller.
    if (!(toMs(expires) > at)) return false;
    const row = await db
      .insertInto("spent")
      .values({ id: lookup("spent", purpose, value), expires: toMs(expires) })
      .onConflict((conflict) =>
        conflict
          .column("id")
          .doUpdateSet({ expires: toMs(expires) })
          .where("spent.expires", "<=", at),
      )
      .returning("id")
      .executeTakeFirst();
    return row !== undefined;
  };
}
