import { readXml } from "@eid-gateway/xmldsig";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as schema from "../../../src/doors/documentservice/schema.js";
import { readValue, XSI } from "../../../src/doors/soap/schema/read-value.js";
import type { ComplexType, Type } from "../../../src/doors/soap/schema/types.js";
import { call, envelope, faultOf, NAMESPACE, post, request } from "./call.js";
import { FULL_REQUEST, LEAST_REQUEST } from "./full-order.js";
import { CREATED } from "./memory-signing.js";
import { type Doors, ORIGIN, startDoors } from "./start-doors.js";

let doors: Doors;
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());

const read = (xml: string) => {
  const declared = xml.replace("<request>", `<request xmlns="${NAMESPACE}" xmlns:n="${NAMESPACE}" xmlns:xsi="${XSI}">`);
  return readValue(readXml(Buffer.from(declared), { keepPrefixes: true }), schema.request, NAMESPACE);
};
const create = async (xml = LEAST_REQUEST, service = "demo") =>
  (await call(doors.url, "createRequest", xml, service))["request-id"][0]!;
const task = (id: string, more = "") => `<request-id>${id}</request-id><task-id>t</task-id>${more}`;

describe("an order", () => {
  it("is read back as it was sent, with everything it can have", async () => {
    const id = await create(FULL_REQUEST);
    const { request: back } = await call(doors.url, "getRequest", `<request-id>${id}</request-id>`);
    expect(back).toEqual(read(FULL_REQUEST));
  });

  it("that came by JSON is told without the trigger that this schema has no word for", async () => {
    const id = await create(FULL_REQUEST);
    const [order, { request: before }] = [
      doors.signing.made.get(id)!,
      await call(doors.url, "getRequest", `<request-id>${id}</request-id>`),
    ];
    const notifications = order.notifications.map((each) => ({
      ...each,
      schedules: [...each.schedules, { stateIs: "started" as const }],
    }));
    doors.signing.made.set(id, { ...order, notifications });
    const { request: after } = await call(doors.url, "getRequest", `<request-id>${id}</request-id>`);
    expect(after).toEqual(before);
  });

  it("has in that test each element, attribute and word the schema knows", () => {
    const missing = namesIn(schema.request).filter((name) => !FULL_REQUEST.includes(name));
    expect(missing).toEqual([]);
  });

  it("reaches the domain in its own words", async () => {
    const order = doors.signing.made.get(await create(FULL_REQUEST))!;
    expect(order.documents.map(({ kind }) => kind)).toEqual([
      "base",
      "session",
      "provided",
      "provided",
      "upload",
      "archive",
      "result",
      "packaging-result",
      "base",
    ]);
    expect(order.documents[2]).toMatchObject({ id: "d-own", mediaType: "text/plain", data: Buffer.from("Hej verden") });
    expect(order.subjects[0]?.nationalId?.reveal()).toBe("1511782345");
    expect(order.tasks[0]?.notifications[0]?.schedules[1]).toEqual({
      stateIs: "completed",
      wait: { days: 1, hours: 2, minutes: 3 },
    });
    expect(order.tasks[0]).toMatchObject({ dependsOnTasks: [], onTaskComplete: expect.stringContaining("&t=$") });
  });

  it.each(["<national-id/>", "<national-id></national-id>", "<national-id> </national-id>"])(
    "leaves it to the domain to refuse %s: it is not none",
    async (empty) => {
      const subject = `<subject id="s">${empty}<first-name/></subject>`;
      const order = doors.signing.made.get(await create(LEAST_REQUEST.replace("<request>", `<request>${subject}`)))!;
      expect(order.subjects[0]?.nationalId?.reveal().trim()).toBe("");
      expect(order.subjects[0]).not.toHaveProperty("firstName");
    },
  );

  it("has nothing that was not sent", async () => {
    const order = doors.signing.made.get(await create())!;
    expect(Object.keys(order).sort()).toEqual(
      ["created", "documents", "id", "notifications", "packagingTasks", "service", "subjects", "tasks"].sort(),
    );
  });

  it("of the same call is answered with an id each, in order", async () => {
    const { "request-id": ids } = await call(doors.url, "createRequest", LEAST_REQUEST.repeat(3));
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
  });

  it("comes with an artifact when its task wants one", async () => {
    const { artifact, "request-id": ids } = await call(doors.url, "createRequest", FULL_REQUEST);
    expect(artifact).toBe(`artifact-of-${ids[0]}`);
    expect(await call(doors.url, "createRequest", LEAST_REQUEST)).not.toHaveProperty("artifact");
  });

  it("of another service is not there", async () => {
    const id = await create();
    expect(await call(doors.url, "getRequest", `<request-id>${id}</request-id>`, "other")).toEqual({});
    expect(await call(doors.url, "deleteRequest", `<request-id>${id}</request-id>`, "other")).toEqual({ deleted: 0 });
    expect(await faultOf(doors.url, "getStatus", `<request-id>${id}</request-id>`, "other")).toMatchObject({
      code: "unknown-request",
      faultCode: "soap:Client",
      status: 500,
    });
  });

  it("is deleted, and the answer says how many were", async () => {
    const ids = [await create(), await create(), "no-such"].map((id) => `<request-id>${id}</request-id>`);
    expect(await call(doors.url, "deleteRequest", ids.join(""))).toEqual({ deleted: 2 });
  });
});

describe("a task", () => {
  it("is added, read back and disabled", async () => {
    const id = await create();
    const added = `<task id="t9"><document-action type="view"/><authentication artifact="true"><method>nemid</method></authentication></task>`;
    expect(await call(doors.url, "addTask", `<request-id>${id}</request-id>${added}`)).toEqual({
      artifact: "artifact-of-t9",
    });
    const where = `<request-id>${id}</request-id><task-id>t9</task-id>`;
    const { task: back } = await call(doors.url, "getTask", where);
    expect(back).toMatchObject({ id: "t9", authentication: { method: ["nemid"], artifact: true } });
    expect(await call(doors.url, "disableTask", where)).toBeUndefined();
    expect(doors.signing.statuses.get("t9")).toBe("deleted");
  });

  it("that is not there is no task, and to disable it is a fault", async () => {
    const id = await create();
    const where = `<request-id>${id}</request-id><task-id>none</task-id>`;
    expect(await call(doors.url, "getTask", where)).toEqual({});
    expect(await faultOf(doors.url, "disableTask", where)).toMatchObject({ code: "unknown-task" });
  });

  it("gets a new artifact each time", async () => {
    const id = await create();
    const first = await call(doors.url, "createArtifact", task(id));
    const second = await call(doors.url, "createArtifact", task(id));
    expect(first.artifact).not.toBe(second.artifact);
  });

  it("has its history", async () => {
    const id = await create();
    const { values } = schema.eventType;
    doors.signing.events.splice(
      0,
      Infinity,
      ...values!.map((event) => ({ event: event as "error", at: CREATED, data: event })),
    );
    const { event } = await call(doors.url, "getRequestHistory", task(id));
    expect(event.map((each) => each.event)).toEqual(values);
    expect(event[0]).toEqual({ event: "request-created", "event-time": CREATED, data: "request-created" });
  });
});

describe("where an order stands", () => {
  it("is told with the addresses of what can be fetched", async () => {
    const id = await create(
      LEAST_REQUEST.replace("</task>", "</task><client-reference>Sag 1</client-reference>").replace('"t"', '"t 1/æ"'),
    );
    doors.signing.statuses.set("t 1/æ", "completed");
    doors.signing.documents.set("t 1/æ", [
      { id: "d/1", hasOriginal: true, hasResult: true },
      { id: "d2", hasOriginal: true, originalArchiveId: "o-1", hasResult: true, resultArchiveId: "r-1" },
      { id: "d3", hasOriginal: false, hasResult: false },
    ]);
    const { "task-status-info": states } = await call(doors.url, "getStatus", `<request-id>${id}</request-id>`);
    const of = `${ORIGIN}/doc/demo/order/${id}/t%201%2F%C3%A6/d%2F1`;
    expect(states).toEqual([
      {
        "request-id": id,
        "task-id": "t 1/æ",
        "task-status": "completed",
        "client-reference": "Sag 1",
        "document-status": [
          { id: "d/1", "original-uri": `${of}/original`, "result-uri": `${of}/sdo`, "form-output-param": [] },
          {
            id: "d2",
            "original-uri": `${ORIGIN}/doc/demo/archive/o-1`,
            "result-uri": `${ORIGIN}/doc/demo/archive/r-1`,
            "form-output-param": [],
          },
          { id: "d3", "form-output-param": [] },
        ],
      },
    ]);
  });

  it("has the customer's own word beside it", async () => {
    const id = await create();
    expect(
      await call(
        doors.url,
        "setClientStatus",
        task(id, "<client-status>sendt & læst</client-status>".replace("&", "&amp;")),
      ),
    ).toBeUndefined();
    const { "task-status-info": states } = await call(doors.url, "getStatus", `<request-id>${id}</request-id>`);
    expect(states[0]).toMatchObject({ "client-status": "sendt & læst" });
  });

  it("is told of packages too", async () => {
    const id = await create();
    doors.signing.packaging.splice(
      0,
      Infinity,
      { orderId: id, packagingTaskId: "p1", status: "completed" },
      { orderId: id, packagingTaskId: "p2", status: "completed", archiveId: "a-1" },
      { orderId: id, packagingTaskId: "p3", status: "failed" },
    );
    const { "packaging-task-status-info": told } = await call(
      doors.url,
      "getPackagingTaskStatus",
      `<request-id>${id}</request-id>`,
    );
    expect(told.map((each) => each["packaging-document-status"])).toEqual([
      [{ id: "p1", "result-uri": `${ORIGIN}/doc/demo/order/${id}/packaging/p1` }],
      [{ id: "p2", "result-uri": `${ORIGIN}/doc/demo/archive/a-1` }],
      [],
    ]);
    expect(told.map((each) => each["packaging-task-status"])).toEqual(["completed", "completed", "failed"]);
  });
});

describe("a search", () => {
  const row = { orderId: "r1", taskId: "t1", status: "created", created: CREATED, lastUpdated: CREATED } as const;

  it("asks what was asked, values by their type", async () => {
    doors.signing.queries.length = 0;
    const criteria = [
      `<criteria><field>created</field><value xsi:type="xsd:dateTime">2026-01-01T01:00:00+01:00</value><operator>greater-than</operator></criteria>`,
      `<criteria><field>days-to-live</field><value xsi:type="xsd:int"> 7 </value><operator>less-than</operator></criteria>`,
      `<criteria><field>client-reference</field><value>Sag</value><operator>contains</operator><case-sensitive>false</case-sensitive></criteria>`,
      `<criteria><field>task-state</field><value xsi:type="n:task-status">created</value></criteria>`,
      `<criteria xsi:nil="true"/>`,
    ].join("");
    const filter = `<filter>${criteria}<from-date>2026-01-01T00:00:00</from-date><to-date>2026-12-31T24:00:00Z</to-date></filter>`;
    await call(
      doors.url,
      "findTasks",
      `${filter}<from-index>5</from-index><to-index>10</to-index><sort-field>created</sort-field><ascending>1</ascending>`,
    );
    expect(doors.signing.queries).toEqual([
      {
        filter: {
          criteria: [
            { field: "created", value: "2026-01-01T00:00:00.000Z", operator: "greater-than", caseSensitive: true },
            { field: "days-to-live", value: "7", operator: "less-than", caseSensitive: true },
            { field: "client-reference", value: "Sag", operator: "contains", caseSensitive: false },
            { field: "task-state", value: "created", operator: "equals", caseSensitive: true },
          ],
          from: new Date("2026-01-01T00:00:00Z"),
          to: new Date("2027-01-01T00:00:00Z"),
        },
        from: 5,
        to: 10,
        sortField: "created",
        ascending: true,
      },
    ]);
  });

  it("takes what .NET leaves out because it is the default", async () => {
    doors.signing.queries.length = 0;
    await call(doors.url, "findTasks", "<filter/>");
    await call(doors.url, "findTasks", "<filter/><from-index/><to-index/>");
    const usual = { filter: { criteria: [] }, from: 0, to: 100 };
    expect(doors.signing.queries).toEqual([usual, usual]);
  });

  it("finds rows with all they have, and counts them", async () => {
    const full = {
      account: "a",
      archiveId: "b",
      clientReference: "c",
      clientStatus: "d",
      daysToLive: 7,
      documentDescription: "e",
    };
    const more = { documentId: "f", language: "da", mediaType: "application/pdf", senderUniqueId: "g", signer: "h" };
    const subject = {
      subjectEmail: "i",
      subjectFirstName: "j",
      subjectLastName: "k",
      subjectMobile: "l",
      subjectNationalId: "m",
    };
    doors.signing.rows.splice(0, Infinity, row, { ...row, ...full, ...more, ...subject });
    const { task: found } = await call(doors.url, "findTasks", "<filter/>");
    expect(found[0]).toEqual({
      id: "r1/t1",
      "request-id": "r1",
      "task-id": "t1",
      "task-status": "created",
      created: CREATED,
      "last-updated": CREATED,
    });
    expect(Object.keys(found[1]!).sort()).toEqual(Object.keys(schema.taskInfo.attributes).sort());
    expect(await call(doors.url, "getTaskCount", "<filter/>")).toEqual({ count: 2 });
  });
});

describe("a user session", () => {
  it("bundles tasks of several orders", async () => {
    const tasks = `<session-task request-id="r1" task-id="t1" order="2" description="Først"/><session-task request-id="r2" task-id="t2" order="1"/>`;
    const session = `<user-session><language>da</language><on-session-postpone>https://e.dk/p</on-session-postpone><on-session-complete>https://e.dk/c</on-session-complete><on-session-cancel>https://e.dk/x</on-session-cancel>${tasks}</user-session>`;
    const { "user-session-id": id, artifact } = await call(doors.url, "createUserSession", session);
    expect(artifact).toBe("artifact-of-session");
    expect(doors.signing.sessionsMade.get(id)).toEqual({
      language: "da",
      onSessionPostpone: "https://e.dk/p",
      onSessionComplete: "https://e.dk/c",
      onSessionCancel: "https://e.dk/x",
      tasks: [
        { orderId: "r1", taskId: "t1", order: 2, description: "Først" },
        { orderId: "r2", taskId: "t2", order: 1 },
      ],
    });
  });
});

describe("notifications", () => {
  it("are added to an order or a task, and disabled", async () => {
    const id = await create();
    const told = `<notification type="URL" notification-id="n"><recipient>https://e.dk/</recipient><message>-</message></notification>`;
    doors.signing.added.length = 0;
    expect(await call(doors.url, "addNotification", `<request-id>${id}</request-id>${told}`)).toBeUndefined();
    expect(await call(doors.url, "addNotification", task(id, told))).toBeUndefined();
    expect(doors.signing.added.map(({ taskId }) => taskId)).toEqual([undefined, "t"]);
    expect(doors.signing.added[0]?.notification).toEqual({
      id: "n",
      type: "URL",
      recipient: "https://e.dk/",
      message: "-",
      schedules: [],
    });
    const ids = "<notification-id>n</notification-id><notification-id>m</notification-id>";
    expect(await call(doors.url, "disableNotification", task(id, ids))).toBeUndefined();
    expect(doors.signing.disabled).toEqual(["n", "m"]);
  });
});

describe("the four operations without an answer", () => {
  it("are answered by an empty Body", async () => {
    const id = await create();
    const note = `<notification type="SMS" notification-id="n"><recipient>1</recipient><message>-</message></notification>`;
    const calls = [
      request("disableTask", task(id)),
      request("setClientStatus", task(id, "<client-status/>")),
      request("addNotification", task(id, note)),
      request("disableNotification", task(id, "<notification-id>n</notification-id>")),
    ];
    for (const each of calls) {
      const { status, text } = await post(doors.url, envelope(each));
      expect(status).toBe(200);
      expect(text).toContain("<soap:Body></soap:Body>");
    }
  });
});

describe("a service whose client is of 2017", () => {
  const ask = async (operation: "getStatus" | "getRequestHistory", id: string) =>
    (
      await post(
        doors.url,
        envelope(request(operation, operation === "getStatus" ? `<request-id>${id}</request-id>` : task(id), "old")),
      )
    ).text;

  it("is sent neither a status nor an event nor an element that came in 2018", async () => {
    const id = await create(FULL_REQUEST.replace(' id="t1"', ' id="t"'), "old");
    doors.signing.statuses.set("t", "failed");
    doors.signing.events.splice(
      0,
      Infinity,
      { event: "packaging-task-failed", at: CREATED },
      { event: "error", at: CREATED },
    );
    expect(await ask("getStatus", id)).toContain("<task-status>rejected</task-status>");
    expect(await ask("getRequestHistory", id)).not.toContain("packaging-task-");
    const { text } = await post(doors.url, envelope(request("getRequest", `<request-id>${id}</request-id>`, "old")));
    expect(text).not.toContain("sign-text>");
    expect(text).not.toContain("failed");
  });

  it("may send them all the same", async () => {
    const order = doors.signing.made.get(await create(FULL_REQUEST, "old"))!;
    expect(order.tasks[0]?.signText).toBe("Jeg accepterer");
    expect(order.notifications[0]?.schedules.at(-1)?.stateIs).toBe("failed");
  });
});

/** What stands in a message of this type: names of elements and attributes as they are written, and the words of enumerations. */
function namesIn(type: Type): readonly string[] {
  if (type.kind === "any") return [];
  if (type.kind === "simple") return (type.values ?? []).map(String);
  const members = Object.entries(type.elements).flatMap(([name, member]) =>
    member.kind === "element" ? [`<${name}`, ...namesIn(member.type)] : [],
  );
  const attributes = Object.entries(type.attributes).flatMap(([name, { type: of }]) => [` ${name}="`, ...namesIn(of)]);
  return [
    ...members,
    ...attributes,
    ...type.subtypes.flatMap((each: ComplexType) => [`n:${each.name}`, ...namesIn(each)]),
  ];
}
