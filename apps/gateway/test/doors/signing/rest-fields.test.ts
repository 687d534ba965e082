import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApi } from "../../../src/doors/rest-signing/openapi.js";
import { REST_CODES } from "../../../src/doors/rest-signing/problem-codes.js";
import * as schemas from "../../../src/doors/rest-signing/schemas.js";
import { DOCUMENT, FULL, fits, LEAST, NOTIFICATION, type RestCaller, startRest } from "./rest-caller.js";
import { ORIGIN } from "./start-doors.js";

let doors: RestCaller;
beforeAll(async () => {
  doors = await startRest();
});
afterAll(() => doors.stop());

const page = readFileSync(new URL("../../../../../docs/signing-rest.md", import.meta.url), "utf8");
const rows = [...page.matchAll(/^\| (`.+?) \| (taken|refused) \|/gm)].map(([, name = "", verdict]) => ({
  name,
  verdict,
}));
const taken = rows.filter(({ verdict }) => verdict === "taken").map(({ name }) => name.replaceAll("`", ""));
const refused = rows.filter(({ verdict }) => verdict === "refused").map(({ name }) => name);

const task = (change: object) => ({ tasks: [{ ...LEAST.tasks[0], ...change }] });
const method = (change: object) =>
  task({ signatureMethods: [{ name: "nemid", type: "AUTHENTICATION_BASED", ...change }] });
const schedule = (stateIs: string) => ({ ...LEAST, notifications: [{ ...NOTIFICATION, schedule: [{ stateIs }] }] });

/** Of each row that is refused: an order that asks for it, where it is told so, and a word of the remedy. */
const ORDERS: Readonly<Record<string, readonly [order: object, place: string, remedy: RegExp]>> = {
  "`tasks[].configuration`: another": [task({ configuration: "dark" }), "tasks[0].configuration", /`profile`/],
  "`tasks[].documents[].form`": [
    task({ documents: [{ ...DOCUMENT, form: { interactive: true, inputParams: [{ name: "n", value: "v" }] } }] }),
    "tasks[0].documents[0].form",
    /upload the document/,
  ],
  "`tasks[].signatureMethods[].type`: `SIGNED_STATEMENT`": [
    method({ type: "SIGNED_STATEMENT" }),
    "tasks[0].signatureMethods[0].type",
    /AUTHENTICATION_BASED/,
  ],
  "`tasks[].signatureMethods[].handwritten`: `true`": [
    method({ handwritten: true }),
    "tasks[0].signatureMethods[0].handwritten",
    /must be false/,
  ],
  "`tasks[].subject.attributes[].methods[]`: some of them": [
    {
      tasks: [
        {
          ...method({}).tasks[0],
          subject: { attributes: [{ name: "national-id", value: "1511782345", methods: ["nemid-sign"] }] },
        },
      ],
    },
    "tasks[0].subject.attributes[0].methods",
    /every signature method/,
  ],
  "`notifications[].schedule[].stateIs`: `FORWARDED`": [
    schedule("FORWARDED"),
    "notifications[0].schedule[0].stateIs",
    /another task/,
  ],
};
const ADDRESSES: Readonly<Record<string, RegExp>> = {
  "`GET /orders/…/tasks/…/forwards`": /another task/,
  "`GET /orders/…/tasks/…/documents/…/generated`": /`original`/,
};

describe("the table of docs/signing-rest.md", () => {
  it("names every member that an order may have", () => {
    const { schemas: printed } = openApi(ORIGIN).components as { schemas: Record<string, Schema> };
    const members = namesOf(printed.OrderRequest!, printed);
    const known = new Set(taken.flatMap((path) => path.match(/\w+/g) ?? []));
    // How long, and when: told in the row of the member they belong to.
    const inOthers = new Set(["days", "hours", "minutes", "daysOfWeek", "timeOfDay", "timezone", "title", "message"]);
    const ofPackages = new Set(["method", "sendToArchive", "taskId", "documentIds"]);
    expect(members.filter((name) => !known.has(name) && !inOthers.has(name) && !ofPackages.has(name))).toEqual([]);
  });

  it("has a case here for every row that is refused, and no other", () => {
    expect(refused).toEqual([...Object.keys(ORDERS), ...Object.keys(ADDRESSES)]);
  });

  it.each(taken)("%s is taken, and told again", async (path) => {
    const asked = valuesAt(path, EVERYTHING);
    const { status, json } = await doors.call("POST", "/orders", EVERYTHING);
    expect([status, asked.length > 0]).toEqual([201, true]);
    expect(valuesAt(path, json)).toEqual(saysWhatHoldsAnyway(path) ? [] : asked);
  });

  it.each(Object.entries(ORDERS))("%s is refused, with what to do instead", async (_name, [order, place, remedy]) => {
    const { status, type, json } = await doors.call("POST", "/orders", order);
    expect([status, type]).toEqual([400, "application/problem+json"]);
    const { violations } = fits(schemas.problem, json) as schemas.Problem;
    expect(violations).toEqual([{ propertyPath: place, message: expect.stringMatching(remedy) }]);
  });

  it.each(Object.entries(ADDRESSES))("%s is refused, with what to do instead", async (name, remedy) => {
    const [method = "", path = ""] = name.replaceAll("`", "").split(" ");
    const { status, type, json } = await doors.call(method, path.replaceAll("…", "x"));
    expect([status, type]).toEqual([404, "application/problem+json"]);
    expect(fits(schemas.problem, json)).toMatchObject({ code: "not-supported", detail: expect.stringMatching(remedy) });
    expect((await doors.call(method, `${path.replaceAll("…", "x")}/x`)).json.code).toBe("not-there");
  });

  it("has every code of a problem, once, in the order of the code", () => {
    const [table = ""] = page.slice(page.indexOf("| Code |")).split("\n\n", 1);
    expect([...table.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, code]) => code)).toEqual(REST_CODES);
  });
});

/** Times are told in UTC. */
const EVERYTHING = JSON.parse(JSON.stringify(FULL).replaceAll("2026-05-01T10:00:00+02:00", "2026-05-01T08:00:00.000Z"));
EVERYTHING.tasks[0].subject.attributes[0].methods = ["nemid-sign", "nemid"];
const saysWhatHoldsAnyway = (path: string) => path === "tasks[].subject.attributes[].methods[]";

/** Every value at a path such as "tasks[].documents[].id". */
function valuesAt(path: string, within: unknown): readonly unknown[] {
  return path.split(".").reduce<readonly unknown[]>(
    (found, step) => {
      const [name = "", list] = step.split("[");
      const members = found.flatMap((one) => ((one as Record<string, unknown> | undefined)?.[name] ?? []) as unknown[]);
      return list === undefined ? members : members.flat();
    },
    [within],
  );
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}
function namesOf(schema: Schema, all: Readonly<Record<string, Schema>>): readonly string[] {
  const { properties = {}, items, $ref } = schema;
  const inner = [
    ...Object.values(properties),
    ...(items ? [items] : []),
    ...($ref ? [all[$ref.split("/").at(-1)!]!] : []),
  ];
  return [...Object.keys(properties), ...inner.flatMap((one) => namesOf(one, all))];
}
