/** The messages' parts as TypeScript sees them. */
import type { ValueOf } from "../soap/schema/types.js";
import type * as schema from "./schema.js";

export type WireRequest = ValueOf<typeof schema.request>;
export type WireTask = ValueOf<typeof schema.task>;
export type WireSubject = ValueOf<typeof schema.subject>;
export type WireDocument = ValueOf<typeof schema.document>;
export type WireDocumentAction = ValueOf<typeof schema.documentAction>;
export type WireNotification = ValueOf<typeof schema.notification>;
export type WireFilter = ValueOf<typeof schema.taskFilter>;
export type WireUserSession = ValueOf<typeof schema.userSession>;
export type WirePackagingTask = WireRequest["packaging-task"][number];
export type WireTaskInfo = ValueOf<typeof schema.taskInfo>;
export type WireTaskState = ValueOf<typeof schema.taskStatusInfo>;
export type WirePackagingState = ValueOf<typeof schema.packagingTaskStatusInfo>;
export type WireEvent = ValueOf<typeof schema.event>;
