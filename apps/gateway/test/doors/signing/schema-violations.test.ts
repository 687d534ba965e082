import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOCUMENT_SERVICE } from "../../../src/doors/documentservice/document-service.js";
import type { Elements } from "../../../src/doors/soap/schema/types.js";
import { call, envelope, NAMESPACE, post, request } from "./call.js";
import { LEAST_REQUEST } from "./full-order.js";
import { type Doors, startDoors } from "./start-doors.js";

let doors: Doors;
beforeAll(async () => {
  doors = await startDoors();
});
afterAll(() => doors.stop());

const REQUEST = "/create-request-request/request[1]";
const order = (inTask: string, attributes = 'id="t"', inRequest = "") =>
  `<request>${inRequest}<task ${attributes}><document-action type="sign"/>${inTask}</task></request>`;
const action = (content: string, attributes = 'type="sign"') =>
  `<request><task id="t"><document-action ${attributes}>${content}</document-action></task></request>`;
const note = (schedule: string, attributes = 'type="SMS" notification-id="n"') =>
  order(`<notification ${attributes}><recipient>r</recipient><message>m</message>${schedule}</notification>`);
const NOTE = `${REQUEST}/task[1]/notification[1]`;
const DOCUMENT = `${REQUEST}/task[1]/document-action[1]/document`;

/** What is wrong, the content of the message, and the place that the fault names. */
const VIOLATIONS: readonly (readonly [what: string, content: string, place: string])[] = [
  ["no order", "", "/create-request-request/request"],
  ["no task", "<request/>", `${REQUEST}/task`],
  ["a task without a document action", '<request><task id="t"/></request>', `${REQUEST}/task[1]/document-action`],
  ["a task without an id", order("", ""), `${REQUEST}/task[1]/@id`],
  ["an action without a type", action("", ""), `${REQUEST}/task[1]/document-action[1]/@type`],
  ["an action of an unknown type", action("", 'type="seal"'), `${REQUEST}/task[1]/document-action[1]/@type`],
  ["a type in capitals", action("", 'type="SIGN"'), `${REQUEST}/task[1]/document-action[1]/@type`],
  [
    "an index that is no number",
    action("", 'type="sign" order-index="first"'),
    `${REQUEST}/task[1]/document-action[1]/@order-index`,
  ],
  [
    "an index past int",
    action("", 'type="sign" order-index="2147483648"'),
    `${REQUEST}/task[1]/document-action[1]/@order-index`,
  ],
  ["a boolean in words", action("", 'type="sign" optional="yes"'), `${REQUEST}/task[1]/document-action[1]/@optional`],
  ["a boolean in capitals", order("", 'id="t" bundle="True"'), `${REQUEST}/task[1]/@bundle`],
  ["an empty boolean", order("", 'id="t" bundle=""'), `${REQUEST}/task[1]/@bundle`],
  ["an attribute nobody knows", order("", 'id="t" priority="1"'), `${REQUEST}/task[1]/@priority`],
  ["an attribute with a prefix", order("", 'n:id="t"'), `${REQUEST}/task[1]/@id`],
  ["an element nobody knows", order("<priority/>"), `${REQUEST}/task[1]/priority`],
  ["an element with an object's name", order("<constructor/>"), `${REQUEST}/task[1]/constructor`],
  ["an element of nobody's namespace", order('<profile xmlns="">x</profile>'), `${REQUEST}/task[1]/profile`],
  ["an element of another namespace", order('<profile xmlns="urn:other">x</profile>'), `${REQUEST}/task[1]/profile`],
  ["a second profile", order("<profile>a</profile><profile>b</profile>"), `${REQUEST}/task[1]/profile`],
  ["a second subject of one task", order("<subject/><subject/>"), `${REQUEST}/task[1]/subject`],
  ["text between elements", order("hello"), `${REQUEST}/task[1]`],
  ["an element in a text", order("<profile><b>x</b></profile>"), `${REQUEST}/task[1]/profile`],
  ["an attribute on a text", order('<profile id="1">x</profile>'), `${REQUEST}/task[1]/profile/@id`],
  ["days that are no number", order("<days-to-live>soon</days-to-live>"), `${REQUEST}/task[1]/days-to-live`],
  ["days with a fraction", order("<days-to-live>1.5</days-to-live>"), `${REQUEST}/task[1]/days-to-live`],
  ["days with an exponent", order("<days-to-live>1e1</days-to-live>"), `${REQUEST}/task[1]/days-to-live`],
  ["empty days", order("<days-to-live/>"), `${REQUEST}/task[1]/days-to-live`],
  ["nil where nothing may be nil", order('<profile xsi:nil="true"/>'), `${REQUEST}/task[1]/profile`],
  [
    "nil that holds something",
    order("", 'id="t"', '<subject xsi:nil="true"><email>a@b.dk</email></subject>'),
    `${REQUEST}/subject[1]`,
  ],
  ["nil that is neither true nor false", order("", 'id="t"', '<subject xsi:nil="yes"/>'), `${REQUEST}/subject[1]`],
  ["a log-in without a method", order("<authentication/>"), `${REQUEST}/task[1]/authentication/method`],
  ["a signature without a method", order("<signature/>"), `${REQUEST}/task[1]/signature[1]/method`],
  [
    "a method that holds an element",
    order("<signature><method><b/></method></signature>"),
    `${REQUEST}/task[1]/signature[1]/method[1]`,
  ],
  [
    "a notification without a recipient",
    order('<notification type="SMS" notification-id="n"><message>m</message></notification>'),
    `${NOTE}/recipient`,
  ],
  ["a notification without an id", note("", 'type="SMS"'), `${NOTE}/@notification-id`],
  ["a notification by pigeon", note("", 'type="PIGEON" notification-id="n"'), `${NOTE}/@type`],
  ["a schedule without a state", note("<schedule/>"), `${NOTE}/schedule[1]/state-is`],
  [
    "a schedule for an unknown state",
    note("<schedule><state-is>done</state-is></schedule>"),
    `${NOTE}/schedule[1]/state-is`,
  ],
  [
    "a date without a time",
    note("<schedule><state-is>created</state-is><wait-until>2026-01-01</wait-until></schedule>"),
    `${NOTE}/schedule[1]/wait-until`,
  ],
  [
    "30 February",
    note("<schedule><state-is>created</state-is><wait-until>2026-02-30T00:00:00Z</wait-until></schedule>"),
    `${NOTE}/schedule[1]/wait-until`,
  ],
  [
    "25 o'clock",
    note("<schedule><state-is>created</state-is><wait-until>2026-02-01T25:00:00Z</wait-until></schedule>"),
    `${NOTE}/schedule[1]/wait-until`,
  ],
  [
    "a zone 15 hours away",
    note("<schedule><state-is>created</state-is><wait-until>2026-02-01T00:00:00+15:00</wait-until></schedule>"),
    `${NOTE}/schedule[1]/wait-until`,
  ],
  [
    "a wait for half an hour",
    note('<schedule><state-is>created</state-is><wait hours="0.5"/></schedule>'),
    `${NOTE}/schedule[1]/wait/@hours`,
  ],
  [
    "a second schedule that is wrong",
    note("<schedule><state-is>created</state-is></schedule><schedule/>"),
    `${NOTE}/schedule[2]/state-is`,
  ],
  [
    "an uploaded document without its id",
    action('<document xsi:type="n:sds-document"><description>d</description></document>'),
    `${DOCUMENT}/@ref-sds-id`,
  ],
  [
    "an uploaded document without a description",
    action('<document xsi:type="n:sds-document" ref-sds-id="1"/>'),
    `${DOCUMENT}/description`,
  ],
  [
    "a description of what has none",
    action("<document><description>d</description></document>"),
    `${DOCUMENT}/description`,
  ],
  [
    "a document with what only another type has",
    action('<document xsi:type="n:archive-document" ref-archive-id="1"><data/></document>'),
    `${DOCUMENT}/data`,
  ],
  ["a document of an unknown type", action('<document xsi:type="n:cloud-document"/>'), `${DOCUMENT}/@xsi:type`],
  [
    "a type from nowhere",
    action('<document xsi:type="archive-document" xmlns="" ref-archive-id="1"/>'),
    `${REQUEST}/task[1]/document-action[1]/document`,
  ],
  ["a type of another namespace", action('<document xsi:type="xsd:string"/>'), `${DOCUMENT}/@xsi:type`],
  [
    "a type whose prefix means nothing",
    action('<document xsi:type="q:sds-document" ref-sds-id="1"><description>d</description></document>'),
    `${DOCUMENT}/@xsi:type`,
  ],
  ["a type that is no name", action('<document xsi:type="n:"/>'), `${DOCUMENT}/@xsi:type`],
  [
    "a type where there is none to choose",
    order('<dialog xsi:type="n:subject"/>'),
    `${REQUEST}/task[1]/dialog/@xsi:type`,
  ],
  ["a text of another type", order('<profile xsi:type="xsd:int">1</profile>'), `${REQUEST}/task[1]/profile`],
  [
    "data that is not base64",
    action(
      '<document xsi:type="n:provided-document" mime-type="a/b"><data>%PDF</data><description>d</description></document>',
    ),
    `${DOCUMENT}/data`,
  ],
  [
    "data with its padding inside",
    action(
      '<document xsi:type="n:provided-document" mime-type="a/b"><data>YQ==YQ==</data><description>d</description></document>',
    ),
    `${DOCUMENT}/data`,
  ],
  ["a form without an id", action("<document><form/></document>"), `${DOCUMENT}/form/@id`],
  [
    "a form's field without a value",
    action('<document><form id="f"><input-param name="n"/></form></document>'),
    `${DOCUMENT}/form/input-param[1]/@value`,
  ],
  ["a sender without an id", order("", 'id="t"', "<sender/>"), `${REQUEST}/sender/unique-id`],
  [
    "a package without documents",
    order("", 'id="t"', '<packaging-task packaging-task-id="p" method="pades"/>'),
    `${REQUEST}/packaging-task[1]/packaging-task-document`,
  ],
  [
    "a package without a method",
    order(
      "",
      'id="t"',
      '<packaging-task packaging-task-id="p"><packaging-task-document document-id="d"/></packaging-task>',
    ),
    `${REQUEST}/packaging-task[1]/@method`,
  ],
  ["a mistake in the second order", `${LEAST_REQUEST}<request/>`, "/create-request-request/request[2]/task"],
];

describe("an order that is not what the schema says", () => {
  it.each(VIOLATIONS)("with %s is refused, and the place named", async (_what, content, place) => {
    const before = doors.signing.made.size;
    const { status, fault } = await post(doors.url, envelope(request("createRequest", content)));
    expect(fault).toMatchObject({ faultCode: "soap:Client", code: "schema-violation", place });
    expect(fault?.sentence).toContain(place);
    expect(status).toBe(500);
    expect(doors.signing.made.size).toBe(before);
  });

  it("is refused without a word of what it held", async () => {
    const secret = "1511782345";
    const content = order(
      `<days-to-live>${secret}x</days-to-live>`,
      'id="t"',
      `<subject><national-id>${secret}</national-id></subject>`,
    );
    const { text } = await post(doors.url, envelope(request("createRequest", content)));
    expect(text).not.toContain(secret);
    expect(doors.logLines.join()).not.toContain(secret);
  });
});

describe("other requests", () => {
  it.each([
    [
      "find-tasks-request",
      "findTasks",
      "<filter><criteria><value>x</value></criteria></filter>",
      "/filter/criteria[1]/field",
    ],
    [
      "find-tasks-request",
      "findTasks",
      "<filter><criteria><field>id</field></criteria></filter>",
      "/filter/criteria[1]/value",
    ],
    [
      "find-tasks-request",
      "findTasks",
      "<filter><criteria><field>name</field><value/></criteria></filter>",
      "/filter/criteria[1]/field",
    ],
    [
      "find-tasks-request",
      "findTasks",
      '<filter><criteria><field>id</field><value xsi:type="xsd:dateTime">now</value></criteria></filter>',
      "/filter/criteria[1]/value",
    ],
    [
      "find-tasks-request",
      "findTasks",
      "<filter><criteria><field>id</field><value><b/></value></criteria></filter>",
      "/filter/criteria[1]/value",
    ],
    ["find-tasks-request", "findTasks", "<filter/><from-index>99999999999999999999</from-index>", "/from-index"],
    ["find-tasks-request", "findTasks", "<filter/><sort-field>task-status</sort-field>", "/sort-field"],
    ["get-status-request", "getStatus", "", "/request-id"],
    ["get-request-request", "getRequest", "<request-id>a</request-id><request-id>b</request-id>", "/request-id"],
    ["create-usersession-request", "createUserSession", "<user-session/>", "/user-session/session-task"],
    [
      "create-usersession-request",
      "createUserSession",
      '<user-session><session-task request-id="r" task-id="t"/></user-session>',
      "/user-session/session-task[1]/@order",
    ],
    [
      "set-client-status-request",
      "setClientStatus",
      "<request-id>a</request-id><task-id>t</task-id>",
      "/client-status",
    ],
  ] as const)("%s by %s with %s is refused at %s", async (element, operation, content, place) => {
    const { fault } = await post(doors.url, envelope(request(operation, content)));
    expect(fault).toMatchObject({ code: "schema-violation", place: `/${element}${place}` });
  });
});

/** Each operation's request: what must stand in it, and the least of that which is read. */
const LEAST: Readonly<Record<string, string>> = {
  service: "demo",
  password: "Bond007",
  request: LEAST_REQUEST.replace(/^<request>|<\/request>$/g, ""),
  task: '<document-action type="view"/>',
  "user-session": '<session-task request-id="r" task-id="t" order="1"/>',
  notification: "<recipient>r</recipient><message>m</message>",
};
const ATTRIBUTES: Readonly<Record<string, string>> = {
  task: ' id="t"',
  notification: ' type="SMS" notification-id="n"',
};
const REQUIRED = Object.entries(DOCUMENT_SERVICE.operations).flatMap(([operation, { input }]) => {
  const members = Object.entries(input.type.elements as Elements).filter(isRequired);
  return members.map(([missing]) => ({
    operation,
    element: input.element,
    missing,
    names: members.map(([name]) => name),
  }));
});
function isRequired([, member]: readonly [string, Elements[string]]): boolean {
  if (member.kind !== "element" || member.tolerated || member.default !== undefined) return false;
  return member.cardinality === "one" || member.cardinality === "some";
}

describe("each operation", () => {
  const messageOf = (element: string, names: readonly string[]) =>
    envelope(
      `<${element} xmlns="${NAMESPACE}">${names.map((name) => `<${name}${ATTRIBUTES[name] ?? ""}>${LEAST[name] ?? ""}</${name}>`).join("")}</${element}>`,
    );

  it.each(REQUIRED)("refuses a $element without $missing, and names the place", async ({ element, missing, names }) => {
    const without = names.filter((name) => name !== missing);
    const { fault } = await post(doors.url, messageOf(element, without));
    expect(fault).toMatchObject({ code: "schema-violation", place: `/${element}/${missing}` });
  });

  it.each(Object.values(DOCUMENT_SERVICE.operations).map(({ input }) => input.element))(
    "refuses a %s with something that it does not know, or twice what it may have once",
    async (element) => {
      const names = REQUIRED.filter((each) => each.element === element).map(({ missing }) => missing);
      const unknown = await post(doors.url, messageOf(element, [...names, "priority"]));
      expect(unknown.fault).toMatchObject({ code: "schema-violation", place: `/${element}/priority` });
      const twice = await post(doors.url, messageOf(element, [...names, "service"]));
      expect(twice.fault).toMatchObject({ code: "schema-violation", place: `/${element}/service` });
    },
  );

  it("is among those sixteen", () => {
    expect(new Set(REQUIRED.map(({ operation }) => operation)).size).toBe(16);
  });
});

describe("what the schema leaves open", () => {
  it("children in any order", async () => {
    const content = `<request><account>a</account><task bundle="0" id="t"><dialog><message>m</message><title>t</title></dialog><document-action type="sign"/></task><profile>p</profile></request>`;
    const { "request-id": ids } = await call(doors.url, "createRequest", content);
    expect(doors.signing.made.get(ids[0]!)).toMatchObject({
      account: "a",
      profile: "p",
      tasks: [{ bundle: false, dialog: { title: "t" } }],
    });
  });

  it("white space around numbers, words of booleans, and empty optional texts", async () => {
    const content = order(
      "<days-to-live>\n +7 </days-to-live><profile></profile><on-task-cancel/>",
      'id="t" bundle=" true "',
    );
    const [id] = (await call(doors.url, "createRequest", content))["request-id"];
    const made = doors.signing.made.get(id!)?.tasks[0];
    expect(made).toMatchObject({ daysToLive: 7, bundle: true });
    expect(made).not.toHaveProperty("profile");
    expect(made).not.toHaveProperty("onTaskCancel");
  });

  it("attributes of other namespaces", async () => {
    const content = order("", 'id="t" xml:lang="da" xsi:schemaLocation="a b" q:x="1" xmlns:q="urn:q"');
    expect((await call(doors.url, "createRequest", content))["request-id"]).toHaveLength(1);
  });

  it("an empty element with a default", async () => {
    const [id] = (
      await call(doors.url, "createRequest", `<request>${LEAST_REQUEST.slice(9, -10)}<sdo-format/></request>`)
    )["request-id"];
    expect(doors.signing.made.get(id!)?.sdoFormat).toBe("native");
  });

  it("nil entries in lists that may have them", async () => {
    const content = `<request><subject xsi:nil="1"/><subject id="s" xsi:nil="false"/>${LEAST_REQUEST.slice(9, -10)}</request>`;
    const [id] = (await call(doors.url, "createRequest", content))["request-id"];
    expect(doors.signing.made.get(id!)?.subjects).toEqual([{ id: "s", attributes: [] }]);
  });

  it("what may be written to say of what type something is", async () => {
    const content = `<request>${LEAST_REQUEST.slice(9, -10)}<profile xsi:type="xsd:string">p</profile><document xmlns:z="${NAMESPACE}" xsi:type=" z:upload-document "><description>d</description></document></request>`;
    const [id] = (await call(doors.url, "createRequest", content))["request-id"];
    expect(doors.signing.made.get(id!)).toMatchObject({ profile: "p", documents: [{ kind: "upload" }] });
  });
});
