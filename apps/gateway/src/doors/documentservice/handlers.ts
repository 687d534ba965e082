/** What each of the sixteen operations asks of the domain. */
import type { Signing, TaskFilter, UserSessionRequest } from "@eid-gateway/signing";
import type { SigningCustomer } from "../callers/callers.js";
import { omitAbsent } from "../omit-absent.js";
import type { FileAddresses } from "../sds/file-addresses.js";
import type { Handlers } from "../soap/web-service.js";
import type { DocumentOperations } from "./document-service.js";
import { fromOrder, fromTask } from "./from-order.js";
import { fromEvents, fromPackagingState, fromTaskInfo, fromTaskState } from "./from-state.js";
import { revisionOf } from "./revision.js";
import { toNotification } from "./to-notification.js";
import { toOrder, toTask } from "./to-order.js";
import type { WireFilter, WireUserSession } from "./wire.js";

export interface DocumentServiceParts {
  readonly signing: Pick<Signing, "orders" | "sessions">;
  readonly customers: ReadonlyMap<string, SigningCustomer>;
  readonly addresses: FileAddresses;
}

export function documentHandlers({
  signing,
  customers,
  addresses,
}: DocumentServiceParts): Handlers<DocumentOperations> {
  const { orders, sessions } = signing;
  const revision = (service: string) => revisionOf(customers.get(service)!.signing);
  return {
    async createRequest({ request }, service) {
      const created = await orders.create(service, request.map(toOrder));
      const artifact = created.find((order) => order.artifact !== undefined)?.artifact; // the schema has room for one
      return omitAbsent({ "request-id": created.map(({ id }) => id), artifact });
    },
    async getRequest({ "request-id": id }, service) {
      const order = await orders.find(service, id);
      return omitAbsent({ request: order && fromOrder(order, revision(service)) });
    },
    async deleteRequest({ "request-id": ids }, service) {
      return { deleted: await orders.delete(service, ids) };
    },
    async createArtifact({ "request-id": id, "task-id": taskId }, service) {
      return { artifact: await orders.createArtifact(service, id, taskId) };
    },
    async createUserSession({ "user-session": session }, service) {
      const { id, artifact } = await sessions.create(service, toSession(session));
      return omitAbsent({ "user-session-id": id, artifact });
    },
    async addTask({ "request-id": id, task }, service) {
      const { artifact } = await orders.addTask(service, id, toTask(task));
      return omitAbsent({ artifact });
    },
    async disableTask({ "request-id": id, "task-id": taskId }, service) {
      await orders.disableTask(service, id, taskId);
      return undefined;
    },
    async getTask({ "request-id": id, "task-id": taskId }, service) {
      const task = await orders.findTask(service, id, taskId);
      return omitAbsent({ task: task && fromTask(task, revision(service)) });
    },
    async findTasks({ filter, "from-index": from, "to-index": to, "sort-field": sortField, ascending }, service) {
      const found = await orders.search(
        service,
        omitAbsent({ filter: toFilter(filter), from, to, sortField, ascending }),
      );
      return { task: found.map((info) => fromTaskInfo(info, revision(service))) };
    },
    async getTaskCount({ filter }, service) {
      return { count: await orders.count(service, toFilter(filter)) };
    },
    async getStatus({ "request-id": ids }, service) {
      const states = await orders.states(service, ids);
      return { "task-status-info": states.map((state) => fromTaskState(service, state, revision(service), addresses)) };
    },
    async setClientStatus({ "request-id": id, "task-id": taskId, "client-status": status }, service) {
      await orders.setClientStatus(service, id, taskId, status);
      return undefined;
    },
    async getRequestHistory({ "request-id": id, "task-id": taskId }, service) {
      return { event: fromEvents(await orders.history(service, id, taskId), revision(service)) };
    },
    async addNotification({ "request-id": id, "task-id": taskId, notification }, service) {
      await orders.addNotification(service, id, taskId, toNotification(notification));
      return undefined;
    },
    async disableNotification({ "request-id": id, "task-id": taskId, "notification-id": ids }, service) {
      await orders.disableNotifications(service, id, taskId, ids);
      return undefined;
    },
    async getPackagingTaskStatus({ "request-id": ids }, service) {
      const states = await orders.packagingStates(service, ids);
      return { "packaging-task-status-info": states.map((state) => fromPackagingState(service, state, addresses)) };
    },
  };
}

function toSession(wire: WireUserSession): UserSessionRequest {
  return omitAbsent({
    language: wire.language,
    onSessionPostpone: wire["on-session-postpone"],
    onSessionComplete: wire["on-session-complete"],
    onSessionCancel: wire["on-session-cancel"],
    tasks: wire["session-task"].map((each) =>
      omitAbsent({
        orderId: each["request-id"],
        taskId: each["task-id"],
        order: each.order,
        description: each.description,
      }),
    ),
  });
}

/** What .NET leaves out, because it is the default, is the default. */
function toFilter(wire: WireFilter): TaskFilter {
  return omitAbsent({
    criteria: wire.criteria.map(({ field, value, operator = "equals", "case-sensitive": caseSensitive = true }) => {
      return { field, value, operator, caseSensitive };
    }),
    from: wire["from-date"],
    to: wire["to-date"],
  });
}
