import type { Migration } from "./migration.js";

export const signing: Migration = {
  version: 3,
  name: "signing",
  statements: ({ bytes, serial }) => [
    `create table signing_orders (
      id ${bytes} primary key, service text not null, created bigint not null, updated bigint not null, deleted bigint,
      sealed ${bytes} not null, key_id text not null, expires bigint not null)`,
    "create index signing_orders_expires on signing_orders (expires)",

    `create table signing_tasks (
      id ${bytes} primary key, order_id ${bytes} not null, service text not null, place bigint not null, status text not null,
      misses bigint not null, created bigint not null, updated bigint not null, closes bigint not null,
      sealed ${bytes} not null, key_id text not null, expires bigint not null)`,
    "create index signing_tasks_order on signing_tasks (order_id)",
    "create index signing_tasks_service on signing_tasks (service, created)",
    "create index signing_tasks_closes on signing_tasks (closes) where status = 'created'",
    "create index signing_tasks_expires on signing_tasks (expires)",

    `create table signing_files (
      id ${bytes} primary key, order_id ${bytes}, kind text not null, blob ${bytes} not null, renew_at bigint,
      sealed ${bytes} not null, key_id text not null, expires bigint)`,
    "create index signing_files_order on signing_files (order_id)",
    "create index signing_files_blob on signing_files (blob)",
    "create index signing_files_renew on signing_files (renew_at) where renew_at is not null",
    "create index signing_files_expires on signing_files (expires)",

    `create table signing_pieces (
      id ${bytes} primary key, blob ${bytes} not null, sealed ${bytes} not null, key_id text not null)`,
    "create index signing_pieces_blob on signing_pieces (blob)",

    `create table signing_events (
      place ${serial}, id ${bytes} not null unique, order_id ${bytes} not null, task_id ${bytes}, event text not null,
      at bigint not null,
      sealed ${bytes} not null, key_id text not null, expires bigint not null)`,
    "create index signing_events_order on signing_events (order_id)",
    "create index signing_events_expires on signing_events (expires)",

    `create table signing_chores (
      id ${bytes} primary key, order_id ${bytes} not null, about ${bytes} not null, kind text not null, state text not null,
      due bigint, first_due bigint, held_until bigint, attempts bigint not null,
      sealed ${bytes} not null, key_id text not null, expires bigint not null)`,
    "create index signing_chores_order on signing_chores (order_id)",
    "create index signing_chores_due on signing_chores (due) where due is not null",
    "create index signing_chores_expires on signing_chores (expires)",
  ],
};
