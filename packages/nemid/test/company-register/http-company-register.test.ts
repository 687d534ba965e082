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
const cpr = person.reveal();
const json = (body: unknown) => () => Response.json(body);
const telling = (companies: unknown) => json({ cpr, companies });
const unavailable = "nemid:registerunavailable unavailable";

describe("asking the company register", () => {
  it("is a POST of the CPR number, which stands nowhere but in the body", async () => {
    const call: Call = {};
    await ask(telling([]), call);
    expect(call.url).toBe("https://companies.example/participants");
    expect(call.init).toMatchObject({ method: "POST", redirect: "error", body: '{"cpr":"6102031234"}' });
    expect(new Headers(call.init?.headers).get("content-type")).toBe("application/json");
    expect(JSON.stringify({ ...call.init, body: "" })).not.toContain("6102031234");
  });

  it("gives the companies as they were told", async () => {
    expect(await ask(telling([good]))).toEqual([good]);
  });

  it("gives none for a person without a role", async () => {
    expect(await ask(telling([]))).toEqual([]);
  });
});

describe("an answer that holds one thing not as promised is refused wholly", () => {
  it.each<[string, unknown]>([
    ["null", null],
    ["a list", [good]],
    ["no companies", { cpr }],
    ["companies that are no list", { cpr, companies: good }],
    ["the companies of another person", { cpr: "6202031234", companies: [good] }],
    ["companies of nobody in particular", { companies: [good] }],
    ["a person by number", { cpr: 6102031234, companies: [good] }],
    ["a member nobody knows", { cpr, companies: [], total: 0 }],
    ["a company with a member nobody knows", { cpr, companies: [{ ...good, note: "" }] }],
    ["a CVR of seven digits", { cpr, companies: [{ ...good, cvr: "1234567" }] }],
    ["a CVR that is a number", { cpr, companies: [{ ...good, cvr: 12345678 }] }],
    ["a CVR that begins with 0", { cpr, companies: [{ ...good, cvr: "01234567" }] }],
    ["a CVR with a line end", { cpr, companies: [{ ...good, cvr: "12345678\n" }] }],
    ["no name", { cpr, companies: [{ ...good, name: "" }] }],
    ["a name of blanks", { cpr, companies: [{ ...good, name: "  " }] }],
    ["a name over two lines", { cpr, companies: [{ ...good, name: "A\nB" }] }],
    ["a name that turns the text around", { cpr, companies: [{ ...good, name: "ApS \u202egnip" }] }],
    [
      "a name with a mark that turns its blanks and digits around",
      { cpr, companies: [{ ...good, name: "A\u200f 1" }] },
    ],
    ["a name that cannot be seen", { cpr, companies: [{ ...good, name: "\u200b\u2060" }] }],
    ["a name with half of a character", { cpr, companies: [{ ...good, name: "A\ud83d" }] }],
    ["a name without end", { cpr, companies: [{ ...good, name: "x".repeat(301) }] }],
    ["no form", { cpr, companies: [{ ...good, form: undefined }] }],
    ["a status nobody knows", { cpr, companies: [{ ...good, status: "bankrupt" }] }],
    ["a role nobody knows", { cpr, companies: [{ ...good, roles: [{ role: "auditor", signs: "alone" }] }] }],
    ["a right to sign that is none", { cpr, companies: [{ ...good, roles: [{ role: "owner", signs: "yes" }] }] }],
    ["one bad company among good ones", { cpr, companies: [good, { ...good, cvr: "x" }] }],
    ["a company twice", { cpr, companies: [good, { ...good, name: "Another" }] }],
    ["more companies than anybody has", { cpr, companies: many(1001) }],
  ])("%s", async (_what, body) => {
    expect(await codeOf(ask(json(body)))).toBe(unavailable);
  });
});

describe("a register that fails is unavailable when it", () => {
  const text = JSON.stringify({ cpr, companies: [good] });
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
    expect(await ask(telling(many(1000)))).toHaveLength(1000);
  });

  it("and is set up wrongly when it does not know the certificate", async () => {
    expect(await codeOf(ask(() => new Response("", { status: 403 })))).toBe("nemid:registersetup misconfigured");
  });

  it.each([
    ["what is no JSON", '{"name":"Hemmelig ApS"'],
    ["what is malformed", '{"cpr":"6102031234","companies":[{"cvr":"12345678","name":"Hemmelig ApS"}]}'],
    ["another person's", '{"cpr":"6202031239","companies":[]}'],
    ["an unknown member", '{"cpr":"6102031234","companies":[],"Hemmelig ApS":1}'],
  ])("and its error quotes nothing of %s", async (_what, body) => {
    const error = await ask(() => typed(body)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EidError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/Hemmelig|12345678|6102031234|6202031239/);
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
