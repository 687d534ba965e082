import { makeArtifact } from "../artifacts.js";
import type { SigningPorts } from "../ports.js";
import type { Orders } from "../signing.js";
import { SigningError } from "../signing-error.js";
import { readStanding } from "../sittings/standing.js";
import { openOnly } from "../sittings/upload-document.js";
import { readEvents } from "../tables/event-rows.js";
import { readFile } from "../tables/file-rows.js";
import { fileKey, orderKey } from "../tables/keys.js";
import { unknownOrder } from "../tables/order-rows.js";
import { readTasks, taskIn, unknownTask } from "../tables/task-rows.js";
import { addTask } from "./add-task.js";
import { addNotification, disableNotifications } from "./change-notifications.js";
import { disableTask, setClientStatus } from "./change-task.js";
import { createOrders } from "./create-orders.js";
import { deleteOrders } from "./delete-orders.js";
import { findOrder, findOriginal } from "./find-order.js";
import { readPackagingStates, readStates } from "./read-states.js";
import { countTasks, searchTasks } from "./search-tasks.js";

/** What customers' servers do, one line each. */
export function createOrderDesk(ports: SigningPorts): Orders {
  const { workbench } = ports.storage;
  const find: Orders["find"] = (service, orderId) => findOrder(workbench, { service, orderId });
  return {
    create: (service, orders) => createOrders(ports, service, orders),
    find,
    delete: (service, orderIds) => deleteOrders(ports, service, orderIds),
    addTask: (service, orderId, task) => addTask(ports, { service, orderId }, task),
    disableTask: (service, orderId, taskId) => disableTask(ports, { service, orderId, taskId }),
    findTask: async (service, orderId, taskId) => (await find(service, orderId))?.tasks.find(({ id }) => id === taskId),
    search: (service, query) => searchTasks(workbench, service, query),
    count: (service, filter) => countTasks(workbench, service, filter),
    states: (service, orderIds) => readStates(workbench, service, orderIds),
    packagingStates: (service, orderIds) => readPackagingStates(workbench, service, orderIds),
    setClientStatus: (service, orderId, taskId, status) => setClientStatus(ports, { service, orderId, taskId }, status),
    async history(service, orderId, taskId) {
      const order = orderKey(workbench, { service, orderId });
      const tasks = await readTasks(workbench, [order]);
      if (tasks.length === 0) throw unknownOrder();
      return readEvents(workbench, order, taskIn(tasks, taskId).key);
    },
    addNotification: (service, orderId, taskId, added) => addNotification(ports, { service, orderId }, taskId, added),
    disableNotifications: (service, orderId, taskId, ids) =>
      disableNotifications(ports, { service, orderId }, taskId, ids),
    async createArtifact(service, orderId, taskId) {
      const standing = await readStanding(workbench, { service, orderId, taskId });
      if (!standing) throw unknownTask();
      if (standing.kept.deleted) throw new SigningError("order-deleted", "the order has been deleted");
      if (standing.task.status !== "created") openOnly(standing);
      return makeArtifact(ports, service, { orderId, taskId });
    },
    original: (service, orderId, taskId, documentId) =>
      findOriginal(workbench, { service, orderId, taskId }, documentId),
    result: (service, orderId, taskId, documentId) =>
      readFile(workbench, fileKey(workbench, "result", service, orderId, taskId, documentId)),
    packagingResult: (service, orderId, packagingTaskId) =>
      readFile(workbench, fileKey(workbench, "package", service, orderId, packagingTaskId)),
  };
}
