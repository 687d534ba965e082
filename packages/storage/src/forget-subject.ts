import type { Storage } from "./storage.js";
import type { TableParts } from "./tables/table-parts.js";

/** Counts stay: being forgotten must not give a locked person new tries. They name nobody, and expire. */
export function createForgetSubject({ db, lookup, now }: TableParts): Storage["forgetSubject"] {
  return async (service, family, subject) => {
    const whose = lookup("subject", service, family, subject);
    const rows = await db.deleteFrom("entries").where("subject", "=", whose).returning("expires").execute();
    return rows.filter((row) => row.expires > now()).length;
  };
}
