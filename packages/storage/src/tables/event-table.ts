import type { Facts } from "@eid-gateway/core";
import type { Insertable, Selectable } from "kysely";
import type { EventRow } from "../database/tables.js";
import type { AuditEvent, EventTable } from "../storage.js";
import { type TableParts, toMs } from "./table-parts.js";

export function createEventTable({ db, now }: Pick<TableParts, "db" | "now">): EventTable {
  return {
    async append(event) {
      const row = { ...columns(event), expires: toMs(event.expires) };
      await db.insertInto("events").values(row).execute();
    },

    async list(transaction) {
      const rows = await db
        .selectFrom("events")
        .selectAll()
        .where("transaction_id", "=", printable(transaction))
        .where("expires", ">", now())
        .orderBy("id")
        .execute();
      return rows.map(auditEvent);
    },
  };
}

function columns(event: AuditEvent): Omit<Insertable<EventRow>, "expires"> {
  return {
    transaction_id: printable(event.transaction),
    at: toMs(event.at),
    service: printable(event.service),
    method: event.method === undefined ? null : printable(event.method),
    event: printable(event.event),
    code: event.code === undefined ? null : printable(event.code),
    facts: event.facts ? JSON.stringify(event.facts) : null,
  };
}

/** PostgreSQL has no NUL in a text. A name from the outside that holds one must not keep its own refusal out of the log. */
function printable(text: string): string {
  return text.replaceAll("\0", "\u{FFFD}");
}

function auditEvent(row: Selectable<EventRow>): AuditEvent {
  return {
    transaction: row.transaction_id,
    at: new Date(row.at),
    service: row.service,
    event: row.event,
    ...(row.method !== null && { method: row.method }),
    ...(row.code !== null && { code: row.code }),
    ...(row.facts !== null && { facts: JSON.parse(row.facts) as Facts }),
  };
}
