/** A caller of the REST face, and orders for it. */
import type { z } from "zod";
import { PREFIX } from "../../../src/doors/rest-signing/rest-routes.js";
import { customer, type Doors, startDoors, TOKEN } from "./start-doors.js";

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly location: string | null;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}
export interface RestCaller extends Doors {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** With the tokens of `demo` (`TOKEN`), `other` ("other") and `soap` ("soap"), a service that does not use the REST face. */
export async function startRest(): Promise<RestCaller> {
  const findTokenService = async (token: string) => ({ [TOKEN]: "demo", other: "other", soap: "soap" })[token];
  const customers = [customer("demo"), customer("other"), customer("soap", { rest: false })];
  const doors = await startDoors({ customers, callers: { findTokenService } });
  return { ...doors, call: (...asked) => call(doors.url, ...asked) };
}

async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(url + PREFIX + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: body instanceof Uint8Array ? new Uint8Array(body) : textOf(body) }),
  });
  const text = await answer.text();
  const type = answer.headers.get("content-type");
  const json = type?.includes("json") && text !== "" ? (JSON.parse(text) as Record<string, unknown>) : { text };
  return { status: answer.status, type, location: answer.headers.get("location"), headers: answer.headers, json };
}
const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

export const fits = (schema: z.ZodType, json: unknown) => schema.parse(json);

export const NOTIFICATION = {
  id: "n1",
  type: "EMAIL",
  recipient: "aase@example.dk",
  sender: "firma@example.dk",
  header: "Til underskrift",
  message: "Hej",
  schedule: [
    { stateIs: "CREATED", waitUntil: "2026-05-01T10:00:00+02:00" },
    {
      stateIs: "FAILED",
      delay: { days: 1, hours: 2, minutes: 3 },
      daysOfWeek: "MON",
      timeOfDay: "08:00",
      timezone: "Europe/Copenhagen",
    },
  ],
};
/** With everything that an order can have. */
export const FULL = {
  clientReference: "Sag 17",
  notifications: [{ ...NOTIFICATION, type: "URL" }],
  daysUntilDeletion: 30,
  sdoFormat: "LTV_SDO",
  packagingTasks: [
    {
      id: "p1",
      method: "PADES",
      sendToArchive: true,
      notifications: [{ ...NOTIFICATION, type: "SMS" }],
      documents: [{ taskId: "t1", documentIds: ["d1", "d2"] }, { documentIds: ["d1"] }],
    },
  ],
  tasks: [
    {
      id: "t1",
      profile: "demo",
      language: "da",
      daysToLive: 14,
      configuration: "default",
      documents: [
        {
          id: "d1",
          description: "Aftale",
          action: "SIGN",
          source: "SESSION",
          documentRef: "0103",
          optional: false,
          externalReference: "ref",
          signTextEntry: "Jeg har læst",
          sendResultToArchive: true,
          dialog: { title: "T", message: "M" },
        },
        { id: "d2", description: "Deres", action: "UPLOAD", source: "UPLOAD" },
        { id: "d3", description: "Læs", action: "VIEW", source: "SESSION", documentRef: "0104" },
      ],
      signatureMethods: [
        { name: "nemid-sign", type: "THIRD_PARTY", handwritten: false },
        { name: "nemid", type: "AUTHENTICATION_BASED" },
      ],
      authentication: { methods: ["nemid"], artifact: true, dialog: { title: "T" } },
      onTaskPostpone: "https://e.dk/p",
      onTaskComplete: "https://e.dk/c",
      onTaskReject: "https://e.dk/r",
      dialog: { title: "T", message: "M" },
      notifications: [{ ...NOTIFICATION, schedule: [...NOTIFICATION.schedule, { stateIs: "STARTED" }] }],
      signText: "Jeg accepterer",
      subject: {
        id: "s1",
        attributes: [
          { name: "national-id", value: "1511782345" },
          { name: "first-name", value: "Åse" },
          { name: "last-name", value: "Ødegård" },
          { name: "mobile", value: "1" },
          { name: "email", value: "a@b.dk" },
          { name: "username", value: "u" },
          { name: "own", value: "x" },
        ],
      },
      dependsOnTasks: ["t0"],
    },
  ],
};
export const DOCUMENT = { description: "d", action: "SIGN", source: "SESSION", documentRef: "0103" };
export const LEAST = { tasks: [{ id: "t", documents: [DOCUMENT] }] };
