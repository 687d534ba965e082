import { inspect } from "node:util";
import { type Credential, EidError, NationalId } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { httpCompanyRegister } from "../../src/company-register/http-company-register.js";

const person = new NationalId("DK", "6102031234");
const good = {
  cvr: "12345678",
  name: "Jensen Test ApS",
  form: "ApS",
  status: "active",
  roles: [{ role: "director", signs: "alone" }],
};

type Answer = Response | Promise<Response>;
interface Call {
  url?: string;
  init?: RequestInit;
}
function ask(answer: () => Answer, call: Call = {}) {
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    Object.assign(call, { url, init });
    return answer();
  };
  const credential = { fetch } as unknown as Credential;
  return httpCompanyRegister({ url: "https://companies.example/participants", credential }).companiesOf(person);
}
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => "answered",
    (error: unknown) => (error instanceof EidError ? `${error.code} ${error.category}` : `threw ${error}`),
  );
const json = (body: unknown) => () => Response.json(body);
const unavailable = "nemid:registerunavailable unavailable";

describe("asking the company register", () => {
  it("is a POST of the CPR number, which stands nowhere but in the body", async () => {
    const call: Call = {};
    await ask(json({ companies: [] }), call);
    expect(call.url).toBe("https://companies.example/participants");
    expect(call.init).toMatchObject({ method: "POST", redirect: "error", body: '{"cpr":"6102031234"}' });
    expect(new Headers(call.init?.headers).get("content-type")).toBe("application/json");
    expect(JSON.stringify({ ...call.init, body: "" })).not.toContain("6102031234");
  });

  it("gives the companies as they were told", async () => {
    expect(await ask(json({ companies: [good] }))).toEqual([good]);
  });

  it("gives none for a person without a role", async () => {
    expect(await ask(json({ companies: [] }))).toEqual([]);
  });
});

describe("an answer that holds one thing not as promised is refused wholly", () => {
  it.each<[string, unknown]>([
    ["null", null],
    ["a list", [good]],
    ["no companies", {}],
    ["companies that are no list", { companies: good }],
    ["a member nobody knows", { companies: [], total: 0 }],
    ["a company with a member nobody knows", { companies: [{ ...good, note: "" }] }],
    ["a CVR of seven digits", { companies: [{ ...good, cvr: "1234567" }] }],
    ["a CVR that is a number", { companies: [{ ...good, cvr: 12345678 }] }],
    ["a CVR that begins with 0", { companies: [{ ...good, cvr: "01234567" }] }],
    ["a CVR with a line end", { companies: [{ ...good, cvr: "12345678\n" }] }],
    ["no name", { companies: [{ ...good, name: "" }] }],
    ["a name of blanks", { companies: [{ ...good, name: "  " }] }],
    ["a name over two lines", { companies: [{ ...good, name: "A\nB" }] }],
    ["a name that turns the text around", { companies: [{ ...good, name: "ApS \u202egnip" }] }],
    ["a name with half of a character", { companies: [{ ...good, name: "A\ud83d" }] }],
    ["a name without end", { companies: [{ ...good, name: "x".repeat(301) }] }],
    ["no form", { companies: [{ ...good, form: undefined }] }],
    ["a status nobody knows", { companies: [{ ...good, status: "bankrupt" }] }],
    ["a role nobody knows", { companies: [{ ...good, roles: [{ role: "auditor", signs: "alone" }] }] }],
    ["a right to sign that is none", { companies: [{ ...good, roles: [{ role: "owner", signs: "yes" }] }] }],
    ["one bad company among good ones", { companies: [good, { ...good, cvr: "x" }] }],
    ["a company twice", { companies: [good, { ...good, name: "Another" }] }],
    ["more companies than anybody has", { companies: many(1001) }],
  ])("%s", async (_what, body) => {
    expect(await codeOf(ask(json(body)))).toBe(unavailable);
  });
});

describe("a register that fails is unavailable when it", () => {
  const text = JSON.stringify({ companies: [good] });
  const typed = (body: BodyInit, type = "application/json") =>
    new Response(body, { headers: { "content-type": type } });
  it.each<[string, () => Answer]>([
    ["refuses the connection", () => Promise.reject(new TypeError("fetch failed"))],
    ["does not answer in time", () => Promise.reject(new DOMException("timeout", "TimeoutError"))],
    ["answers 400", () => new Response("{}", { status: 400 })],
    ["answers 500", () => new Response(text, { status: 500 })],
    ["answers 204", () => new Response(null, { status: 204 })],
    ["answers 302", () => new Response("", { status: 302, headers: { location: "https://evil.example/" } })],
    ["answers with a page", () => typed("<!doctype html>", "text/html")],
    ["calls JSON something else", () => typed(text, "text/plain")],
    ["does not say what it sends", () => new Response(Buffer.from(text))],
    ["sends what is no JSON", () => typed("{companies: []}")],
    ["sends what is no UTF-8", () => typed(Buffer.from(text.replace("Jensen", "S\u00f8ren"), "latin1"))],
    ["breaks off", () => typed(text.slice(0, 40))],
    ["cuts the connection in the middle", () => typed(cut(text.slice(0, 40)))],
    ["sends 50 MB", () => typed(endless())],
  ])("%s", async (_what, answer) => {
    expect(await codeOf(ask(answer))).toBe(unavailable);
  });

  it("and takes a content type with a character set for JSON", async () => {
    expect(await codeOf(ask(() => typed(text, "application/json; charset=utf-8")))).toBe("answered");
  });

  it("and takes as many companies as anybody has", async () => {
    expect(await ask(json({ companies: many(1000) }))).toHaveLength(1000);
  });

  it("and is set up wrongly when it does not know the certificate", async () => {
    expect(await codeOf(ask(() => new Response("", { status: 403 })))).toBe("nemid:registersetup misconfigured");
  });

  it.each([
    ["what is no JSON", '{"name":"Hemmelig ApS"'],
    ["what is malformed", '{"companies":[{"cvr":"12345678","name":"Hemmelig ApS"}]}'],
    ["an unknown member", '{"companies":[],"Hemmelig ApS":1}'],
  ])("and its error quotes nothing of %s", async (_what, body) => {
    const error = await ask(() => typed(body)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EidError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/Hemmelig|12345678|6102031234/);
  });
});

function many(count: number) {
  return Array.from({ length: count }, (_, n) => ({ ...good, cvr: String(20_000_000 + n) }));
}

function cut(beginning: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from(beginning)),
    pull: (controller) => controller.error(new TypeError("terminated")),
  });
}

function endless(): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull: (controller) => {
      sent += 65_536;
      if (sent > 2_000_000) controller.error(new Error("read beyond any limit"));
      else controller.enqueue(new Uint8Array(65_536).fill(0x20));
    },
  });
}
