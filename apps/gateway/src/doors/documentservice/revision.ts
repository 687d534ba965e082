/**
 * Which words a service's client knows. One generated in 2017 throws at a value or element that came in 2018, so it is sent none;
 * every client may send them.
 */
import type { EventType, TaskStatus } from "@eid-gateway/signing";

export interface Revision {
  readonly has2018: boolean;
  status(status: TaskStatus): TaskStatus;
  knows(event: EventType): boolean;
}

export function revisionOf({ schema2018 }: { readonly schema2018: boolean }): Revision {
  return {
    has2018: schema2018,
    status: (status) => (status === "failed" && !schema2018 ? "rejected" : status),
    knows: (event) => schema2018 || !event.startsWith("packaging-task-"),
  };
}
