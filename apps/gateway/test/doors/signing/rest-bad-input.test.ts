import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATHS } from "../../../src/doors/rest-signing/openapi.js";
import { PREFIX } from "../../../src/doors/rest-signing/rest-routes.js";
import * as schemas from "../../../src/doors/rest-signing/schemas.js";
import { type Answer, DOCUMENT, fits, LEAST, type RestCaller, startRest } from "./rest-caller.js";
import { TOKEN } from "./start-doors.js";

let doors: RestCaller;
beforeAll(async () => {
  doors = await startRest();
});
afterAll(() => doors.stop());

const order = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  doors.call("POST", "/orders", body, headers);
/** The least order, with members written into the order, the task or the document as they are. */
const written = ({ inOrder = "", inTask = "", inDocument = "" }) =>
  `{"tasks":[{"id":"t",${inTask}"documents":[${inDocument}${JSON.stringify(DOCUMENT)}]}]${inOrder}}`;
const described = (members: string) =>
  `{"tasks":[{"id":"t","documents":[{"action":"SIGN","source":"SESSION","documentRef":"0103",${members}}]}]}`;

function problemIn(answer: Answer): schemas.Problem {
  expect(answer.type).toBe("application/problem+json");
  return fits(schemas.problem, answer.json) as schemas.Problem;
}
const placesIn = (answer: Answer) => problemIn(answer).violations?.map(({ propertyPath }) => propertyPath) ?? [];

/** A hundredth of it on an idle machine. What looks at each character for each other would take minutes. */
const SOON = 5000;

describe("JSON that is made to hurt", () => {
  const most = 1024 * 1024;
  it.each([
    ["100 000 lists in each other", "[".repeat(100_000) + "]".repeat(100_000)],
    ["as many that nobody closes", "[".repeat(100_000)],
    ["as many objects", '{"tasks":'.repeat(100_000)],
    ["as many under a name that is not known", `{"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["33 levels", written({ inOrder: `,"x":${"[".repeat(32)}${"]".repeat(32)}` })],
    ["a million quotes", '"'.repeat(most)],
    ["a list of half a million", `{"tasks":[${"0,".repeat(most / 2 - 20)}0]}`],
    ["a third of a million of tasks", `{"tasks":[${"{},".repeat(most / 3 - 10)}{}]}`],
    ["a hundred thousand names", `{${Array.from({ length: 90_000 }, (_, at) => `"${at}":0`).join()}}`],
  ])("is refused at once: %s", async (_what, body) => {
    const began = performance.now();
    const { status, ...answer } = await order(body);
    expect([status, problemIn({ status, ...answer }).code]).toEqual([400, "schema-violation"]);
    expect(performance.now() - began).toBeLessThan(SOON);
  });

  it.each([
    ["a string that never ends, of escapes", `"${'\\"'.repeat(most / 2 - 10)}`],
    ["a million white spaces", " ".repeat(most - 1)],
    ["a million minus signs", "-".repeat(most - 1)],
  ])("is refused at once: %s", async (_what, body) => {
    const began = performance.now();
    const answer = await order(body);
    expect([answer.status, problemIn(answer).code]).toEqual([400, "not-json"]);
    expect(performance.now() - began).toBeLessThan(SOON);
  });

  it.each([
    ["ten megabytes of lists", Buffer.alloc(10 * most, "[")],
    ["a byte more than a megabyte", Buffer.alloc(most + 1, " ")],
    ["a million tasks", `{"tasks":[${"{},".repeat(1_000_000)}{}]}`],
  ])("is not read at all: %s", async (_what, body) => {
    const answer = await order(body);
    expect([answer.status, problemIn(answer).code]).toEqual([413, "too-large"]);
  });

  it("is not read to its end when it does not say how long it is", async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(sink) {
        sent += 65_536;
        if (sent > 10 * most) sink.close();
        else sink.enqueue(Buffer.alloc(65_536, "["));
      },
    });
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    const request = { method: "POST", headers, body, duplex: "half" };
    const answer = await fetch(`${doors.url}${PREFIX}/orders`, request).catch(() => undefined);
    if (answer) expect(answer.status).toBe(413); // or the line was cut while there was more to come
    expect(sent).toBeLessThan(10 * most);
  });

  it("is answered with a hundred violations at most, and with how many more there are", async () => {
    const answer = await order(`{"tasks":[${"{},".repeat(5000)}{}]}`);
    const { violations, detail } = problemIn(answer);
    expect([violations?.length, detail]).toEqual([100, "There are 9902 more violations."]);
  });

  it("with a name of a megabyte is answered with the beginning of it", async () => {
    const answer = await order(`{"${"x".repeat(1_000_000)}":1}`);
    expect(JSON.stringify(answer.json).length).toBeLessThan(1000);
    expect(placesIn(answer)).toContain(`${"x".repeat(100)}…`);
  });
});

describe("a member that stands there twice", () => {
  it.each([
    [written({ inOrder: ',"tasks":[]' }), "tasks"],
    [written({ inOrder: ',"clientReference":"a","clientReference":"a"' }), "clientReference"],
    [written({ inTask: '"id":"u",' }), "tasks[0].id"],
    [written({ inTask: String.raw`"\u0069d":"u",` }), "tasks[0].id"],
    [described('"description":"a","description":"b"'), "tasks[0].documents[0].description"],
    [
      written({ inDocument: `${JSON.stringify(DOCUMENT)},{"id":"a","x":{"id":1},"id":"b"},` }),
      "tasks[0].documents[1].id",
    ],
    [written({ inOrder: ',"x":{"y":[0,[1,{"z":1,"z":2}]]}' }), "x.y[1][1].z"],
    [written({ inOrder: ',"__proto__":1,"__proto__":2' }), "__proto__"],
    [written({ inOrder: ',"":1,"":2' }), ""],
  ])("%s is refused at %s", async (body, place) => {
    const answer = await order(body);
    expect([answer.status, placesIn(answer)]).toEqual([400, [place]]);
  });

  it("in different objects is none", async () => {
    expect((await order(written({ inDocument: `${JSON.stringify({ ...DOCUMENT, id: "t" })},` }))).status).toBe(201);
  });

  it("within a text is none", async () => {
    expect((await order(described(String.raw`"description":"\"id\":1,\"id\":2,[[{"`))).status).toBe(201);
  });
});

describe("names that objects have anyway", () => {
  const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__defineGetter__", "valueOf"];
  it.each(names)("%s is not known, and changes nothing", async (name) => {
    for (const [members, place] of [
      [{ inOrder: `,"${name}":{"isAdmin":true}` }, name],
      [{ inTask: `"${name}":{"isAdmin":true},` }, `tasks[0].${name}`],
    ] as const) {
      const answer = await order(written(members));
      expect([answer.status, placesIn(answer)]).toEqual([400, [place]]);
    }
    expect(Object.hasOwn(Object.prototype, "isAdmin")).toBe(false);
  });

  it.each(names)("%s may be what a subject's attribute is called", async (name) => {
    const subject = { attributes: [{ name, value: "x" }] };
    const { status, json } = await doors.call("POST", "/orders", { tasks: [{ ...LEAST.tasks[0], subject }] });
    expect([status, (json.tasks as { subject: unknown }[])[0]!.subject]).toEqual([201, subject]);
  });
});

describe("an order that says to be", () => {
  const body = JSON.stringify(LEAST);
  it.each([
    ["text", { "content-type": "text/plain" }],
    ["XML", { "content-type": "application/xml" }],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }],
    ["several parts", { "content-type": "multipart/form-data; boundary=x" }],
    ["something like JSON", { "content-type": "application/json-seq" }],
    ["a problem", { "content-type": "application/problem+json" }],
    ["nothing", { "content-type": "" }],
    ["Latin-1", { "content-type": "application/json; charset=iso-8859-1" }],
    ["UTF-16", { "content-type": 'application/json; charset="utf-16"' }],
    ["compressed", { "content-encoding": "gzip" }],
  ])("%s is refused unread", async (_what, headers) => {
    const answer = await order("content-encoding" in headers ? gzipSync(body) : body, headers);
    expect([answer.status, problemIn(answer).code]).toEqual([415, "media-type"]);
  });

  it.each([
    "application/json",
    "Application/JSON",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
  ])("%s is read", async (type) => {
    expect((await order(body, { "content-type": type })).status).toBe(201);
  });
});

describe("bytes that are no JSON in UTF-8", () => {
  const around = (bytes: readonly number[]) => {
    const [before = "", after = ""] = described('"description":"#"').split("#");
    return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
  };
  it.each([
    ["a byte order mark", Buffer.from(`\ufeff${JSON.stringify(LEAST)}`)],
    ["UTF-16", Buffer.from(JSON.stringify(LEAST), "utf16le")],
    ["an ø of Latin-1", around([0xf8])],
    ["an overlong slash", around([0xc0, 0xaf])],
    ["a surrogate", around([0xed, 0xa0, 0x80])],
    ["a character cut short", around([0xe2, 0x82])],
    ["beyond Unicode", around([0xf4, 0x90, 0x80, 0x80])],
    ["a NUL", around([0])],
    ["a line break in a text", around([10])],
    ["a comma too many", Buffer.from('{"tasks":[],}')],
    ["a comment", Buffer.from(`/* */${JSON.stringify(LEAST)}`)],
    ["apostrophes", Buffer.from("{'tasks':[]}")],
    ["names without quotes", Buffer.from("{tasks:[]}")],
    ["two orders", Buffer.from(JSON.stringify(LEAST).repeat(2))],
    ["an order and something", Buffer.from(`${JSON.stringify(LEAST)}\u00a0`)],
    ["an escape that is none", Buffer.from('{"\\x":1}')],
    ["half of an escape", Buffer.from('{"\\u00":1}')],
  ])("are refused: %s", async (_what, body) => {
    const answer = await order(body);
    expect([answer.status, problemIn(answer).code]).toEqual([400, "not-json"]);
  });
});

describe("a text that could not be sealed", () => {
  it.each([
    String.raw`\ud800`,
    String.raw`\udc00x`,
    String.raw`\ud83d\u0041`,
    String.raw`\u0000`,
    String.raw`\u001b`,
    String.raw`\ufffe`,
  ])("%s is refused wherever it stands", async (text) => {
    const members: readonly (readonly [object, string])[] = [
      [{ inOrder: `,"clientReference":"a${text}"` }, "clientReference"],
      [{ inTask: `"signText":"a${text}",` }, "tasks[0].signText"],
      [{ inTask: `"dialog":{"title":"${text}"},` }, "tasks[0].dialog.title"],
      [
        { inTask: `"subject":{"attributes":[{"name":"own","value":"${text}"}]},` },
        "tasks[0].subject.attributes[0].value",
      ],
    ];
    for (const [member, place] of members) {
      const answer = await order(written(member));
      expect([answer.status, placesIn(answer)]).toEqual([400, [place]]);
    }
  });

  it("is not one of another plane, nor one of several lines", async () => {
    const { status, json } = await order(described(String.raw`"description":"\ud83d\ude00 a\n\tb"`));
    expect([status, JSON.stringify(json).includes("😀")]).toEqual([201, true]);
  });

  it("is refused when it is longer than any page would have it", async () => {
    const long = "x".repeat(10_001);
    for (const [member, place] of [
      [{ inTask: `"signText":"${long}",` }, "tasks[0].signText"],
      [{ inTask: `"onTaskComplete":"https://e.dk/${long}",` }, "tasks[0].onTaskComplete"],
    ] as const)
      expect(placesIn(await order(written(member)))).toEqual([place]);
    expect(placesIn(await order(described(`"description":"${"x".repeat(1_000_000)}"`)))).toEqual([
      "tasks[0].documents[0].description",
    ]);
    expect((await order(written({ inTask: `"signText":"${"x".repeat(10_000)}",` }))).status).toBe(201);
  });
});

describe("a member that is null", () => {
  it("is as good as left out, as many serialisers write it", async () => {
    const optional = { clientReference: null, sdoFormat: null, notifications: null, packagingTasks: null };
    const inTask = { dialog: null, authentication: null, signText: null, subject: { id: null, attributes: null } };
    const inDocument = { form: null, externalReference: null };
    const tasks = [{ ...LEAST.tasks[0], ...inTask, documents: [{ ...DOCUMENT, ...inDocument }] }];
    const [sparse, plain] = [
      await doors.call("POST", "/orders", { ...optional, tasks }),
      await doors.call("POST", "/orders", { tasks: [{ ...LEAST.tasks[0], subject: {} }] }),
    ];
    expect(sparse.status).toBe(201);
    const nameless = (json: object) => JSON.parse(JSON.stringify(json).replaceAll(/\d{57}/g, "id"));
    expect(nameless(sparse.json)).toEqual(nameless(plain.json));
  });

  it.each([
    ['{"tasks":null}', "tasks"],
    ['{"tasks":[null]}', "tasks[0]"],
    [written({ inTask: '"dependsOnTasks":[null],' }), "tasks[0].dependsOnTasks[0]"],
    [described('"description":null'), "tasks[0].documents[0].description"],
    ["null", ""],
    [written({ inOrder: ',"clientReference":null,"clientReference":"a"' }), "clientReference"],
  ])("%s is refused at %s all the same", async (body, place) => {
    const answer = await order(body);
    expect([answer.status, placesIn(answer)]).toEqual([400, [place]]);
  });
});

describe("a number", () => {
  it.each(["1e999", "-1e999", "-1", "0", "31", "1.5", "1e-1", "1e9", '"7"', "true", "[7]"])(
    "that is %s is refused where a few days belong",
    async (number) => {
      const answer = await order(written({ inOrder: `,"daysUntilDeletion":${number}` }));
      expect([answer.status, placesIn(answer)]).toEqual([400, ["daysUntilDeletion"]]);
    },
  );

  it.each(["NaN", "Infinity", "01", "+1", ".5", "1.", "0x1F", "1_0", "--1"])("is not written %s", async (number) => {
    const answer = await order(written({ inOrder: `,"daysUntilDeletion":${number}` }));
    expect([answer.status, problemIn(answer).code]).toEqual([400, "not-json"]);
  });

  it("may be written as 7e0", async () => {
    expect((await order(written({ inOrder: ',"daysUntilDeletion":7e0' }))).json.daysUntilDeletion).toBe(7);
  });
});

const BODILESS = Object.entries(PATHS).flatMap(([path, verbs]) =>
  Object.keys(verbs).flatMap((verb) => (verb === "post" ? [] : [[verb.toUpperCase(), path] as const])),
);
const VARIABLE = /\{\w+\}/g;

describe("an id that is made up", () => {
  const ids = [
    ["a way up", "..%2f..%2fopenapi.json"],
    ["a way up, twice encoded", "%252e%252e%252f"],
    ["a way up for Windows", "..%5c..%5c"],
    ["a NUL", "a%00b"],
    ["a line break", "a%0d%0aSet-Cookie:%20x=1"],
    ["no UTF-8", "%ff%fe"],
    ["half of an escape", "%e"],
    ["no escape", "%zz"],
    ["a name that objects have", "__proto__"],
    ["another such name", "constructor"],
    ["SQL", "'%20OR%20'1'='1"],
    ["other letters", encodeURIComponent("é😀")],
    ["very long", "x".repeat(2000)],
  ] as const;
  it.each(ids)("is not there: %s", async (_what, id) => {
    for (const [method, path] of BODILESS) {
      const answer = await doors.call(method, path.replace(VARIABLE, id));
      expect([method, path, answer.status]).toEqual([method, path, 404]);
      expect(["not-there", "unknown-request"]).toContain(problemIn(answer).code);
      expect(JSON.stringify(answer.json).length).toBeLessThan(500);
    }
  });

  it("is told the same as one that is another service's", async () => {
    const { json } = await doors.call("POST", "/orders", LEAST);
    const up = await doors.call("POST", "/documents", "%PDF", { "content-type": "application/pdf" });
    const [theirs, unknown] = [String(json.id), String(json.id).replace(/^\d/, "9")];
    doors.signing.stored.set(`demo/archive/${theirs}`, { mediaType: "a/b", bytes: Buffer.from("b") });
    for (const [method, path] of BODILESS) {
      const at = (order: string, document: string) =>
        path.replace("{order}", order).replace("{task}", "t").replace("{document}", document);
      const documentOf = path.startsWith("/documents") ? String(up.json.documentId) : theirs;
      const headers = { authorization: "Bearer other" };
      const [foreign, none] = [
        await doors.call(method, at(theirs, documentOf), undefined, headers),
        await doors.call(method, at(unknown, unknown), undefined, headers),
      ];
      expect([method, path, foreign.status, foreign.json]).toEqual([method, path, 404, none.json]);
    }
  });
});

describe("a method", () => {
  const described = Object.entries(PATHS).map(([path, verbs]) => {
    const methods = Object.keys(verbs).map((verb) => verb.toUpperCase());
    return { path, methods, allow: [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort() };
  });
  const allowOf = ({ headers }: Answer) => headers.get("allow")?.split(", ").sort();

  it.each(described)("that $path does not have is told which ones it has", async ({ path, methods, allow }) => {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((each) => !methods.includes(each))) {
      const answer = await doors.call(method, path.replace(VARIABLE, "x"));
      expect([method, answer.status, allowOf(answer)]).toEqual([method, 405, allow]);
      expect(problemIn(answer).code).toBe("method-not-allowed");
    }
    const options = await doors.call("OPTIONS", path.replace(VARIABLE, "x"));
    expect([options.status, allowOf(options), options.json]).toEqual([204, allow, { text: "" }]);
  });

  it("of an address that is none is not there, whatever it is", async () => {
    for (const method of ["GET", "HEAD", "OPTIONS", "PUT"])
      expect((await doors.call(method, "/nothing")).status).toBe(404);
  });

  it("is told to nobody without a token", async () => {
    for (const method of ["PUT", "OPTIONS"]) {
      const answer = await doors.call(method, "/orders", undefined, { authorization: "" });
      expect([answer.status, answer.headers.get("allow")]).toEqual([401, null]);
    }
  });

  it("HEAD gets the headers of GET, and nothing else", async () => {
    const { json } = await doors.call("POST", "/orders", LEAST);
    const address = `/orders/${json.id}`;
    const [get, head] = [await doors.call("GET", address), await doors.call("HEAD", address)];
    expect([head.status, head.type, head.headers.get("content-length")]).toEqual([
      200,
      get.type,
      get.headers.get("content-length"),
    ]);
    expect((await doors.call("HEAD", "/orders/none")).status).toBe(404);
  });
});

describe("what was refused", () => {
  it("stands in no log line", () => {
    const lines = doors.logLines.join();
    for (const secret of ["isAdmin", "xxxxxxxx", TOKEN, "Set-Cookie"]) expect(lines).not.toContain(secret);
    expect(lines).not.toContain('"level":50');
  });
});
