import { consumeArtifact } from "../artifacts.js";
import { sourceKey, usesOf } from "../documents/uses.js";
import type { SigningPorts } from "../ports.js";
import type { Sittings } from "../signing.js";
import { readFile } from "../tables/file-rows.js";
import { completeTask } from "./complete-task.js";
import { rejectTask, withholdResult } from "./end-otherwise.js";
import { lookAtTask } from "./look.js";
import { recordEvent } from "./record-event.js";
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
    record: (service, orderId, taskId, event) => recordEvent(ports, { service, orderId, taskId }, event),
    upload: (service, orderId, taskId, documentId, file) =>
      uploadDocument(ports, { service, orderId, taskId }, documentId, file),
    complete: (service, orderId, taskId, outcome) => completeTask(ports, { service, orderId, taskId }, outcome),
    reject: (service, orderId, taskId, reason) => rejectTask(ports, { service, orderId, taskId }, reason),
    withhold: (service, orderId, taskId, withheld) => withholdResult(ports, { service, orderId, taskId }, withheld),
  };
}
