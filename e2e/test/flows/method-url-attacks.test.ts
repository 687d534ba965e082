import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HttpBrowser } from "../../src/http/http-browser.js";
import { editFile } from "../../src/world/edit-customer.js";
import { answerClient, answerCpr, headingOf, openBrowser, type Person, pressCancel } from "../../src/world/log-in.js";
import { answerOn, methodUrl, readAnswer, TARGET, tellSent, walkToAnswer } from "../../src/world/saml-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let nowMs = Date.now();
beforeAll(async () => {
  world = await startWorld({
    clock: { now: () => new Date(nowMs) },
    editConfig: (folder) =>
      editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
        yaml.replace(
          "    - url: http://localhost:3999/saml\n",
          `    - url: http://localhost:3999/saml
    - { url: "http://localhost:3999/for-us", audience: "urn:us", continuesTo: ["http://www.localhost:3999"] }
    - { url: "http://localhost:3999/plain", nationalId: false }
`,
        ),
      ),
  });
});
afterAll(() => world?.stop());

let person: Person & { readonly pid?: string | undefined };
beforeEach(async () => {
  person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
const start = (parameters: Readonly<Record<string, string>> = {}) =>
  methodUrl(world.url, { id: "nemid", ...parameters });
const now = () => ({ now: new Date(nowMs) });
const COMPLETED = "This log-in is finished";

describe("an answer", () => {
  it("is given once: when its page has sent it, loading the page again shows that all is over", async () => {
    const browser = openBrowser();
    const page = await walkToAnswer(browser, world, start(), person);
    await tellSent(browser, page);
    for (const address of [page.url, page.url.replace(/\/answer$/, "")]) {
      const again = await browser.get(address);
      expect([again.status, headingOf(again)]).toEqual([410, COMPLETED]);
      expect(again.text).not.toContain("SAMLResponse");
    }
  });

  it("is the same message when the page is loaded again before that, so a lost connection costs nobody the log-in", async () => {
    const browser = openBrowser();
    const page = await walkToAnswer(browser, world, start(), person);
    nowMs += 29_000;
    const again = await browser.get(page.url);
    expect(answerOn(again)).toEqual(answerOn(page));
    nowMs += 1_000;
    expect(headingOf(await browser.get(page.url))).toBe(COMPLETED);
  });

  it("is one message, however many requests ask for its page at once", async () => {
    const browser = openBrowser();
    const before = await answerClient(browser, world, await browser.get(start()), person);
    const form = before.forms.find(({ names }) => names.includes("cpr"))!;
    const posts = Array.from({ length: 8 }, () =>
      browser.submit(before, form, { cpr: person.cpr ?? "", action: "check" }),
    );
    const messages = (await Promise.all(posts)).map((page) => answerOn(page).response);
    expect(new Set(messages).size).toBe(1);
  });

  it("is nothing to another browser, whatever it knows of the address", async () => {
    const browser = openBrowser();
    const page = await walkToAnswer(browser, world, start(), person);
    const other = openBrowser();
    expect((await other.get(page.url)).status).toBe(403);
    const own = await walkToAnswer(
      other,
      world,
      start(),
      await world.simulator.createIdentity({ kind: "POCES", autofill: true }),
    );
    const stranger = await other.get(page.url);
    expect([stranger.status, stranger.text.includes("SAMLResponse")]).toEqual([403, false]);
    await tellSent(other, { ...own, text: page.text });
    expect(answerOn(await browser.get(page.url)), "nor can it take the answer away").toEqual(answerOn(page));
  });

  it("is signed when the browser comes for it, so a slow person has a fresh one", async () => {
    const browser = new HttpBrowser({ stopAt: (url) => url.pathname.endsWith("/answer") });
    const stopped = await walkToAnswer(browser, world, start(), person);
    nowMs += 5 * 60_000;
    const walker = openBrowser();
    for (const cookie of browser.cookies.list())
      walker.cookies.set(new URL(world.url), `${cookie.name}=${cookie.value}; path=${cookie.path}`);
    const login = await readAnswer(world.url, answerOn(await walker.get(stopped.url)), now());
    expect(login).toMatchObject({ issueInstant: new Date(nowMs) });
    expect(login).toMatchObject({ authenticationInstant: new Date(nowMs - 5 * 60_000) });
  });

  it("is a time-out for whoever comes for it when the time for the log-in is over", async () => {
    const browser = new HttpBrowser({ stopAt: (url) => url.pathname.endsWith("/answer") });
    const stopped = await walkToAnswer(browser, world, start(), person);
    nowMs += 16 * 60_000;
    const walker = openBrowser();
    for (const cookie of browser.cookies.list())
      walker.cookies.set(new URL(world.url), `${cookie.name}=${cookie.value}; path=${cookie.path}`);
    const failure = await readAnswer(world.url, answerOn(await walker.get(stopped.url)), now());
    expect(failure).toMatchObject({ code: "urn:signicat:error:timeout" });
  });

  it("is no page of a flow that goes on: that shows its step", async () => {
    const browser = openBrowser();
    const page = await browser.get(start());
    expect((await browser.get(`${page.url}/answer`)).text).toContain("nemid_parameters");
  });

  it("of one log-in has another id than that of the next", async () => {
    const ids = new Set<unknown>();
    for (let time = 0; time < 2; time += 1) {
      const login = await readAnswer(
        world.url,
        answerOn(await walkToAnswer(openBrowser(), world, start(), person)),
        now(),
      );
      ids.add(login.responseId);
    }
    expect(ids.size).toBe(2);
  });

  it("leaves nothing of the person in the log", async () => {
    const before = world.logLines.length;
    const browser = openBrowser();
    const page = await walkToAnswer(browser, world, start({ "prefilled.phone": "+4512345678" }), person);
    await tellSent(browser, page);
    await browser.get(page.url);
    const lines = world.logLines.slice(before).join("\n");
    expect(lines).toContain("/std/method");
    for (const secret of [person.cpr, person.pid, "12345678", "localhost:3999", page.url.split("/")[4]])
      expect(lines).not.toContain(secret);
  });
});

describe("what a target may have", () => {
  it("is said to its audience alone, and its pages may lead on to where it continues", async () => {
    const target = "http://localhost:3999/for-us?x=1";
    const page = await walkToAnswer(openBrowser(), world, start({ target }), person);
    const posted = answerOn(page);
    const login = await readAnswer(world.url, posted, { ...now(), recipient: target, audience: "urn:us" });
    expect(login).toMatchObject({ subject: { nameIdentifier: person.cpr } });
    await expect(readAnswer(world.url, posted, { ...now(), recipient: target })).rejects.toThrow();
    expect(page.headers.get("content-security-policy")).toContain(
      "form-action 'self' http://localhost:3999 http://www.localhost:3999;",
    );
  });

  it("is no CPR number where it is not to: nobody is asked for it", async () => {
    const browser = openBrowser();
    const target = "http://localhost:3999/plain";
    const page = await answerClient(browser, world, await browser.get(start({ target })), person);
    const login = await readAnswer(world.url, answerOn(page), { ...now(), recipient: target });
    expect(login).toMatchObject({
      subject: { nameIdentifier: person.pid, format: "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" },
    });
    expect(JSON.stringify(login)).not.toContain(person.cpr);
    expect(page.text).not.toContain(person.cpr);
  });
});

describe("a method URL that is refused", () => {
  const MALFORMED = [400, "We could not understand the request"] as const;
  const UNTRUSTED = [400, "This request cannot be trusted"] as const;
  const at = (path: string) => new URL(path, world.url).href;
  const target = encodeURIComponent(TARGET);

  it.each([
    ["an unknown service", `/std/method/nobody/?id=nemid&target=${target}`, UNTRUSTED],
    ["an unknown method", `/std/method/demo/?id=mitid&target=${target}`, UNTRUSTED],
    ["another customer's method", `/std/method/demo/?id=nemid,work&target=${target}`, UNTRUSTED],
    ["a foreign target", "/std/method/demo/?id=nemid&target=https%3A%2F%2Fevil.example%2Fsaml", UNTRUSTED],
    ["a target with a script", "/std/method/demo/?id=nemid&target=javascript%3Aalert(1)", UNTRUSTED],
    ["no target", "/std/method/demo/?id=nemid", MALFORMED],
    ["no id", `/std/method/demo/?target=${target}`, MALFORMED],
    ["nothing at all", "/std/method/demo/", MALFORMED],
    ["two targets", `/std/method/demo/?id=nemid&target=${target}&target=${target}`, MALFORMED],
    ["two ids", `/std/method/demo/?id=nemid&id=nemid&target=${target}`, MALFORMED],
    ["a parameter twice that means nothing here", `/std/method/demo/?id=nemid&target=${target}&a=1&a=2`, MALFORMED],
    ["four segments", `/std/method/demo/?id=nemid:a:b:c&target=${target}`, MALFORMED],
    ["a NUL", `/std/method/demo/?id=nemid%00&target=${target}`, MALFORMED],
    ["a line end", `/std/method/demo/?id=nemid%0d%0aSet-Cookie:x&target=${target}`, MALFORMED],
    ["text that is not UTF-8", `/std/method/demo/?id=nemid&x=%E6&target=${target}`, MALFORMED],
    ["half an escape", `/std/method/demo/?id=nemid&x=%4&target=${target}`, MALFORMED],
    ["a service that is not UTF-8", `/std/method/%E6/?id=nemid&target=${target}`, UNTRUSTED],
    ["seventy parameters", `/std/method/demo/?${"&x".repeat(70).replace(/x/g, () => `x${Math.random()}`)}`, MALFORMED],
    ["too much to fill in", `/std/method/demo/?id=nemid&target=${target}&prefilled.x=${"1".repeat(256)}`, MALFORMED],
    [
      "a CPR number where it is to be posted",
      `/std/method/kommune/?id=nemid&target=${target}&prefilled.subject=0101701234`,
      MALFORMED,
    ],
  ])("for %s shows a page that leads nowhere, and keeps nothing", async (_what, path, [status, heading]) => {
    const before = world.logLines.length;
    const browser = openBrowser();
    const page = await browser.get(at(path));
    expect([page.status, headingOf(page)]).toEqual([status, heading]);
    expect(page.url).toBe(at(path));
    expect(page.text).not.toMatch(/<(a|form)\b|http-equiv|evil|javascript:/);
    expect(browser.cookies.list()).toEqual([]);
    expect(world.logLines.slice(before).join("\n")).not.toMatch(/evil|0101701234|3999/);
  });

  it.each(["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])("for %s begins nothing", async (method) => {
    const answer = await fetch(start(), { method, redirect: "manual" });
    expect([answer.status, answer.headers.get("allow"), answer.headers.getSetCookie()]).toEqual([405, "GET, POST", []]);
  });

  it.each([
    ["JSON", "application/json", '{"id":"nemid"}', 400],
    ["a file", "multipart/form-data; boundary=x", "--x--", 400],
    ["bytes", "application/x-www-form-urlencoded", "id=nemid\u0000", 400],
    ["a field twice", "application/x-www-form-urlencoded", "id=nemid&id=nemid", 400],
    ["20 KB", "application/x-www-form-urlencoded", `id=${"x".repeat(20_000)}`, 413],
  ])("posted as %s is refused", async (_what, type, body, status) => {
    const answer = await fetch(at("/std/method/demo/"), { method: "POST", headers: { "content-type": type }, body });
    expect(answer.status).toBe(status);
  });

  it("for an address longer than any browser makes is refused before it is read", async () => {
    const { hostname, port, host } = new URL(world.url);
    const path = `/std/method/demo/?id=${"x".repeat(20_000)}`;
    const status = await new Promise((resolve, reject) => {
      request({ hostname, port, path, headers: { host } }, ({ statusCode }) => resolve(statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(431);
  });
});

describe("two log-ins in one browser", () => {
  it("end each in its own answer", async () => {
    const browser = openBrowser();
    const first = await browser.get(start({ target: `${TARGET}?tab=1` }));
    const second = await browser.get(start({ target: `${TARGET}?tab=2` }));
    const cancelled = answerOn(await pressCancel(browser, second));
    const cpr = await answerClient(browser, world, first, person);
    const done = answerOn(await answerCpr(browser, cpr, person.cpr ?? ""));
    expect([done.target, cancelled.target]).toEqual([`${TARGET}?tab=1`, `${TARGET}?tab=2`]);
    expect(await readAnswer(world.url, done, { ...now(), recipient: `${TARGET}?tab=1` })).toMatchObject({
      subject: { nameIdentifier: person.cpr },
    });
  });
});
