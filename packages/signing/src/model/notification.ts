/** Who is told what, and when. */
import type { TaskStatus } from "./status.js";

export type Notification = {
  readonly id: string;
  readonly type: "SMS" | "EMAIL" | "URL";
  readonly recipient: string; // a number, an address, or the address that is called
  readonly sender?: string;
  readonly header?: string; // an e-mail's subject
  readonly message: string; // with ${taskUrl}
  readonly schedules: readonly Schedule[]; // any one is enough; none: when the order is completed
};
export type Schedule = {
  readonly stateIs: TaskStatus | "started"; // a task's own alone: once, when the person first sees its documents
  readonly waitUntil?: Date;
  readonly wait?: { readonly days?: number; readonly hours?: number; readonly minutes?: number };
  readonly daysOfWeek?: string; // "MON,TUE"
  readonly timeOfDay?: string; // "HH:mm"
  readonly timezone?: string; // IANA
};
