/**
 * The REST face's messages. Each is read by what stands here, and the OpenAPI document is printed from it. They are shaped like the
 * vendor's Sign API v1, which is the model of DocumentService with documents and what is done with them in one.
 */
import { z } from "zod";
import { CONFIGURATION, HANDWRITTEN, sayUnknownWord } from "./not-supported.js";
import { PROBLEM_CODES } from "./problem-codes.js";

/** What has a name of its own in the OpenAPI document. */
export const named = z.registry<{ readonly id: string; readonly description?: string }>();

/** As long as the longest message of a notification. Order, pages and evidence have it: what XML cannot hold could not be sealed. */
const text = z
  .string()
  .min(1)
  .max(10_000)
  .refine((value) => !UNWRITABLE.test(value), "has a character that XML cannot hold, or half of one");
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u; // XML 1.0 section 2.2
const id = text.max(255);
const TASK_STATES = ["CREATED", "COMPLETED", "REJECTED", "EXPIRED", "DELETED", "FAILED"] as const;
const TRIGGERS = [...TASK_STATES, "STARTED"] as const;

const dialog = z.strictObject({ title: text.optional(), message: text.optional() }).register(named, { id: "Dialog" });

const schedule = z
  .strictObject({
    stateIs: z
      .enum(TRIGGERS, { error: sayUnknownWord })
      .describe("STARTED: once, when the signer first sees the documents; of a task's own notifications alone"),
    waitUntil: z.iso.datetime({ offset: true }).optional(),
    delay: z
      .strictObject({
        days: z.int().min(0).optional(),
        hours: z.int().min(0).optional(),
        minutes: z.int().min(0).optional(),
      })
      .optional(),
    daysOfWeek: text.optional().describe("MON,TUE"),
    timeOfDay: text.optional().describe("HH:mm"),
    timezone: text.optional().describe("A name of the IANA database"),
  })
  .register(named, { id: "Schedule" });

const notification = z
  .strictObject({
    id,
    type: z.enum(["SMS", "EMAIL", "URL"]),
    recipient: text,
    sender: text.optional(),
    header: text.optional().describe("The subject of an e-mail"),
    message: text.describe(`\`\${taskUrl}\` is replaced by the address of the signing page`),
    schedule: z.array(schedule).default([]),
  })
  .register(named, { id: "Notification" });

const document = z
  .strictObject({
    id: id.optional(),
    description: text,
    action: z.enum(["SIGN", "VIEW", "UPLOAD"]),
    source: z.enum(["SESSION", "UPLOAD"]).describe("SESSION: it was uploaded; UPLOAD: the signer supplies it"),
    documentRef: text.optional().describe("With SESSION: the id that the upload was answered with"),
    optional: z.boolean().optional(),
    externalReference: text.optional(),
    signTextEntry: text.optional(),
    sendResultToArchive: z.boolean().optional(),
    dialog: dialog.optional(),
  })
  .refine(({ source, documentRef }) => (source === "SESSION") === (documentRef !== undefined), {
    path: ["documentRef"],
    message: "is needed with the source SESSION, and with no other",
  })
  .register(named, { id: "Document" });

const signatureMethod = z
  .strictObject({
    name: text,
    type: z
      .enum(["THIRD_PARTY", "AUTHENTICATION_BASED"], { error: sayUnknownWord })
      .describe("THIRD_PARTY: the eID signs the document; AUTHENTICATION_BASED: a log-in, sealed by the gateway"),
    handwritten: z
      .boolean()
      .refine((isDrawn) => !isDrawn, HANDWRITTEN)
      .optional(),
  })
  .register(named, { id: "SignatureMethod" });

const subject = z
  .strictObject({
    id: id.optional(),
    attributes: z
      .array(
        z.strictObject({
          name: text.describe("national-id, first-name, last-name, mobile, email, username, or any of your own"),
          value: text,
          methods: z.array(text).optional().describe("As far as it is given: all methods of the task"),
        }),
      )
      .default([]),
  })
  .register(named, { id: "Subject" });

const authentication = z
  .strictObject({ methods: z.array(text).min(1), artifact: z.boolean().optional(), dialog: dialog.optional() })
  .register(named, { id: "Authentication" });

const task = z
  .strictObject({
    id,
    profile: text.optional(),
    language: text.optional(),
    daysToLive: z.int().min(1).optional(),
    configuration: z.literal("default", { error: CONFIGURATION }).optional(),
    documents: z.array(document).min(1),
    signatureMethods: z.array(signatureMethod).default([]),
    authentication: authentication.optional(),
    onTaskPostpone: text.optional(),
    onTaskComplete: text.optional(),
    onTaskReject: text.optional(),
    dialog: dialog.optional(),
    notifications: z.array(notification).default([]),
    signText: text.optional(),
    subject: subject.optional(),
    dependsOnTasks: z.array(text).default([]),
  })
  .register(named, { id: "Task" });

const packagingTask = z
  .strictObject({
    id,
    method: z.enum(["PADES"]),
    sendToArchive: z.boolean().optional(),
    notifications: z.array(notification).default([]),
    documents: z.array(z.strictObject({ taskId: text.optional(), documentIds: z.array(text).min(1) })).min(1),
  })
  .register(named, { id: "PackagingTask" });

const orderFields = {
  clientReference: text.max(255).optional(),
  notifications: z.array(notification).default([]),
  daysUntilDeletion: z.int().min(1).max(30).optional(),
  sdoFormat: z
    .enum(["NATIVE", "LTV_SDO"])
    .optional()
    .describe(
      "What a result is: the eID's own signature, or that under the gateway's seal. Else as the service has it",
    ),
  packagingTasks: z.array(packagingTask).default([]),
};
export const order = z
  .strictObject({ ...orderFields, tasks: z.array(task).min(1) })
  .register(named, { id: "OrderRequest" });

/** What only an order that came by SOAP has: other sources, a form that nobody fills in, any configuration. */
const form = z
  .strictObject({ id, inputParams: z.array(z.strictObject({ name: text, value: z.string() })) })
  .register(named, { id: "Form" });
const toldDocument = z
  .strictObject({
    ...document.shape,
    description: text.optional(),
    source: z.enum(["SESSION", "UPLOAD", "PROVIDED", "ARCHIVE", "RESULT", "PACKAGING_RESULT", "UNKNOWN"]),
    form: form.optional(),
  })
  .register(named, { id: "ToldDocument" });
const toldTask = z
  .strictObject({
    ...task.shape,
    configuration: text.optional(),
    documents: z.array(toldDocument),
    signingUrl: z.url().describe("Where the signer goes"),
  })
  .register(named, { id: "ToldTask" });
export const toldOrder = z
  .strictObject({
    ...orderFields,
    id: text,
    tasks: z.array(toldTask),
    artifact: text.optional().describe("Lets one browser past the log-in, once, within 30 seconds"),
  })
  .register(named, { id: "Order" });

export const uploaded = z.strictObject({ documentId: text }).register(named, { id: "UploadedDocument" });

export const taskStatus = z
  .strictObject({
    taskId: text,
    status: z.enum(TASK_STATES),
    clientStatus: text.optional(),
    documents: z.array(z.strictObject({ id: text, originalUri: z.url().optional(), resultUri: z.url().optional() })),
  })
  .register(named, { id: "TaskStatus" });

export const packagingStatus = z
  .strictObject({
    packagingTaskId: text,
    status: z.enum(["CREATED", "COMPLETED", "FAILED"]),
    resultUri: z.url().optional(),
  })
  .register(named, { id: "PackagingStatus" });

export const events = z
  .array(z.strictObject({ event: text, eventTime: z.iso.datetime(), data: text.optional() }))
  .register(named, { id: "Events" });

export const problem = z
  .strictObject({
    type: text,
    title: text,
    status: z.int(),
    detail: text.optional(),
    code: z.enum(PROBLEM_CODES),
    violations: z.array(z.strictObject({ message: text, propertyPath: z.string() })).optional(),
    findings: z.array(text).optional(),
  })
  .register(named, { id: "Problem" });

export type AskedOrder = z.input<typeof order>;
export type RestOrder = z.output<typeof order>;
export type RestTask = RestOrder["tasks"][number];
export type RestDocument = RestTask["documents"][number];
export type RestNotification = RestOrder["notifications"][number];
export type ToldOrder = z.input<typeof toldOrder>;
export type ToldTask = ToldOrder["tasks"][number];
export type ToldDocument = ToldTask["documents"][number];
export type UploadedAnswer = z.input<typeof uploaded>;
export type TaskStatusAnswer = z.input<typeof taskStatus>;
export type PackagingStatusAnswer = z.input<typeof packagingStatus>;
export type EventsAnswer = z.input<typeof events>;
export type Problem = z.input<typeof problem>;
