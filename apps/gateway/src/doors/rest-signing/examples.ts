/** One message of each kind, for who reads the OpenAPI document: one person is asked to sign one contract. */
import type {
  AskedOrder,
  EventsAnswer,
  PackagingStatusAnswer,
  Problem,
  TaskStatusAnswer,
  ToldOrder,
  UploadedAnswer,
} from "./schemas.js";

const UPLOAD = "01032026000000000000000000000000000000000000000000000000a";
const ORDER = "01032026000000000000000000000000000000000000000000000000b";
const FILES = `https://id.example.dk/enterprise/sign/orders/${ORDER}`;

const asked: AskedOrder = {
  clientReference: "Case 17",
  daysUntilDeletion: 14,
  sdoFormat: "LTV_SDO",
  tasks: [
    {
      id: "anna",
      language: "da",
      daysToLive: 7,
      documents: [{ id: "contract", description: "Contract", action: "SIGN", source: "SESSION", documentRef: UPLOAD }],
      signatureMethods: [{ name: "nemid-sign", type: "THIRD_PARTY" }],
      authentication: { methods: ["nemid"] },
      subject: { attributes: [{ name: "national-id", value: "1511782345" }] },
      onTaskComplete: `https://shop.example.dk/signed?order=\${requestId}`,
      onTaskReject: `https://shop.example.dk/refused?order=\${requestId}`,
      dialog: { title: "Your contract", message: "Read it, and sign it if you agree." },
      notifications: [
        {
          id: "reminder",
          type: "EMAIL",
          recipient: "anna@example.dk",
          header: "A contract waits for you",
          message: `Read it at \${taskUrl}`,
          schedule: [{ stateIs: "CREATED", delay: { days: 3 }, timeOfDay: "09:00" }],
        },
      ],
      dependsOnTasks: [],
    },
  ],
  notifications: [],
  packagingTasks: [
    { id: "pdf", method: "PADES", notifications: [], documents: [{ taskId: "anna", documentIds: ["contract"] }] },
  ],
};

const told: ToldOrder = {
  ...asked,
  id: ORDER,
  tasks: asked.tasks.map((task) => ({
    ...task,
    signingUrl: `https://id.example.dk/std/docaction/demo?request_id=${ORDER}&task_id=${task.id}`,
  })),
};

const problem: Problem = {
  type: "about:blank",
  title: "Constraint Violation",
  status: 400,
  code: "schema-violation",
  violations: [{ message: "is not known here", propertyPath: "tasks[0].onTaskCancel" }],
};

export const EXAMPLES = {
  UploadedDocument: { documentId: UPLOAD } satisfies UploadedAnswer,
  OrderRequest: asked,
  Order: told,
  TaskStatus: {
    taskId: "anna",
    status: "COMPLETED",
    documents: [
      {
        id: "contract",
        originalUri: `${FILES}/tasks/anna/documents/contract/original`,
        resultUri: `${FILES}/tasks/anna/documents/contract/result`,
      },
    ],
  } satisfies TaskStatusAnswer,
  Events: [
    { event: "TASK_CREATED", eventTime: "2026-03-01T10:00:00.000Z" },
    { event: "DOCUMENT_SIGNED", eventTime: "2026-03-01T10:05:00.000Z", data: "contract" },
  ] satisfies EventsAnswer,
  PackagingStatus: {
    packagingTaskId: "pdf",
    status: "COMPLETED",
    resultUri: `${FILES}/packaging-tasks/pdf/result`,
  } satisfies PackagingStatusAnswer,
  Problem: problem,
} as const;
