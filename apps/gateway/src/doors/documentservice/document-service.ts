/** The sixteen operations of DocumentService v3, under the names their clients were generated from. */
import { boolean, int, integer, string } from "../soap/schema/simple-types.js";
import { any, type ComplexType, complex, type Elements, one, optional, some } from "../soap/schema/types.js";
import type { Message, WebService } from "../soap/web-service.js";
import {
  documentData,
  event,
  notification,
  packagingTaskStatusInfo,
  request,
  task,
  taskFilter,
  taskFilterField,
  taskInfo,
  taskStatusInfo,
  userSession,
} from "./schema.js";

const NIL = { nillable: true };
const requestId = { "request-id": one(string) };
const requestIds = { "request-id": some(string) };
const taskId = { ...requestId, "task-id": one(string) };
const artifact = { artifact: optional(string) };

/** @param part "request" and "response" where the original does not repeat the element's name */
function message<E extends Elements>(element: string, elements: E, part = element) {
  return { element, part, type: complex("", elements) };
}
function asks<E extends Elements>(element: string, elements: E, part = element) {
  return message(element, { service: one(string), password: one(string), ...elements }, part);
}
/** The four whose answer is an empty Body. */
function saysNothing<T extends ComplexType>(input: Message<T>) {
  return { input, output: undefined };
}

const operations = {
  createRequest: {
    input: asks("create-request-request", { request: some(request) }),
    output: message("create-request-response", { ...requestIds, ...artifact }),
  },
  getRequest: {
    input: asks("get-request-request", requestId),
    output: message("get-request-response", { request: optional(request) }),
  },
  deleteRequest: {
    input: asks("delete-request-request", requestIds),
    output: message("delete-request-response", { deleted: one(int) }),
  },
  createArtifact: {
    input: asks("create-artifact-request", taskId, "request"),
    output: message("create-artifact-response", { artifact: one(string) }, "response"),
  },
  createUserSession: {
    input: asks("create-usersession-request", { "user-session": one(userSession) }),
    output: message("create-usersession-response", { "user-session-id": one(string), ...artifact }),
  },
  addTask: {
    input: asks("add-task-request", { ...requestId, task: one(task) }, "request"),
    output: message("add-task-response", artifact, "response"),
  },
  disableTask: saysNothing(asks("disable-task-request", taskId, "request")),
  getTask: {
    input: asks("get-task-request", taskId),
    output: message("get-task-response", { task: optional(task) }),
  },
  findTasks: {
    input: asks("find-tasks-request", {
      filter: one(taskFilter),
      "from-index": one(integer, { default: "0" }),
      "to-index": one(integer, { default: "100" }),
      "sort-field": optional(taskFilterField),
      ascending: optional(boolean),
    }),
    output: message("find-tasks-response", { task: any(taskInfo, NIL) }),
  },
  getTaskCount: {
    input: asks("get-task-count-request", { filter: one(taskFilter) }, "request"),
    output: message("get-task-count-response", { count: one(integer) }, "response"),
  },
  getStatus: {
    input: asks("get-status-request", requestIds, "request"),
    output: message("get-status-response", { "task-status-info": some(taskStatusInfo) }, "response"),
  },
  setClientStatus: saysNothing(
    asks("set-client-status-request", { ...taskId, "client-status": one(string) }, "request"),
  ),
  getRequestHistory: {
    input: asks("get-request-history-request", taskId, "request"),
    output: message("get-request-history-response", { event: any(event, NIL) }, "response"),
  },
  addNotification: saysNothing(
    asks(
      "add-notification-request",
      { ...requestId, "task-id": optional(string), notification: one(notification) },
      "request",
    ),
  ),
  disableNotification: saysNothing(
    asks(
      "disable-notification-request",
      { ...requestId, "task-id": optional(string), "notification-id": some(string) },
      "request",
    ),
  ),
  getPackagingTaskStatus: {
    input: asks("get-packaging-task-status-request", requestIds, "request"),
    output: message(
      "get-packaging-task-status-response",
      { "packaging-task-status-info": some(packagingTaskStatusInfo) },
      "response",
    ),
  },
};
export type DocumentOperations = typeof operations;

export const DOCUMENT_SERVICE: WebService<DocumentOperations> = {
  path: "/ws/documentservice-v3",
  namespace: "https://id.signicat.com/definitions/wsdl/Document-v3",
  name: "DocumentService",
  portType: "DocumentEndPoint",
  binding: "DocumentServiceSoapBinding",
  port: "DocumentServiceEndPointPort",
  operations,
  unreferenced: [documentData],
};
