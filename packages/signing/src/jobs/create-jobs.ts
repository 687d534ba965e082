/**
 * What happens without anybody calling. Each may run on every node, at any moment and at once: the rows give the work out, once. The
 * gateway calls them every minute, and when something has become due.
 */
import type { SigningPorts } from "../ports.js";
import { deliverNotifications } from "./deliver-notifications.js";
import { expireTasks } from "./expire-tasks.js";
import { makePackages } from "./make-packages.js";
import { renewTimestamps } from "./renew-timestamps.js";

export interface SigningJobs {
  /** Ends tasks whose days are over. @returns how many */
  expireTasks(): Promise<number>;
  deliverNotifications(): Promise<DoneAndFailed>;
  makePackages(): Promise<DoneAndFailed>;
  renewTimestamps(): Promise<DoneAndFailed>;
  /**
   * All of them in this order, so that what one makes due the next does; one that fails keeps none of the others back.
   *
   * @returns counts for the log. @throws AggregateError of those that failed altogether
   */
  runDue(): Promise<Readonly<Record<string, number>>>;
}
/** A failed one is tried again later, unless its time is over. */
export type DoneAndFailed = { readonly done: number; readonly failed: number };

const NOTHING: DoneAndFailed = { done: 0, failed: 0 };

export function createJobs(ports: SigningPorts): SigningJobs {
  const jobs = {
    expireTasks: () => expireTasks(ports),
    makePackages: () => makePackages(ports),
    deliverNotifications: () => deliverNotifications(ports),
    renewTimestamps: () => renewTimestamps(ports),
  };
  return {
    ...jobs,
    async runDue() {
      const errors: unknown[] = [];
      const attempt = <Result>(job: Promise<Result>, instead: Result) =>
        job.catch((error: unknown) => {
          errors.push(error);
          return instead;
        });
      const expired = await attempt(jobs.expireTasks(), 0);
      const packages = await attempt(jobs.makePackages(), NOTHING);
      const notifications = await attempt(jobs.deliverNotifications(), NOTHING);
      const renewed = await attempt(jobs.renewTimestamps(), NOTHING);
      if (errors.length > 0) throw new AggregateError(errors, "some of the signing jobs failed");
      return {
        expired,
        packaged: packages.done,
        packagingFailed: packages.failed,
        notified: notifications.done,
        notifyingFailed: notifications.failed,
        renewed: renewed.done,
        renewingFailed: renewed.failed,
      };
    },
  };
}
