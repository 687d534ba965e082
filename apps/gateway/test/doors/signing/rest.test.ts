import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { openApi } from "../../../src/doors/rest-signing/openapi.js";
import { PREFIX } from "../../../src/doors/rest-signing/rest-routes.js";
import * as schemas from "../../../src/doors/rest-signing/schemas.js";
import { CREATED } from "./memory-signing.js";
import { type Answer, DOCUMENT, FULL, fits, LEAST, NOTIFICATION, type RestCaller, startRest } from "./rest-caller.js";
import { ORIGIN, TOKEN } from "./start-doors.js";

let doors: RestCaller;
beforeAll(async () => {
  doors = await startRest();
});
afterAll(() => doors.stop());
const call: RestCaller["call"] = (...asked): Promise<Answer> => doors.call(...asked);

describe("an order by JSON", () => {
  it("is told back as it was made, with where each task is done", async () => {
    const { status, json, location } = await call("POST", "/orders", FULL);
    expect(status).toBe(201);
    expect(location).toBe(`${ORIGIN}${PREFIX}/orders/${json.id}`);
    const { id, artifact, ...told } = fits(schemas.toldOrder, json) as Record<string, unknown>;
    expect(artifact).toBe(`artifact-of-${id}`);
    const [waitUntil] = ["2026-05-01T08:00:00.000Z"];
    const normal = JSON.parse(JSON.stringify(FULL).replaceAll("2026-05-01T10:00:00+02:00", waitUntil!));
    normal.tasks[0].signingUrl = `${ORIGIN}/std/docaction/demo/${id}/t1`;
    expect(told).toEqual(normal);
    const again = await call("GET", `/orders/${id}`);
    expect(again.json).toEqual({ ...told, id });
  });

  it("is in that test with every member of the schema", () => {
    const names = Object.entries(
      openApi(ORIGIN).components as { schemas: Record<string, { properties?: object }> }["schemas"] & object,
    );
    const { schemas: printed } = Object.fromEntries(names) as { schemas: Record<string, { properties?: object }> };
    const inRequests = [
      "OrderRequest",
      "Task",
      "Document",
      "Dialog",
      "Notification",
      "Schedule",
      "SignatureMethod",
      "Subject",
      "Authentication",
      "PackagingTask",
    ];
    const missing = inRequests
      .flatMap((name) => Object.keys(printed[name]!.properties!))
      .filter((member) => !JSON.stringify(FULL).includes(`"${member}":`));
    expect(missing).toEqual([]);
  });

  it("reaches the domain in the words of SOAP", async () => {
    const { json } = await call("POST", "/orders", FULL);
    const order = doors.signing.made.get(String(json.id))!;
    expect(order.tasks[0]).toMatchObject({
      bundle: false,
      onTaskCancel: "https://e.dk/r",
      documentActions: [
        { type: "sign", document: { kind: "session", sessionId: "0103", id: "d1" } },
        { type: "upload", document: { kind: "upload" } },
        { type: "view" },
      ],
      signatures: [{ methods: [{ name: "nemid-sign" }] }],
      authenticationBasedSignatures: [{ methods: [{ name: "nemid" }] }],
      subject: { firstName: "Åse", attributes: [{ name: "own", value: "x" }] },
    });
    expect(order.tasks[0]?.subject?.nationalId?.reveal()).toBe("1511782345");
    expect(order.packagingTasks[0]).toMatchObject({
      method: "pades",
      documents: [{ taskId: "t1" }, { taskId: "t1" }, { documentId: "d1" }],
    });
  });

  it("that came by SOAP is told too", async () => {
    const task = {
      id: "t",
      documentActions: [
        { type: "sign", documentRef: "d1" },
        { type: "view", document: { kind: "archive", archiveId: "a1" } },
        { type: "view", documentRef: "gone" },
        { type: "view", document: { kind: "result", taskId: "t", documentId: "d1" } },
        { type: "view", document: { kind: "packaging-result", packagingTaskId: "p" } },
      ],
      subjectRef: "s",
      notifications: [],
      dependsOnTasks: [],
      signatures: [],
      authenticationBasedSignatures: [],
    } as const;
    const documents = [{ id: "d1", kind: "provided", description: "d", mediaType: "text/plain" }] as const;
    const subjects = [{ id: "s", email: "a@b.dk", attributes: [{ name: "x" }] }];
    const [made] = await doors.signing.orders.create("demo", [
      { subjects, documents, tasks: [task], notifications: [], packagingTasks: [], language: "da" },
    ]);
    const { json } = await call("GET", `/orders/${made!.id}`);
    const told = fits(schemas.toldOrder, json) as z.output<typeof schemas.toldOrder>;
    expect(told.tasks[0]?.documents.map(({ source }) => source)).toEqual([
      "PROVIDED",
      "ARCHIVE",
      "UNKNOWN",
      "RESULT",
      "PACKAGING_RESULT",
    ]);
    expect(told.tasks[0]).toMatchObject({
      language: "da",
      subject: { id: "s", attributes: [{ name: "email", value: "a@b.dk" }] },
    });
  });

  it("is deleted once", async () => {
    const { json } = await call("POST", "/orders", LEAST);
    expect((await call("DELETE", `/orders/${json.id}`)).status).toBe(204);
    expect((await call("DELETE", `/orders/${json.id}`)).status).toBe(404);
    expect((await call("GET", `/orders/${json.id}`)).status).toBe(404);
  });

  it("of another service is not there", async () => {
    const { json } = await call("POST", "/orders", LEAST);
    const other = { authorization: "Bearer other" };
    expect((await call("GET", `/orders/${json.id}`, undefined, other)).status).toBe(404);
    expect((await call("DELETE", `/orders/${json.id}`, undefined, other)).status).toBe(404);
    expect((await call("GET", `/orders/${json.id}/tasks/t/status`, undefined, other)).status).toBe(404);
  });
});

describe("an order that is not what the schema says", () => {
  const task = (change: object) => ({ tasks: [{ ...LEAST.tasks[0], ...change }] });
  const document = (change: object) => task({ documents: [{ ...DOCUMENT, ...change }] });

  it.each([
    [{}, "tasks"],
    [{ tasks: [] }, "tasks"],
    [[], ""],
    [null, ""],
    ["text", ""],
    [{ ...LEAST, more: 1 }, "more"],
    [{ ...LEAST, clientReference: "" }, "clientReference"],
    [{ ...LEAST, clientReference: "x".repeat(256) }, "clientReference"],
    [{ ...LEAST, daysUntilDeletion: 0 }, "daysUntilDeletion"],
    [{ ...LEAST, daysUntilDeletion: 31 }, "daysUntilDeletion"],
    [{ ...LEAST, daysUntilDeletion: "7" }, "daysUntilDeletion"],
    [task({ id: undefined }), "tasks[0].id"],
    [task({ documents: [] }), "tasks[0].documents"],
    [task({ daysToLive: 1.5 }), "tasks[0].daysToLive"],
    [task({ onTaskCancel: "https://e.dk" }), "tasks[0].onTaskCancel"],
    [task({ signatureMethods: [{ name: "nemid", type: "SIGNED_STATEMENT" }] }), "tasks[0].signatureMethods[0].type"],
    [task({ authentication: { methods: [] } }), "tasks[0].authentication.methods"],
    [document({ action: "sign" }), "tasks[0].documents[0].action"],
    [document({ source: "PROVIDED" }), "tasks[0].documents[0].source"],
    [document({ documentRef: undefined }), "tasks[0].documents[0].documentRef"],
    [document({ source: "UPLOAD" }), "tasks[0].documents[0].documentRef"],
    [document({ description: undefined }), "tasks[0].documents[0].description"],
    [document({ form: { id: "f", interactive: true, inputParams: [] } }), "tasks[0].documents[0].form"],
    [
      { ...LEAST, notifications: [{ ...NOTIFICATION, schedule: [{ stateIs: "FORWARDED" }] }] },
      "notifications[0].schedule[0].stateIs",
    ],
    [
      {
        ...LEAST,
        notifications: [{ ...NOTIFICATION, schedule: [{ stateIs: "CREATED", waitUntil: "2026-05-01T10:00:00" }] }],
      },
      "notifications[0].schedule[0].waitUntil",
    ],
    [
      { ...LEAST, packagingTasks: [{ id: "p", method: "ASIC", documents: [{ documentIds: ["d"] }] }] },
      "packagingTasks[0].method",
    ],
    [
      task({
        signatureMethods: [{ name: "nemid", type: "AUTHENTICATION_BASED" }],
        subject: { attributes: [{ name: "national-id", value: "1", methods: ["bankid"] }] },
      }),
      "tasks[0].subject.attributes[0].methods",
    ],
  ])("%j is refused at %s", async (body, place) => {
    const { status, type, json } = await call("POST", "/orders", JSON.stringify(body));
    expect([status, type]).toEqual([400, "application/problem+json"]);
    const { violations } = fits(schemas.problem, json) as schemas.Problem;
    expect(violations?.map(({ propertyPath }) => propertyPath)).toContain(place);
  });

  it("is told every mistake at once", async () => {
    const { json } = await call("POST", "/orders", { more: 1, tasks: [{ documents: [{}] }] });
    expect((json.violations as unknown[]).length).toBeGreaterThanOrEqual(5);
  });

  it.each([
    ["no JSON", "{"],
    ["nothing", ""],
  ])("is refused as %s", async (_what, body) => {
    const { status, json } = await call("POST", "/orders", body);
    expect([status, json.title]).toEqual([400, "Not JSON"]);
  });

  it("of more than a megabyte is refused", async () => {
    expect((await call("POST", "/orders", { ...LEAST, more: "x".repeat(1024 * 1024) })).status).toBe(413);
  });
});

describe("what the domain refuses", () => {
  it("is told in the words of the REST face", async () => {
    const { SigningError } = await import("@eid-gateway/signing");
    const before = doors.signing.orders.create;
    const place = [0, "tasks", 0, "documentActions", 1, "document", "sessionId"];
    Object.assign(doors.signing.orders, {
      create: () =>
        Promise.reject(new SigningError("session-document-not-found", "no such upload", { place, findings: ["x"] })),
    });
    const { status, json } = await call("POST", "/orders", LEAST);
    Object.assign(doors.signing.orders, { create: before });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      code: "session-document-not-found",
      detail: "no such upload",
      violations: [{ message: "no such upload", propertyPath: "tasks[0].documents[1].documentRef" }],
      findings: ["x"],
    });
  });

  it.each([
    ["GET", "/orders/none/tasks/t/status"],
    ["GET", "/orders/none/tasks/t/events"],
    ["GET", "/orders/none/packaging-tasks/p/status"],
    ["GET", "/orders/none"],
    ["GET", "/nothing"],
  ])("%s %s is not found", async (method, path) => {
    const { status, type } = await call(method, path);
    expect([status, type]).toEqual([404, "application/problem+json"]);
  });
});

describe("where an order stands", () => {
  it("is told of each task", async () => {
    const { json } = await call("POST", "/orders", LEAST);
    doors.signing.statuses.set("t", "failed");
    doors.signing.documents.set("t", [
      { id: "d/1", hasOriginal: true, hasResult: true },
      { id: "d2", hasOriginal: false, hasResult: true, resultArchiveId: "a1" },
    ]);
    const base = `${ORIGIN}${PREFIX}`;
    const status = await call("GET", `/orders/${json.id}/tasks/t/status`);
    expect(fits(schemas.taskStatus, status.json)).toEqual({
      taskId: "t",
      status: "FAILED",
      documents: [
        {
          id: "d/1",
          originalUri: `${base}/orders/${json.id}/tasks/t/documents/d%2F1/original`,
          resultUri: `${base}/orders/${json.id}/tasks/t/documents/d%2F1/result`,
        },
        { id: "d2", resultUri: `${base}/archive-documents/a1` },
      ],
    });
    doors.signing.events.splice(
      0,
      Infinity,
      { event: "request-created", at: CREATED },
      { event: "document-sign-cancelled", at: CREATED, data: "d" },
    );
    const events = await call("GET", `/orders/${json.id}/tasks/t/events`);
    expect(fits(schemas.events, events.json)).toEqual([
      { event: "TASK_CREATED", eventTime: CREATED.toISOString() },
      { event: "DOCUMENT_SIGN_CANCELLED", eventTime: CREATED.toISOString(), data: "d" },
    ]);
    doors.signing.packaging.splice(0, Infinity, {
      orderId: String(json.id),
      packagingTaskId: "p",
      status: "completed",
    });
    const packaged = await call("GET", `/orders/${json.id}/packaging-tasks/p/status`);
    expect(fits(schemas.packagingStatus, packaged.json)).toEqual({
      packagingTaskId: "p",
      status: "COMPLETED",
      resultUri: `${base}/orders/${json.id}/packaging-tasks/p/result`,
    });
  });
});

describe("files", () => {
  it("are uploaded, fetched and deleted", async () => {
    const up = await call("POST", "/documents", "%PDF", { "content-type": "application/pdf" });
    const { documentId } = fits(schemas.uploaded, up.json) as { documentId: string };
    expect([up.status, up.location]).toEqual([201, `${ORIGIN}${PREFIX}/documents/${documentId}`]);
    expect((await call("GET", `/documents/${documentId}`)).json).toEqual({ text: "%PDF" });
    expect((await call("DELETE", `/documents/${documentId}`)).status).toBe(204);
    expect((await call("GET", `/documents/${documentId}`)).status).toBe(404);
  });

  it.each([
    ["", "application/pdf", 400],
    ["x", "multipart/form-data; boundary=x", 415],
    ["x".repeat(100_001), "application/pdf", 413],
  ])("are refused when they cannot be taken", async (body, type, status) => {
    expect((await call("POST", "/documents", body, { "content-type": type })).status).toBe(status);
  });

  it.each([
    ["/orders/r/tasks/t/documents/d/original", "demo/original/r/t/d"],
    ["/orders/r/tasks/t/documents/d/result", "demo/result/r/t/d"],
    ["/orders/r/packaging-tasks/p/result", "demo/package/r/p"],
    ["/archive-documents/a", "demo/archive/a"],
  ])("are fetched from %s", async (path, key) => {
    doors.signing.stored.set(key, { mediaType: "application/x-pades", bytes: Buffer.from(key) });
    expect(await call("GET", path)).toMatchObject({ status: 200, type: "application/x-pades", json: { text: key } });
  });

  it("are removed from the archive", async () => {
    doors.signing.stored.set("demo/archive/b", { mediaType: "a/b", bytes: Buffer.from("b") });
    expect((await call("DELETE", "/archive-documents/b")).status).toBe(204);
    expect((await call("DELETE", "/archive-documents/b")).status).toBe(404);
  });
});

describe("who calls the REST face", () => {
  it.each([
    ["nobody", { authorization: "" }, 401, 'Bearer realm="sign"'],
    ["an unknown token", { authorization: "Bearer no" }, 401, 'Bearer realm="sign", error="invalid_token"'],
    ["a password", { authorization: "Basic ZGVtbzpCb25kMDA3" }, 401, 'Bearer realm="sign", error="invalid_token"'],
    ["a service that does not use it", { authorization: "Bearer soap" }, 403, null],
  ])("as %s is refused", async (_who, headers, status, challenge) => {
    const answer = await fetch(`${doors.url}${PREFIX}/orders/x`, { headers });
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([status, challenge]);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  });

  it("with the token in the address is refused", async () => {
    expect((await fetch(`${doors.url}${PREFIX}/orders/x?access_token=${TOKEN}`)).status).toBe(401);
  });
});
