import type { OutgoingMessage } from "@eid-gateway/signing";

/** The nine fields of the vendor's events service; what it is about stands in `eventData`. */
export interface WebhookEvent {
  readonly id: string; // the same however often it is sent
  readonly timestamp: string;
  readonly sender: string;
  readonly eventName: string; // "task.completed"
  readonly eventData: Readonly<Record<string, string>>;
  readonly accountId: string;
  readonly organizationId: string;
  readonly expiresAt: string; // nothing is sent again after that
  readonly tags: readonly string[];
}

const RETRIED_FOR_MS = 24 * 60 * 60_000;

export function eventOf({ id, service, orderId, taskId, state }: OutgoingMessage, now: Date): WebhookEvent {
  return {
    id,
    timestamp: now.toISOString(),
    sender: "signature-api",
    eventName: `${taskId === undefined ? "order" : "task"}.${state}`,
    eventData: { requestId: orderId, ...(taskId !== undefined && { taskId }), state },
    accountId: service,
    organizationId: service,
    expiresAt: new Date(now.getTime() + RETRIED_FOR_MS).toISOString(),
    tags: [],
  };
}
