import type { Migration } from "./migration.js";

export const jobs: Migration = {
  version: 2,
  name: "jobs",
  statements: () => ["create table jobs (name text primary key, held_until bigint, done_for bigint)"],
};
