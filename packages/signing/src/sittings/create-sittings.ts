import { consumeArtifact } from "../artifacts.js";
import { sourceKey, usesOf } from "../documents/uses.js";
import type { SigningPorts } from "../ports.js";
import type { Sittings } from "../signing.js";
import { insertEvents } from "../tables/event-rows.js";
import { readFile } from "../tables/file-rows.js";
import { taskKey } from "../tables/keys.js";
import { readOrder, unknownOrder } from "../tables/order-rows.js";
import { unknownTask } from "../tables/task-rows.js";
import { completeTask } from "./complete-task.js";
import { rejectTask, withholdResult } from "./end-otherwise.js";
import { lookAtTask } from "./look.js";
import { readStanding } from "./standing.js";
import { uploadDocument } from "./upload-document.js";

export function createSittings(ports: SigningPorts): Sittings {
  const { workbench } = ports.storage;
  return {
    look: (service, orderId, taskId) => lookAtTask(ports, { service, orderId, taskId }),
    consumeArtifact: (service, target, artifact) => consumeArtifact(ports, service, target, artifact),
    async read(service, orderId, taskId, documentId) {
      const name = { service, orderId, taskId };
      const standing = await readStanding(workbench, name);
      if (standing?.task.status !== "created" || standing.waitsFor.length > 0) return undefined;
      const use = usesOf(standing.kept.order, standing.request).find(({ document }) => document.id === documentId);
      return use && readFile(workbench, sourceKey(workbench, name, use));
    },
    async record(service, orderId, taskId, event) {
      const name = { service, orderId, taskId };
      const kept = await readOrder(workbench, name);
      if (!kept || kept.deleted) throw unknownOrder();
      if (!kept.order.tasks.some(({ id }) => id === taskId)) throw unknownTask();
      await workbench.transaction((parts) => insertEvents(parts, kept, [{ ...event, task: taskKey(parts, name) }]));
    },
    upload: (service, orderId, taskId, documentId, file) =>
      uploadDocument(ports, { service, orderId, taskId }, documentId, file),
    complete: (service, orderId, taskId, outcome) => completeTask(ports, { service, orderId, taskId }, outcome),
    reject: (service, orderId, taskId, reason) => rejectTask(ports, { service, orderId, taskId }, reason),
    withhold: (service, orderId, taskId, withheld) => withholdResult(ports, { service, orderId, taskId }, withheld),
  };
}
