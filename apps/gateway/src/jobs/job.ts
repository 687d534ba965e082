/**
 * Work that the gateway does by itself, once for all its nodes. Every node looks each minute what is due; the database gives a job to
 * one of them. A node that dies at it loses its lease, and another goes on: every job can be done twice without harm.
 */
import type { Storage } from "@eid-gateway/storage";
import type { Log } from "../log.js";

export interface Job {
  readonly name: string;
  /** The last moment, at or before `now`, at which the work was due. */
  dueAt(now: Date): Date;
  /** @returns counts for the log; never what was worked on */
  run(): Promise<Readonly<Record<string, number>>>;
}

export interface JobTools {
  readonly storage: Pick<Storage, "jobs">;
  readonly clock: { now(): Date };
  readonly log: Log;
}

/** Longer than any job takes; after a crash so much time passes before another node tries. */
const LEASE_MS = 30 * 60_000;

/** Does what is due and nobody else does. One job that fails keeps none of the others back, and is due at the next call again. */
export async function runDueJobs(tools: JobTools, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) {
    await runIfDue(tools, job).catch((err: unknown) => tools.log.error({ err, job: job.name }, "a job failed"));
  }
}

async function runIfDue({ storage, clock, log }: JobTools, job: Job): Promise<void> {
  const now = clock.now();
  const due = job.dueAt(now);
  const lease = new Date(now.getTime() + LEASE_MS);
  if (!(await storage.jobs.claim(job.name, due, lease))) return;
  try {
    const counts = await job.run();
    await storage.jobs.finish(job.name, due, lease);
    log.info({ job: job.name, ...counts }, "a job is done");
  } catch (error) {
    await storage.jobs.release(job.name, lease).catch(() => undefined); // the database is away: the lease ends by itself
    throw error;
  }
}
