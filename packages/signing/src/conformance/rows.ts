import type { TableParts } from "@eid-gateway/storage";
import type { Node } from "./bench.js";

export const SIGNING_TABLES = [
  "signing_orders",
  "signing_tasks",
  "signing_files",
  "signing_pieces",
  "signing_events",
  "signing_chores",
] as const;

/** Every row of every table, as an intruder or an operator may read it. */
export async function allRows({ storage }: Node): Promise<Readonly<Record<string, readonly object[]>>> {
  const tables = SIGNING_TABLES.map(async (table) => {
    const rows: readonly object[] = await storage.workbench.db.selectFrom(table).selectAll().orderBy("id").execute();
    return [table, rows.map(inHex)] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

function inHex(row: object): object {
  const columns = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
  ]);
  return Object.fromEntries(columns);
}

/** The same tables, on which the statement of this number, in each transaction, is something else. */
export function interrupted<W extends Node["storage"]["workbench"]>(workbench: W, at: number, instead: () => void): W {
  let statement = 0;
  const plugin = {
    transformQuery<T>({ node }: { readonly node: T }): T {
      statement++;
      if (statement === at) instead();
      return node;
    },
    transformResult: async <T>({ result }: { readonly result: T }): Promise<T> => result,
  };
  const transaction = <Result>(work: (parts: TableParts) => Promise<Result>) =>
    workbench.transaction((parts) => {
      statement = 0;
      return work({ ...parts, db: parts.db.withPlugin(plugin) });
    });
  return { ...workbench, transaction };
}
