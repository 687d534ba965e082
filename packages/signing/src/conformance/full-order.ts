// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of addresses
import { NationalId } from "@eid-gateway/core";
import type { OrderRequest } from "../model/order.js";
import { aNotification, aTask, SIGN } from "./orders.js";

/** Every optional member of every kind. */
export function fullOrder(sessionId: string, archiveId: string): OrderRequest {
  const dialog = { title: "Please sign", message: "Before Friday" };
  const schedules = [
    { stateIs: "created", waitUntil: new Date("2023-06-05T08:00:00Z"), daysOfWeek: "MON,TUE", timeOfDay: "09:00" },
    { stateIs: "expired", wait: { days: 1, hours: 2, minutes: 3 }, timezone: "Europe/Stockholm" },
  ] as const;
  const subject = {
    id: "s-1",
    nationalId: new NationalId("DK", "0101701234"),
    firstName: "Anders",
    lastName: "Andersen",
    mobile: "+4512345678",
    email: "anders@example.dk",
    username: "anders",
    attributes: [{ name: "a", value: "b" }],
  };
  return {
    profile: "default",
    language: "da",
    subjects: [subject],
    documents: [
      { kind: "session", id: "doc", description: "Uploaded", sessionId, sendToArchive: true, externalReference: "ref" },
      { kind: "archive", id: "kept", archiveId, signTextEntry: "I agree" },
      {
        kind: "provided",
        id: "letter",
        description: "A letter",
        mediaType: "text/plain",
        data: new Uint8Array([72, 105]),
      },
      {
        kind: "upload",
        id: "own",
        description: "Your own",
        form: { id: "f", parameters: [{ name: "n", value: "v" }] },
      },
    ],
    tasks: [
      aTask({
        id: "first",
        subjectRef: "s-1",
        daysToLive: 10,
        dialog,
        documentActions: [
          { ...SIGN, orderIndex: 2, sendResultToArchive: true, dialog },
          { type: "view", documentRef: "letter", orderIndex: 1, optional: true },
          { type: "upload", documentRef: "own", orderIndex: 3 },
        ],
        notifications: [aNotification({ schedules, header: "h", sender: "s" })],
        authentication: { dialog, methods: ["nemid"], artifact: true },
        onTaskComplete: "https://customer.example.dk/?r=${requestId}&t=${taskId}",
        onTaskCancel: "https://customer.example.dk/cancel",
        onTaskPostpone: "http://customer.example.dk/later",
        profile: "slim",
        language: "en",
        configuration: "default",
        signText: "I have read it",
        signatures: [{ dialog, methods: [{ name: "nemid-sign" }], ifAuthentication: "nemid", responsive: true }],
      }),
      aTask({
        id: "second",
        subject: { attributes: [] },
        dependsOnTasks: ["first"],
        documentActions: [{ type: "view", document: { kind: "result", id: "r", taskId: "first", documentId: "doc" } }],
        signatures: [],
      }),
      aTask({
        id: "third",
        documentActions: [{ type: "view", document: { kind: "packaging-result", id: "p", packagingTaskId: "pack" } }],
        signatures: [],
      }),
    ],
    clientReference: "our reference",
    sender: { uniqueId: "u", firstName: "F", lastName: "L" },
    notifications: [aNotification({ type: "EMAIL", recipient: "boss@example.dk" })],
    daysUntilDeletion: 5,
    sdoFormat: "native",
    account: "acc",
    packagingTasks: [
      {
        id: "pack",
        method: "pades",
        sendToArchive: true,
        notifications: [aNotification()],
        documents: [{ taskId: "first", documentId: "doc" }],
      },
    ],
  };
}
