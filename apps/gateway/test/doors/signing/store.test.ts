import { createHash } from "node:crypto";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { customer, type Doors, ORIGIN, PASSWORD, startDoors, TOKEN } from "./start-doors.js";

let doors: Doors;
beforeAll(async () => {
  doors = await startDoors({ customers: [customer("demo"), customer("other", { storeUser: "other-files" })] });
});
afterAll(() => doors.stop());
beforeEach(() => doors.signing.stored.clear());

const basic = (user: string, password = PASSWORD) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const DEMO = { authorization: basic("demo") };
const PDF = Buffer.from("%PDF-1.7 æ\u0000\u0001");

function call(method: string, path: string, headers: Record<string, string> = DEMO, body?: Buffer | string) {
  return fetch(doors.url + path, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === "string" ? body : new Uint8Array(body) }),
  });
}
const upload = (headers: Record<string, string> = {}, body: Buffer | string = PDF, path = "/doc/demo/sds") =>
  call("POST", path, { ...DEMO, "content-type": "application/pdf", ...headers }, body);

describe("an upload", () => {
  it.each(["/doc/demo/sds", "/doc/demo/sds/"])("to %s is answered with its id and where it is", async (path) => {
    const answer = await upload({}, PDF, path);
    const id = await answer.text();
    expect(answer.status).toBe(201);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer.headers.get("location")).toBe(`${ORIGIN}/doc/demo/sds/${id}`);
    expect(id).toMatch(/^[0-9a-z]{57,58}$/);
  });

  it.each([
    "application/pdf",
    "text/plain",
    "text/plain;charset=iso-8859-1",
    'text/plain; charset="utf-8"',
    "application/x-ltv-sdo",
  ])("of the type %s is given back byte for byte, with its type", async (type) => {
    const id = await (await upload({ "content-type": type })).text();
    const back = await call("GET", `/doc/demo/sds/${id}`);
    expect(back.status).toBe(200);
    expect(back.headers.get("content-type")).toBe(type);
    expect(Buffer.from(await back.arrayBuffer())).toEqual(PDF);
  });

  it("is given back as nothing that a browser would show", async () => {
    const id = await (await upload({ "content-type": "text/html" }, "<script>alert(1)</script>")).text();
    const { headers } = await call("GET", `/doc/demo/sds/${id}`);
    expect(headers.get("content-disposition")).toBe("attachment");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("sandbox");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("can be asked for without its bytes", async () => {
    const id = await (await upload()).text();
    const head = await call("HEAD", `/doc/demo/sds/${id}`);
    expect(head.headers.get("content-length")).toBe(String(PDF.length));
    expect(await head.text()).toBe("");
  });

  it("is deleted once", async () => {
    const id = await (await upload()).text();
    expect((await call("DELETE", `/doc/demo/sds/${id}`)).status).toBe(204);
    expect((await call("DELETE", `/doc/demo/sds/${id}`)).status).toBe(404);
    expect((await call("GET", `/doc/demo/sds/${id}`)).status).toBe(404);
  });

  it.each([
    ["that is empty", 400, {}, ""],
    ["without a type", 415, { "content-type": "" }, PDF],
    ["of no type", 415, { "content-type": "pdf" }, PDF],
    ["with a header in its type", 415, { "content-type": 'text/plain; a="\u00e6\\"' }, PDF],
    ["of several parts", 415, { "content-type": "multipart/form-data; boundary=x" }, PDF],
    ["of a form", 415, { "content-type": "application/x-www-form-urlencoded" }, PDF],
    ["of a type that is not stored", 415, { "content-type": "application/zip" }, PDF],
    ["that is compressed", 415, { "content-encoding": "gzip" }, PDF],
    ["larger than the service may send", 413, {}, Buffer.alloc(100_001)],
  ])("%s is refused with %i", async (_what, status, headers, body) => {
    const answer = await upload(headers, body);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(/\.\n$/);
    expect(doors.signing.stored.size).toBe(0);
  });

  it("exactly as large as the service may send is taken", async () => {
    expect((await upload({}, Buffer.alloc(100_000))).status).toBe(201);
  });
});

describe("a raw connection", () => {
  const HEAD = `POST /doc/demo/sds HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${basic("demo")}\r\nContent-Type: application/pdf\r\n`;

  /** Sends pieces, each when the answer so far ends with what is waited for. */
  function speak(
    ...turns: readonly (readonly [waitFor: RegExp | undefined, send: string | Buffer])[]
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      const { port } = new URL(doors.url);
      let said = "";
      const left = [...turns];
      const socket = connect(Number(port), "127.0.0.1");
      const go = () => {
        while (left[0] && (left[0][0]?.test(said) ?? true)) socket.write(left.shift()![1]);
      };
      socket.on("connect", go);
      socket.on("data", (data) => {
        said += data.toString("latin1");
        go();
        if (left.length === 0 && /HTTP\/1\.1 (?!100)\d+[\s\S]*\r\n\r\n/.test(said)) socket.end();
      });
      socket.on("close", () => resolve(said));
      socket.on("error", (error) => (said === "" ? reject(error) : resolve(said)));
    });
  }

  it("is told to go on before it has sent the body, when it asks", async () => {
    const said = await speak(
      [undefined, `${HEAD}Expect: 100-continue\r\nContent-Length: 4\r\n\r\n`],
      [/100 Continue/, "%PDF"],
    );
    expect(said).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /);
  });

  it.each([
    ["too large", HEAD, "Content-Length: 100001", 413],
    ["with a wrong password", HEAD.replace(basic("demo"), basic("demo", "no")), "Content-Length: 4", 401],
    ["compressed", HEAD, "Content-Encoding: gzip\r\nContent-Length: 4", 415],
  ])("is refused before it has sent a body that is %s", async (_what, head, more, status) => {
    const said = await speak([undefined, `${head}Expect: 100-continue\r\n${more}\r\n\r\n`]);
    expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(said).not.toContain("100 Continue");
  });

  it("that says no length is refused", async () => {
    expect(await speak([undefined, `${HEAD}\r\n`])).toMatch(/^HTTP\/1\.1 411 /);
  });

  it("may send in chunks, up to the same limit", async () => {
    const chunked = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`;
    expect(await speak([undefined, `${chunked}2\r\n%P\r\n2\r\nDF\r\n0\r\n\r\n`])).toMatch(/^HTTP\/1\.1 201 /);
    const flood = Buffer.concat([Buffer.from(`${chunked}186a1\r\n`), Buffer.alloc(100_001), Buffer.from("\r\n")]);
    expect(await speak([undefined, flood])).toMatch(/^HTTP\/1\.1 413 /);
    expect(doors.signing.stored.size).toBe(1);
  });

  it("that breaks off leaves nothing", async () => {
    const { port } = new URL(doors.url);
    await new Promise<void>((resolve) => {
      const sent = httpRequest({
        port,
        method: "POST",
        path: "/doc/demo/sds",
        headers: { ...DEMO, "content-type": "application/pdf", "content-length": 100 },
      });
      sent.on("error", () => resolve());
      sent.write("%PDF", () => sent.destroy(new Error("gone")));
    });
    expect((await call("GET", "/doc/demo/sds/none")).status).toBe(404);
    expect(doors.signing.stored.size).toBe(0);
  });
});

describe("what an order has", () => {
  const file = (text: string) => ({ mediaType: "application/x-ltv-sdo", bytes: Buffer.from(text) });
  const PLACES = [
    ["/doc/demo/order/r1/t1/d1/original", "demo/original/r1/t1/d1"],
    ["/doc/demo/order/r1/t1/d1/sdo", "demo/result/r1/t1/d1"],
    ["/doc/demo/order/r1/t%201/d%2F%C3%A6/sdo", "demo/result/r1/t 1/d/æ"],
    ["/doc/demo/order/r1/packaging/p1", "demo/package/r1/p1"],
    ["/doc/demo/archive/a1", "demo/archive/a1"],
  ] as const;

  it.each(PLACES)("is fetched from %s", async (path, key) => {
    doors.signing.stored.set(key, file(key));
    const answer = await call("GET", path);
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
      200,
      "application/x-ltv-sdo",
      key,
    ]);
  });

  it.each(PLACES)("is not there before it is: %s", async (path) => {
    expect((await call("GET", path)).status).toBe(404);
  });

  it.each([
    "/doc/demo",
    "/doc/demo/",
    "/doc/demo/sds",
    "/doc/demo/order/r1",
    "/doc/demo/order/r1/t1/d1/other",
    "/doc/demo/%ff",
  ])("is not at %s", async (path) => {
    expect((await call("GET", path)).status).toBe(404);
  });
});

describe("who asks", () => {
  it.each([
    ["nobody", {}],
    ["a wrong password", { authorization: basic("demo", "bond007") }],
    ["no password", { authorization: basic("demo", "") }],
    ["an unknown service", { authorization: basic("nobody") }],
    ["a service under another name than its files'", { authorization: basic("other") }],
    ["another scheme", { authorization: "Digest demo" }],
    ["a broken header", { authorization: "Basic %%%" }],
    ["a header without a colon", { authorization: `Basic ${Buffer.from("demo").toString("base64")}` }],
    ["an unknown token", { authorization: "Bearer no" }],
  ])("%s is refused, always alike", async (_who, headers) => {
    const answer = await call("GET", "/doc/demo/sds/x", {
      ...headers,
      "x-test-address": createHash("sha1").update(_who).digest("hex"),
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe('Basic realm="documents", charset="UTF-8"');
    expect(await answer.text()).toBe("Give the service's user name and password.\n");
  });

  it("may have a user name of its own for files", async () => {
    const headers = { authorization: basic("other-files"), "content-type": "application/pdf" };
    expect((await call("POST", "/doc/other/sds", headers, PDF)).status).toBe(201);
  });

  it("may come with a token", async () => {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/pdf" };
    expect((await call("POST", "/doc/demo/sds", headers, PDF)).status).toBe(201);
    expect((await call("POST", "/doc/other/sds", headers, PDF)).status).toBe(403);
  });

  it("has nothing of another service's", async () => {
    const id = await (await upload()).text();
    const headers = { authorization: basic("other-files") };
    expect((await call("GET", `/doc/demo/sds/${id}`, headers)).status).toBe(403);
    expect((await call("GET", `/doc/other/sds/${id}`, headers)).status).toBe(404);
    expect((await call("DELETE", `/doc/other/sds/${id}`, headers)).status).toBe(404);
    expect((await call("GET", `/doc/nobody/sds/${id}`, headers)).status).toBe(403);
  });
});

describe("a gateway that is full", () => {
  it("takes nothing more for now", async () => {
    const small = await startDoors({ room: 10 });
    const answer = await fetch(`${small.url}/doc/demo/sds`, {
      method: "POST",
      headers: { ...DEMO, "content-type": "application/pdf" },
      body: "more than ten bytes",
    });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "60"]);
    const next = { ...DEMO, "content-type": "application/pdf" };
    expect((await fetch(`${small.url}/doc/demo/sds`, { method: "POST", headers: next, body: "few" })).status).toBe(201);
    await small.stop();
  });
});
