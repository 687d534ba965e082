import { runSql } from "./for-tests.js";

/** A server does these by itself in time: its pages go to the disk, and the log before them is removed. */
export function writeEverything(url: string): Promise<void> {
  return runSql(url, "select pg_switch_wal()", "checkpoint", "select pg_switch_wal()", "checkpoint");
}
