/** An order as it was made, in the words of the message. A service that knows the schema of 2017 is sent nothing that came later. */
import type { Order, PackagingTaskRequest, Subject, TaskRequest } from "@eid-gateway/signing";
import { omitAbsent } from "../omit-absent.js";
import { fromDocument, fromDocumentAction } from "./from-document.js";
import { fromNotification } from "./from-notification.js";
import type { Revision } from "./revision.js";
import type { WirePackagingTask, WireRequest, WireSubject, WireTask } from "./wire.js";

export function fromOrder(order: Order, revision: Revision): WireRequest {
  const { sender } = order;
  return omitAbsent({
    profile: order.profile,
    language: order.language,
    subject: order.subjects.map(fromSubject),
    document: order.documents.map(fromDocument),
    task: order.tasks.map((task) => fromTask(task, revision)),
    "client-reference": order.clientReference,
    sender:
      sender &&
      omitAbsent({ "unique-id": sender.uniqueId, "first-name": sender.firstName, "last-name": sender.lastName }),
    notification: order.notifications.map((each) => fromNotification(each, revision)),
    "days-until-deletion": order.daysUntilDeletion,
    "sdo-format": order.sdoFormat,
    account: order.account,
    "packaging-task": order.packagingTasks.map((each) => fromPackagingTask(each, revision)),
  });
}

export function fromTask(task: TaskRequest, revision: Revision): WireTask {
  const { authentication } = task;
  return omitAbsent({
    id: task.id,
    bundle: task.bundle,
    "subject-ref": task.subjectRef,
    subject: task.subject && fromSubject(task.subject),
    "days-to-live": task.daysToLive,
    dialog: task.dialog,
    "document-action": task.documentActions.map(fromDocumentAction),
    notification: task.notifications.map((each) => fromNotification(each, revision)),
    authentication:
      authentication &&
      omitAbsent({ dialog: authentication.dialog, method: authentication.methods, artifact: authentication.artifact }),
    "on-task-postpone": task.onTaskPostpone,
    "on-task-complete": task.onTaskComplete,
    "on-task-cancel": task.onTaskCancel,
    "depends-on-task": task.dependsOnTasks,
    profile: task.profile,
    language: task.language,
    configuration: task.configuration,
    "sign-text": revision.has2018 ? task.signText : undefined,
    signature: task.signatures.map((each) => omitAbsent({ ...fromSignature(each), responsive: each.responsive })),
    "authentication-based-signature": task.authenticationBasedSignatures.map(fromSignature),
  });
}

function fromSignature(each: TaskRequest["authenticationBasedSignatures"][number]) {
  return omitAbsent({
    dialog: each.dialog,
    method: each.methods.map(({ name, handwritten }) => omitAbsent({ text: name, handwritten })),
    "if-authentication": each.ifAuthentication,
  });
}

function fromSubject(subject: Subject): WireSubject {
  return omitAbsent({
    id: subject.id,
    "national-id": subject.nationalId?.reveal(), // to the server that ordered with it
    "first-name": subject.firstName,
    "last-name": subject.lastName,
    mobile: subject.mobile,
    email: subject.email,
    username: subject.username,
    attribute: subject.attributes,
  });
}

function fromPackagingTask(packaging: PackagingTaskRequest, revision: Revision): WirePackagingTask {
  return omitAbsent({
    "packaging-task-id": packaging.id,
    method: packaging.method,
    "send-to-archive": packaging.sendToArchive,
    "packaging-notification": packaging.notifications.map((each) => fromNotification(each, revision)),
    "packaging-task-document": packaging.documents.map((each) =>
      omitAbsent({ "task-id": each.taskId, "document-id": each.documentId }),
    ),
  });
}
