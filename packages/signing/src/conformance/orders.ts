/** Orders as customers make them, for cases to change. */
import type { DocumentAction } from "../model/document.js";
import type { Notification } from "../model/notification.js";
import type { OrderRequest, TaskRequest } from "../model/order.js";
import type { TaskOutcome } from "../signing.js";
import { type Node, textFile } from "./bench.js";

export const SERVICE = "demo";
export const SIGN: DocumentAction = { type: "sign", documentRef: "doc" };

export function aTask(changes: Partial<TaskRequest> = {}): TaskRequest {
  return {
    id: "task",
    bundle: false,
    documentActions: [SIGN],
    notifications: [],
    dependsOnTasks: [],
    signatures: [{ methods: [{ name: "nemid-sign" }], responsive: true }],
    authenticationBasedSignatures: [],
    ...changes,
  };
}

export function anOrder(changes: Partial<OrderRequest> = {}): OrderRequest {
  return {
    subjects: [],
    documents: [
      {
        kind: "provided",
        id: "doc",
        description: "A letter",
        mediaType: "text/plain",
        data: Buffer.from("Dear reader"),
      },
    ],
    tasks: [aTask()],
    notifications: [],
    packagingTasks: [],
    ...changes,
  };
}

export function aNotification(changes: Partial<Notification> = {}): Notification {
  return {
    id: "told",
    type: "URL",
    recipient: "https://customer.example.dk/told",
    message: "filler",
    schedules: [],
    ...changes,
  };
}

export async function makeOrder(node: Node, changes: Partial<OrderRequest> = {}, service = SERVICE): Promise<string> {
  const [created] = await node.orders.create(service, [anOrder(changes)]);
  return created!.id;
}

/** As if the person had signed these. */
export function anOutcome(...documentIds: readonly string[]): TaskOutcome {
  const results = documentIds.map((documentId) => ({
    documentId,
    file: textFile(`native ${documentId}`, "application/xml"),
    evidence: textFile(`ltv-sdo ${documentId}`, "application/x-ltv-sdo"),
    signer: { subject: "PID:9208-2002-2-000000000001", name: "Anders Andersen" },
    method: "nemid-sign",
  }));
  const events = documentIds.map((data) => ({ event: "document-signed", data, ip: "192.0.2.7" }) as const);
  return { results, events };
}

export function complete(node: Node, orderId: string, taskId = "task", ...documentIds: readonly string[]) {
  return node.sittings.complete(
    SERVICE,
    orderId,
    taskId,
    anOutcome(...(documentIds.length > 0 ? documentIds : ["doc"])),
  );
}

export async function statusOf(node: Node, orderId: string, taskId = "task") {
  const states = await node.orders.states(SERVICE, [orderId]);
  return states.find((state) => state.taskId === taskId)?.status;
}

/** A schedule for one state. */
export const when = (
  stateIs: "created" | "started" | "completed" | "rejected" | "expired" | "deleted",
  more: object = {},
) => [{ stateIs, ...more }];

/** What the history of its task says, each with what it tells of it. */
export const eventsOf = async (node: Node, id: string) =>
  (await node.orders.history(SERVICE, id, "task")).map(({ event, data }) => (data ? `${event} ${data}` : event));

export const LETTER = {
  kind: "provided",
  description: "L",
  mediaType: "text/plain",
  data: Buffer.from("hello"),
} as const;
