import { type Client, createClientAsync } from "soap";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "../../src/world/start-world.js";

/** What node-soap makes of the definition by itself; no code of ours knows a name in it. */
type Call = (message: object) => Promise<readonly [answer: Record<string, unknown>, raw: string]>;

let world: World;
let client: Client;
let sdsId = "";
beforeAll(async () => {
  world = await startWorld();
  client = await createClientAsync(`${world.url}/ws/documentservice-v3?wsdl`);
  sdsId = await upload("I owe you 100 kr.\n");
});
afterAll(() => world?.stop());

/** What node-soap makes of an empty Body. */
const NOTHING = { Body: null };
const CALLER = { service: "demo", password: "Bond007" };
const BASIC = `Basic ${Buffer.from("demo:Bond007").toString("base64")}`;

async function upload(text: string): Promise<string> {
  const headers = { authorization: BASIC, "content-type": "text/plain; charset=utf-8" };
  return (await fetch(`${world.url}/doc/demo/sds`, { method: "POST", headers, body: text })).text();
}
async function call(operation: string, message: object, at = client): Promise<Record<string, unknown>> {
  const [answer] = await (at as unknown as Record<string, Call>)[`${operation}Async`]!({ ...CALLER, ...message });
  return answer;
}
const order = (more: object = {}) => ({
  request: [
    {
      language: "da",
      document: [
        { attributes: { "xsi:type": "tns:sds-document", id: "d1", "ref-sds-id": sdsId }, description: "Gældsbrev" },
      ],
      task: [
        {
          attributes: { id: "t1", bundle: false },
          "document-action": [{ attributes: { type: "sign" }, "document-ref": "d1" }],
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the gateway's placeholders, not ours
          "on-task-complete": "http://localhost:3999/done?r=${requestId}&t=${taskId}",
          signature: [{ attributes: { responsive: true }, method: ["nemid-sign"] }],
        },
      ],
      "client-reference": "Sag 17",
      ...more,
    },
  ],
});
async function create(more: object = {}): Promise<string> {
  return ((await call("createRequest", order(more)))["request-id"] as string[])[0]!;
}
const task = (id: string, more: object = {}) => ({ "request-id": id, "task-id": "t1", ...more });

describe("a client that node-soap makes of the served definition", () => {
  it("knows the sixteen operations", () => {
    const [service] = Object.values(client.describe() as Record<string, Record<string, object>>);
    expect(Object.keys(service!)).toEqual(["DocumentServiceEndPointPort"]);
    expect(Object.keys(service!.DocumentServiceEndPointPort!)).toHaveLength(16);
  });

  it("orders, and reads the order back with the type of its document", async () => {
    const id = await create();
    const { request } = (await call("getRequest", { "request-id": id })) as { request: Record<string, unknown> };
    expect(request).toMatchObject({
      language: "da",
      "client-reference": "Sag 17",
      document: [{ attributes: { id: "d1", "ref-sds-id": sdsId }, description: "Gældsbrev" }],
      task: [{ attributes: { id: "t1", bundle: "false" }, signature: [{ method: ["nemid-sign"] }] }],
    });
    expect(await call("getTask", task(id))).toMatchObject({ task: { attributes: { id: "t1" } } });
  });

  it("asks where the order stands, and what happened", async () => {
    const id = await create();
    const { "task-status-info": states } = await call("getStatus", { "request-id": [id] });
    expect(states).toEqual([
      { "request-id": id, "task-id": "t1", "task-status": "created", "client-reference": "Sag 17" },
    ]);
    const { event } = (await call("getRequestHistory", task(id))) as { event: { event: string }[] };
    expect(event.map((each) => each.event)).toEqual(["request-created"]);
  });

  it("sets its own word, and finds the task by it", async () => {
    const id = await create();
    expect(await call("setClientStatus", task(id, { "client-status": "sent" }))).toEqual(NOTHING);
    const filter = {
      criteria: [
        { field: "client-status", value: "sent", operator: "equals" },
        { field: "request-id", value: id },
      ],
    };
    const found = (await call("findTasks", { filter, "from-index": 0, "to-index": 10 })) as {
      task: { attributes: object }[];
    };
    expect(found.task.map(({ attributes }) => attributes)).toEqual([
      expect.objectContaining({ "request-id": id, "task-id": "t1", "client-status": "sent", "task-status": "created" }),
    ]);
    expect(await call("getTaskCount", { filter })).toEqual({ count: 1 });
  });

  it("adds a task, gets an artifact for it, and disables it", async () => {
    const id = await create();
    const added = {
      attributes: { id: "t2" },
      "document-action": [{ attributes: { type: "view" }, "document-ref": "d1" }],
      authentication: { attributes: { artifact: true }, method: ["nemid"] },
    };
    const { artifact } = await call("addTask", { "request-id": id, task: added });
    expect(artifact).toMatch(/^\S{20,}$/);
    const again = await call("createArtifact", { "request-id": id, "task-id": "t2" });
    expect(again.artifact).not.toBe(artifact);
    expect(await call("disableTask", { "request-id": id, "task-id": "t2" })).toEqual(NOTHING);
    const { "task-status-info": states } = (await call("getStatus", { "request-id": [id] })) as Record<
      string,
      object[]
    >;
    expect(states).toEqual([
      expect.objectContaining({ "task-status": "created" }),
      expect.objectContaining({ "task-status": "deleted" }),
    ]);
  });

  it("adds a notification, and disables it", async () => {
    const id = await create();
    const notification = {
      attributes: { type: "URL", "notification-id": "n1" },
      recipient: "http://localhost:3999/told",
      message: "-",
      schedule: [{ "state-is": "rejected" }],
    };
    expect(await call("addNotification", task(id, { notification }))).toEqual(NOTHING);
    expect(await call("disableNotification", task(id, { "notification-id": ["n1"] }))).toEqual(NOTHING);
  });

  it("bundles tasks of several orders in one sitting", async () => {
    const session = [await create(), await create()].map((id, at) => ({
      attributes: { "request-id": id, "task-id": "t1", order: at + 1 },
    }));
    const made = await call("createUserSession", { "user-session": { language: "da", "session-task": session } });
    expect(made["user-session-id"]).toMatch(/^[0-9a-z]{57,58}$/);
  });

  it("asks for packages", async () => {
    const packaging = {
      attributes: { "packaging-task-id": "p1", method: "pades" },
      "packaging-task-document": [{ attributes: { "task-id": "t1", "document-id": "d1" } }],
    };
    const id = await create({ "packaging-task": [packaging] });
    const { "packaging-task-status-info": told } = await call("getPackagingTaskStatus", { "request-id": [id] });
    expect(told).toEqual([{ "request-id": id, "packaging-task-id": "p1", "packaging-task-status": "created" }]);
  });

  it("is told by a fault that an order has no packages: the schema has no empty answer", async () => {
    const asked = { "request-id": [await create()] };
    const fault = await call("getPackagingTaskStatus", asked).catch((error) => error.root.Envelope.Body.Fault);
    expect(fault).toMatchObject({ faultcode: "soap:Client", detail: { error: { code: "unknown-task" } } });
  });

  it("deletes orders, and is told how many", async () => {
    const ids = [await create(), await create()];
    expect(await call("deleteRequest", { "request-id": [...ids, "none"] })).toEqual({ deleted: 2 });
    expect(await call("getRequest", { "request-id": ids[0] })).toBeFalsy();
  });

  it("is told by a fault what is wrong, and where", async () => {
    const wrong = order({ task: [{ attributes: { id: "t1" } }] });
    const fault = await call("createRequest", wrong).catch((error) => error.root.Envelope.Body.Fault);
    expect(fault).toMatchObject({
      faultcode: "soap:Client",
      detail: {
        error: { code: "schema-violation", place: "/create-request-request/request[1]/task[1]/document-action" },
      },
    });
    const refused = order({
      task: [
        { ...order().request[0]!.task[0], "document-action": [{ attributes: { type: "sign" }, "document-ref": "d2" }] },
      ],
    });
    const other = await call("createRequest", refused).catch((error) => error.root.Envelope.Body.Fault);
    expect(other.detail.error).toMatchObject({
      code: "document-ref-unresolved",
      place: expect.stringContaining("request[1]/task[1]/document-action[1]"),
    });
  });
});

describe("clients of the sister services", () => {
  const at = (path: string) => createClientAsync(`${world.url}/ws/${path}?wsdl`, { normalizeNames: true });

  it("seal an upload, and fetch it as a sealed PDF", async () => {
    const inputdocument = { "sds-document-id": { id: sdsId } };
    const message = { version: "1", "packaging-method": "seal", "send-result-to-archive": true, inputdocument };
    const sealed = await call("create_seal", message, await at("sealingservice-v1"));
    const archive = await at("archiveservice-v3");
    const got = await call("getDocument", { version: "3.0", "archive-id": sealed.id }, archive);
    expect(got["mime-type"]).toBe("application/x-pades");
    expect(Buffer.from(String(got.data), "base64").subarray(0, 5).toString()).toBe("%PDF-");
    expect(await call("removeDocument", { version: "3.0", "archive-id": [sealed.id, "none"] }, archive)).toEqual({
      "archive-id": [sealed.id],
    });
  });

  it("are told why a package cannot be made", async () => {
    const part = { sdo: [{ "sds-document-id": { id: sdsId } }] };
    const message = {
      version: "4",
      "validation-policy": "ltvsdo-validator",
      "packaging-method": "pades",
      "send-result-to-archive": false,
      ...part,
    };
    expect(await call("create_package", message, await at("packagingservice-v4"))).toEqual({
      error: { code: "document-rejected", message: "document 1 is not an LTV-SDO, and nothing else can be packaged" },
    });
  });
});
