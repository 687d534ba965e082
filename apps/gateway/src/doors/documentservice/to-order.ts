/** An order as the message has it, in the domain's words. */
import { NationalId } from "@eid-gateway/core";
import type { OrderRequest, PackagingTaskRequest, Subject, TaskRequest } from "@eid-gateway/signing";
import { omitAbsent } from "../omit-absent.js";
import { toDocument, toDocumentAction } from "./to-document.js";
import { toNotification } from "./to-notification.js";
import type { WirePackagingTask, WireRequest, WireSubject, WireTask } from "./wire.js";

export function toOrder(wire: WireRequest): OrderRequest {
  const { sender } = wire;
  return omitAbsent({
    profile: wire.profile,
    language: wire.language,
    subjects: wire.subject.map(toSubject),
    documents: wire.document.map(toDocument),
    tasks: wire.task.map(toTask),
    clientReference: wire["client-reference"],
    sender:
      sender &&
      omitAbsent({ uniqueId: sender["unique-id"], firstName: sender["first-name"], lastName: sender["last-name"] }),
    notifications: wire.notification.map(toNotification),
    daysUntilDeletion: wire["days-until-deletion"],
    sdoFormat: wire["sdo-format"],
    account: wire.account,
    packagingTasks: wire["packaging-task"].map(toPackagingTask),
  });
}

export function toTask(wire: WireTask): TaskRequest {
  const { authentication } = wire;
  return omitAbsent({
    id: wire.id,
    bundle: wire.bundle,
    subjectRef: wire["subject-ref"],
    subject: wire.subject && toSubject(wire.subject),
    daysToLive: wire["days-to-live"],
    dialog: wire.dialog,
    documentActions: wire["document-action"].map(toDocumentAction),
    notifications: wire.notification.map(toNotification),
    authentication:
      authentication &&
      omitAbsent({ dialog: authentication.dialog, methods: authentication.method, artifact: authentication.artifact }),
    onTaskPostpone: wire["on-task-postpone"],
    onTaskComplete: wire["on-task-complete"],
    onTaskCancel: wire["on-task-cancel"],
    dependsOnTasks: wire["depends-on-task"],
    profile: wire.profile,
    language: wire.language,
    configuration: wire.configuration,
    signText: wire["sign-text"],
    signatures: wire.signature.map((each) => omitAbsent({ ...toSignature(each), responsive: each.responsive })),
    authenticationBasedSignatures: wire["authentication-based-signature"].map(toSignature),
  });
}

function toSignature(wire: WireTask["authentication-based-signature"][number]) {
  return omitAbsent({
    dialog: wire.dialog,
    methods: wire.method.map(({ text, handwritten }) => omitAbsent({ name: text, handwritten })),
    ifAuthentication: wire["if-authentication"],
  });
}

/** The number is Danish: the domain says so when it does not look like one. */
function toSubject(wire: WireSubject): Subject {
  const number = wire["national-id"];
  return omitAbsent({
    id: wire.id,
    nationalId: number === undefined ? undefined : new NationalId("DK", number),
    firstName: wire["first-name"],
    lastName: wire["last-name"],
    mobile: wire.mobile,
    email: wire.email,
    username: wire.username,
    attributes: wire.attribute,
  });
}

function toPackagingTask(wire: WirePackagingTask): PackagingTaskRequest {
  return omitAbsent({
    id: wire["packaging-task-id"],
    method: wire.method,
    sendToArchive: wire["send-to-archive"],
    notifications: wire["packaging-notification"].map(toNotification),
    documents: wire["packaging-task-document"].map((each) =>
      omitAbsent({ taskId: each["task-id"], documentId: each["document-id"] }),
    ),
  });
}
