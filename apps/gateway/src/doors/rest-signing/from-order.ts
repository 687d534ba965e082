/** An order as it is told in JSON, with the address at which each task is done. */
import {
  type DocumentAction,
  type DocumentSource,
  formatOf,
  type Notification,
  type Order,
  type Subject,
  type TaskRequest,
} from "@eid-gateway/signing";
import { omitAbsent } from "../omit-absent.js";
import type { ToldDocument, ToldOrder, ToldTask } from "./schemas.js";
import { NATIONAL_ID, SUBJECT_ATTRIBUTES } from "./subject-attributes.js";

export type TaskUrl = (service: string, orderId: string, taskId: string) => string;

export function fromOrder(order: Order, taskUrl: TaskUrl, artifact?: string): ToldOrder {
  return omitAbsent({
    id: order.id,
    artifact,
    clientReference: order.clientReference,
    tasks: order.tasks.map((task) => fromTask(task, order, taskUrl(order.service, order.id, task.id))),
    notifications: order.notifications.map(fromNotification),
    daysUntilDeletion: order.daysUntilDeletion,
    sdoFormat: order.sdoFormat === undefined ? undefined : FORMATS[formatOf(order, "native", "sign")],
    packagingTasks: order.packagingTasks.map(({ id, sendToArchive, notifications, documents }) =>
      omitAbsent({
        id,
        method: "PADES" as const,
        sendToArchive,
        notifications: notifications.map(fromNotification),
        documents: groupByTask(documents),
      }),
    ),
  });
}

const FORMATS = { native: "NATIVE", "ltv-sdo": "LTV_SDO" } as const;

function fromTask(task: TaskRequest, order: Order, signingUrl: string): ToldTask {
  const subject = task.subject ?? order.subjects.find(({ id }) => id !== undefined && id === task.subjectRef);
  const { authentication } = task;
  return omitAbsent({
    id: task.id,
    signingUrl,
    profile: task.profile ?? order.profile,
    language: task.language ?? order.language,
    daysToLive: task.daysToLive,
    configuration: task.configuration,
    documents: task.documentActions.map((action) => fromAction(action, order)),
    signatureMethods: [
      ...task.signatures.flatMap(({ methods }) => methods.map((each) => ({ ...each, type: "THIRD_PARTY" as const }))),
      ...task.authenticationBasedSignatures.flatMap(({ methods }) =>
        methods.map((each) => ({ ...each, type: "AUTHENTICATION_BASED" as const })),
      ),
    ],
    authentication: authentication && { ...authentication, methods: [...authentication.methods] },
    onTaskPostpone: task.onTaskPostpone,
    onTaskComplete: task.onTaskComplete,
    onTaskReject: task.onTaskCancel,
    dialog: task.dialog,
    notifications: task.notifications.map(fromNotification),
    signText: task.signText,
    subject: subject && fromSubject(subject),
    dependsOnTasks: [...task.dependsOnTasks],
  });
}

function fromAction(action: DocumentAction, order: Order): ToldDocument {
  const document = action.document ?? order.documents.find(({ id }) => id === action.documentRef);
  const { form } = document ?? {};
  return omitAbsent({
    id: document?.id ?? action.documentRef,
    action: ACTIONS[action.type],
    ...sourceOf(document),
    optional: action.optional,
    externalReference: document?.externalReference,
    signTextEntry: document?.signTextEntry,
    sendResultToArchive: action.sendResultToArchive,
    dialog: action.dialog,
    form: form && { id: form.id, inputParams: [...form.parameters] },
  });
}
const ACTIONS = { sign: "SIGN", view: "VIEW", upload: "UPLOAD" } as const;

function sourceOf(document: DocumentSource | undefined): Pick<ToldDocument, "source" | "documentRef" | "description"> {
  switch (document?.kind) {
    case "session":
      return { source: "SESSION", documentRef: document.sessionId, description: document.description };
    case "upload":
      return { source: "UPLOAD", description: document.description };
    case "provided":
      return { source: "PROVIDED", description: document.description };
    case "archive":
      return { source: "ARCHIVE", documentRef: document.archiveId };
    case "result":
      return { source: "RESULT", documentRef: document.documentId };
    case "packaging-result":
      return { source: "PACKAGING_RESULT", documentRef: document.packagingTaskId };
    default:
      return { source: "UNKNOWN" };
  }
}

function fromSubject(subject: Subject): NonNullable<ToldTask["subject"]> {
  const known = Object.entries(SUBJECT_ATTRIBUTES).map(([name, member]) => ({ name, value: subject[member] ?? "" }));
  const nationalId = { name: NATIONAL_ID, value: subject.nationalId?.reveal() ?? "" }; // to the server that ordered with it
  const own = subject.attributes.map(({ name = "", value = "" }) => ({ name, value }));
  const attributes = [nationalId, ...known, ...own].filter(({ name, value }) => name !== "" && value !== "");
  return omitAbsent({ id: subject.id, attributes });
}

function fromNotification({
  schedules,
  ...same
}: Notification): ToldOrder["notifications"] extends (infer N)[] | undefined ? N : never {
  return {
    ...same,
    schedule: schedules.map(({ stateIs, waitUntil, wait, ...when }) =>
      omitAbsent({
        ...when,
        stateIs: stateIs.toUpperCase() as Uppercase<typeof stateIs>,
        waitUntil: waitUntil?.toISOString(),
        delay: wait,
      }),
    ),
  };
}

type PackagedDocument = Order["packagingTasks"][number]["documents"][number];

/** Documents of one task that stand beside each other are told together. */
function groupByTask(documents: readonly PackagedDocument[]) {
  const groups: { taskId?: string | undefined; documentIds: string[] }[] = [];
  for (const { taskId, documentId } of documents) {
    const last = groups.at(-1);
    if (last && last.taskId === taskId) last.documentIds.push(documentId);
    else groups.push(omitAbsent({ taskId, documentIds: [documentId] }));
  }
  return groups;
}
