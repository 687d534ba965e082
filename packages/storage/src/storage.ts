/** What the gateway keeps, and the promises it may rely on. Every table is sealed, expires, and holds for any number of nodes. */
import type { Facts, Storable, Store } from "@eid-gateway/core";
import type { Workbench } from "./tables/table-parts.js";

export interface Storage {
  readonly flows: FlowTable;
  readonly oidc: OidcTable;
  readonly keys: KeyTable;
  readonly events: EventTable;
  readonly evidence: EvidenceTable;
  readonly jobs: JobTable;
  /** What further tables are made of: packages/signing keeps its orders with it. */
  readonly workbench: Workbench;
  /** A plug-in's store: one customer's, shared by the methods of one family. */
  entries(service: string, family: string): Store;
  /** True for exactly one caller until `expires`: a challenge, an assertion id, a request object's `jti`. */
  spend(purpose: string, value: string, expires: Date): Promise<boolean>;
  /** Deletes every entry that was kept with this subject. @returns how many */
  forgetSubject(service: string, family: string, subject: string): Promise<number>;
  /**
   * Deletes all that has expired. Afterwards no file of an SQLite database holds it; PostgreSQL needs `rewriteTables` for that.
   *
   * @throws StorageError `storage:unavailable` when the rows are deleted but could not be taken out of the files: purge again
   */
  purge(options?: PurgeOptions): Promise<PurgeCounts>;
  /**
   * Seals with the current key what an older one sealed.
   *
   * @returns how many rows; once it gives 0, and every node has the current key, the older keys may be taken away
   */
  reseal(): Promise<number>;
  /** @throws StorageError `storage:unavailable` when the database does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface PurgeOptions {
  /**
   * PostgreSQL leaves the bytes of a deleted row on its page until the place is used again. This writes the tables anew
   * (VACUUM FULL): each is locked meanwhile, so it is for a quiet hour. The server's own log and backups forget in their own time.
   */
  readonly rewriteTables?: boolean;
  /** Deletes nothing and says what would be deleted. */
  readonly dryRun?: boolean;
}

/** Work that some node has to do now and then, once for all of them. */
export interface JobTable {
  /**
   * True for exactly one caller, until the work for this time is finished or the lease ends.
   *
   * @param due the moment the work is due: what was finished for an earlier one is due again, for this or a later one it is not
   */
  claim(name: string, due: Date, leaseUntil: Date): Promise<boolean>;
  /** The work is done for that moment. Of no effect when the lease has passed to another. */
  finish(name: string, due: Date, lease: Date): Promise<void>;
  /** It was not done: the next to ask may try. */
  release(name: string, lease: Date): Promise<void>;
}

export type PurgeCounts = Readonly<
  Record<"flows" | "entries" | "spent" | "oidc" | "events" | "evidence" | "signing", number>
>;

/** A running flow. Its body is given out to one step at a time: a step token works once, and a lease keeps other steps away. */
export interface FlowTable {
  /** @throws StorageError `storage:conflict` when the id is in use */
  create(flow: { id: string; body: Storable; step: string; expires: Date }): Promise<void>;
  /** `busy`: another step holds the flow now. `undefined`: unknown or expired. */
  read(id: string): Promise<{ body: Storable; busy: boolean } | undefined>;
  /** Gives the body to exactly one caller, until `save`, `release` or the lease's end. `undefined`: spent, leased, expired or unknown. */
  take(id: string, step: string, leaseUntil: Date): Promise<Storable | undefined>;
  /**
   * Writes the next step and ends the lease: the old token is spent.
   *
   * @param next `lease`: the `leaseUntil` this step was taken with; a step that took longer than that then changes nothing
   * @throws StorageError `storage:conflict` when the flow has ended or expired, or the lease is another step's
   */
  save(id: string, next: { body: Storable; step: string; expires: Date; lease?: Date }): Promise<void>;
  /** Ends the lease; the step token works again. */
  release(id: string, lease?: Date): Promise<void>;
  delete(id: string): Promise<void>;
}

/** What oidc-provider's adapter needs of one model. */
export interface OidcTable {
  /** @param expires `undefined`: until it is destroyed */
  upsert(model: string, id: string, payload: OidcPayload, expires: Date | undefined, index: OidcIndex): Promise<void>;
  find(model: string, id: string): Promise<OidcPayload | undefined>;
  findByUid(model: string, uid: string): Promise<OidcPayload | undefined>;
  findByUserCode(model: string, userCode: string): Promise<OidcPayload | undefined>;
  /** True for exactly one caller; from then on the payload carries `consumed`, in epoch seconds. */
  consume(model: string, id: string): Promise<boolean>;
  destroy(model: string, id: string): Promise<void>;
  /** Deletes every row of every model that was written with this grant. */
  revokeByGrantId(grantId: string): Promise<void>;
}
export type OidcPayload = { readonly [key: string]: Storable | undefined };
export type OidcIndex = { readonly grantId?: string; readonly uid?: string; readonly userCode?: string };

/** Signing keys: made once, however many nodes start at the same moment. */
export interface KeyTable {
  /** Inserts what `make` gives unless the row is there, then reads it: every node gets the same key. */
  ensure(
    purpose: string,
    sequence: number,
    make: () => Promise<{ value: Storable; activeFrom: Date }>,
  ): Promise<KeyRow>;
  /** In ascending sequence, retired keys included. */
  list(purpose: string): Promise<readonly KeyRow[]>;
  retire(purpose: string, sequence: number, at: Date): Promise<void>;
  delete(purpose: string, sequence: number): Promise<void>;
}
export interface KeyRow {
  readonly purpose: string;
  readonly sequence: number;
  readonly value: Storable;
  readonly activeFrom: Date;
  readonly retiredAt?: Date;
}

/** The audit log, in the order of writing. It is not sealed: no personal data belongs in it. */
export interface EventTable {
  append(event: AuditEvent & { readonly expires: Date }): Promise<void>;
  list(transaction: string): Promise<readonly AuditEvent[]>;
}
export interface AuditEvent {
  readonly transaction: string;
  readonly at: Date;
  readonly service: string;
  readonly method?: string;
  readonly event: string;
  readonly code?: string;
  readonly facts?: Facts;
}

/** What the other side signed, and the verifier's report on it, one per transaction. */
export interface EvidenceTable {
  /** @throws StorageError `storage:conflict` when the transaction has its evidence already: it is never replaced */
  put(evidence: EvidenceRow): Promise<void>;
  find(transaction: string): Promise<EvidenceRow | undefined>;
}
export interface EvidenceRow {
  readonly transaction: string;
  readonly service: string;
  readonly method: string;
  readonly format: string;
  readonly body: Storable;
  readonly expires: Date;
}
