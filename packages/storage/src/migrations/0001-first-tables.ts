import type { Migration } from "./migration.js";

export const firstTables: Migration = {
  version: 1,
  name: "first tables",
  statements: ({ bytes, serial }) => [
    `create table flows (
      id ${bytes} primary key, step ${bytes} not null, sealed ${bytes} not null, key_id text not null,
      lease_until bigint, expires bigint not null)`,
    "create index flows_expires on flows (expires)",

    `create table entries (
      id ${bytes} primary key, subject ${bytes}, sealed ${bytes}, key_id text, count bigint, expires bigint not null,
      check ((sealed is null) = (key_id is null) and (sealed is null) <> (count is null)))`,
    "create index entries_subject on entries (subject)",
    "create index entries_expires on entries (expires)",

    `create table spent (id ${bytes} primary key, expires bigint not null)`,
    "create index spent_expires on spent (expires)",

    `create table oidc (
      id ${bytes} primary key, model text not null, uid ${bytes}, user_code ${bytes}, grant_id ${bytes},
      sealed ${bytes} not null, key_id text not null, consumed bigint, expires bigint)`,
    "create index oidc_uid on oidc (uid)",
    "create index oidc_user_code on oidc (user_code)",
    "create index oidc_grant_id on oidc (grant_id)",
    "create index oidc_expires on oidc (expires)",

    `create table keys (
      id text primary key, purpose text not null, sequence bigint not null, sealed ${bytes} not null,
      key_id text not null, active_from bigint not null, retired_at bigint)`,

    `create table events (
      id ${serial}, transaction_id text not null, at bigint not null, service text not null, method text,
      event text not null, code text, facts text, expires bigint not null)`,
    "create index events_transaction on events (transaction_id)",
    "create index events_expires on events (expires)",

    `create table evidence (
      id ${bytes} primary key, service text not null, method text not null, format text not null,
      sealed ${bytes} not null, key_id text not null, expires bigint not null)`,
    "create index evidence_expires on evidence (expires)",
  ],
};
