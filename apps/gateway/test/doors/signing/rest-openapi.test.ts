import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { EXAMPLES } from "../../../src/doors/rest-signing/examples.js";
import { type Described, openApi, PATHS } from "../../../src/doors/rest-signing/openapi.js";
import { PROBLEM_CODES } from "../../../src/doors/rest-signing/problem-codes.js";
import { PREFIX, restRoutes } from "../../../src/doors/rest-signing/rest-routes.js";
import * as schemas from "../../../src/doors/rest-signing/schemas.js";
import { fits, LEAST, type RestCaller, startRest } from "./rest-caller.js";
import { ORIGIN } from "./start-doors.js";

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}
const printed = openApi(ORIGIN) as {
  paths: Record<string, Record<string, Operation> & { parameters?: { name: string }[] }>;
  components: { schemas: Record<string, { examples?: unknown[]; properties?: Record<string, { enum?: string[] }> }> };
};
const operations = Object.entries(PATHS).flatMap(([path, verbs]) =>
  Object.entries(verbs).map(([verb, described]) => ({ path, verb, ...described })),
);
const SCHEMAS: Readonly<Record<keyof typeof EXAMPLES, z.ZodType>> = {
  UploadedDocument: schemas.uploaded,
  OrderRequest: schemas.order,
  Order: schemas.toldOrder,
  TaskStatus: schemas.taskStatus,
  Events: schemas.events,
  PackagingStatus: schemas.packagingStatus,
  Problem: schemas.problem,
};

let doors: RestCaller;
beforeAll(async () => {
  doors = await startRest();
});
afterAll(() => doors.stop());

describe("the OpenAPI document", () => {
  it("is given to anybody", async () => {
    const answer = await fetch(`${doors.url}${PREFIX}/openapi.json`);
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(printed)));
  });

  it("names every route there is, and no other", () => {
    const parts = { signing: doors.signing, origin: ORIGIN } as unknown as Parameters<typeof restRoutes>[0];
    const real = restRoutes(parts)
      .stack.map(({ path, methods }) => ({ path: String(path).replace(PREFIX, ""), verb: methods.at(-1) }))
      .filter(({ path }) => path !== "/{*rest}" && path !== "/openapi.json")
      .map(({ path, verb }) => `${verb} ${path.replace(/:(\w+)/g, "{$1}")}`);
    expect(real.sort()).toEqual(operations.map(({ path, verb }) => `${verb.toUpperCase()} ${path}`).sort());
  });

  it("points at nothing that is not in it, and has nothing that nobody points at", () => {
    const text = JSON.stringify(printed);
    const references = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
    expect([...references].sort()).toEqual(Object.keys(printed.components.schemas).sort());
  });

  it("gives every call a name of its own, every variable of an address, one good answer and one bad", () => {
    const told = Object.entries(printed.paths).flatMap(([path, { parameters = [], ...verbs }]) => {
      expect(parameters.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      return Object.values(verbs);
    });
    expect(new Set(told.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { responses } of told)
      expect(Object.keys(responses)).toEqual([expect.stringMatching(/^20\d$/), "default"]);
  });

  it("has every code that a problem can have", () => {
    expect(printed.components.schemas.Problem?.properties?.code?.enum).toEqual(PROBLEM_CODES);
  });
});

describe("an example in the OpenAPI document", () => {
  it.each(Object.entries(EXAMPLES))("of %s is read as it stands, with nothing added", (name, example) => {
    expect(printed.components.schemas[name]?.examples).toEqual([example]);
    const [read, written] = [SCHEMAS[name as keyof typeof EXAMPLES].parse(example), JSON.stringify(example)];
    expect(read).toEqual(JSON.parse(written));
  });

  it("is there for every message that is sent", () => {
    const sent = operations.flatMap(({ takes, gives: [, content] }) => [takes, content]);
    const names = new Set([...sent, "Problem"].filter((name) => name !== undefined && name !== "file"));
    expect([...names].sort()).toEqual(Object.keys(EXAMPLES).sort());
  });

  it("can be ordered, and is told as the example of an order tells it", async () => {
    const { status, json } = await doors.call("POST", "/orders", EXAMPLES.OrderRequest);
    expect(status).toBe(201);
    const [task] = EXAMPLES.Order.tasks;
    const signingUrl = `${ORIGIN}/std/docaction/demo/${json.id}/anna`;
    expect(json).toEqual({ ...EXAMPLES.Order, id: json.id, tasks: [{ ...task, signingUrl }] });
  });
});

describe("every route", () => {
  it.each(operations)("$verb $path answers as it is described", async ({ path, verb, takes, gives }) => {
    const made = await doors.call("POST", "/orders", LEAST);
    const up = await doors.call("POST", "/documents", "%PDF", { "content-type": "application/pdf" });
    const [order, upload] = [String(made.json.id), String(up.json.documentId)];
    fillStore(order);
    const document = path.startsWith("/documents") ? upload : path.startsWith("/archive") ? "a" : "d";
    const at = { order, task: path.includes("packaging") ? "p" : "t", document };
    const address = path.replace(/\{(\w+)\}/g, (_all, name: keyof typeof at) => at[name]);
    const answer = await doors.call(verb.toUpperCase(), address, ...contentOf(takes));
    expect(answer.status).toBe(gives[0]);
    checkContent(answer, gives);
  });

  it.each(operations)("$verb $path tells nobody without a token, by a problem", async ({ path, verb }) => {
    const answer = await doors.call(verb.toUpperCase(), path, undefined, { authorization: "" });
    expect([answer.status, answer.type]).toEqual([401, "application/problem+json"]);
    expect(fits(schemas.problem, answer.json)).toMatchObject({ code: "token-refused", status: 401 });
  });
});

function fillStore(order: string): void {
  const file = { mediaType: "application/x-pades", bytes: Buffer.from("%PDF") };
  for (const key of [`original/${order}/t/d`, `result/${order}/t/d`, `package/${order}/p`, "archive/a"])
    doors.signing.stored.set(`demo/${key}`, file);
  doors.signing.packaging.splice(0, Infinity, { orderId: order, packagingTaskId: "p", status: "created" });
}

function contentOf(takes: string | undefined): [body?: unknown, headers?: Record<string, string>] {
  if (takes === undefined) return [];
  return takes === "file" ? ["%PDF", { "content-type": "application/pdf" }] : [EXAMPLES[takes as "OrderRequest"]];
}

function checkContent({ type, json }: Awaited<ReturnType<RestCaller["call"]>>, [, content]: Described["gives"]): void {
  if (content === undefined) expect([type, json]).toEqual([null, { text: "" }]);
  else if (content === "file") expect(type).toMatch(/^application\/(pdf|x-pades)$/);
  else fits(SCHEMAS[content as keyof typeof EXAMPLES], json);
}
