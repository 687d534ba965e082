import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "../../src/http/http-browser.js";
import { answerClient, codeOn, headingOf, openBrowser, postResponse } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let issuer = "";
beforeAll(async () => {
  world = await startWorld();
  issuer = `${world.url}/oidc`;
});
afterAll(() => world?.stop());

const begin = async () => {
  const browser = openBrowser();
  return { browser, page: await browser.get(authorize(issuer, { ...DEMO, scope: "openid profile" }).url) };
};
const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const FORM = "application/x-www-form-urlencoded";

/** A page of ours, and nothing of what is inside. */
function expectOwnPage(text: string): void {
  expect(text).toContain("<h1");
  expect(text).not.toMatch(/\bat \w+.*\.js:\d+|node_modules|Error:|TypeError|SqliteError|stack/);
}

describe("what a client may post as its answer", () => {
  const shell = (inner: string) =>
    `<?xml version="1.0" encoding="UTF-8" ?>\n<openoces:signature xmlns:openoces="http://www.openoces.org/2006/07/signature#" version="0.1">${inner}</openoces:signature>`;
  it.each<[string, string]>([
    ["a DOCTYPE", base64(`<!DOCTYPE x [<!ENTITY a "b">]>${shell("&a;")}`)],
    ["a DOCTYPE that reads a file", base64(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${shell("&a;")}`)],
    ["a billion laughs", base64(`<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${shell("&b;")}`)],
    ["5 000 nested elements", base64(shell("<a>".repeat(5000) + "</a>".repeat(5000)))],
    ["a thousand attributes", base64(shell(`<a ${Array.from({ length: 1000 }, (_, at) => `a${at}="x"`).join(" ")}/>`))],
    ["no signature", base64(shell(""))],
    ["an element that does not end", base64(shell("<a>"))],
    ["bytes that are not UTF-8", base64(Buffer.from([0x3c, 0x61, 0xff, 0xfe, 0x3e]))],
    ["UTF-16", base64(Buffer.from(shell("<a/>"), "utf16le"))],
    ["a null byte", base64(shell("<a>\u0000</a>"))],
    ["JSON", base64('{"response":"ok"}')],
    ["HTML", base64("<!doctype html><html><script>alert(1)</script></html>")],
    ["base64 of base64", base64(base64(shell("<a/>")))],
    ["white space", "   "],
    ["half a base64 quartet", "PD94b"],
    ["a very long code", base64("CAN002".repeat(1000))],
  ])("is refused when it is %s", async (_what, response) => {
    const { browser, page } = await begin();
    const answer = await postResponse(browser, page, response);
    expect(answer.status).toBe(200);
    expect(codeOn(answer)).toMatch(/^nemid:(invalidresponse|client:CAN002)$/);
    expectOwnPage(answer.text);
  });

  it("is not read when it is larger than the client may post", async () => {
    const { browser, page } = await begin();
    const answer = await postResponse(browser, page, "A".repeat(30_000_000)).catch(() => undefined);
    if (answer) expect(answer.status).toBe(413);
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    expect((await answerClient(browser, world, page, person)).status, "the flow goes on").toBe(0);
  });

  it("100 000 nested elements are refused in time, and keep nobody else waiting", async () => {
    const { browser, page } = await begin();
    const nested = base64(shell("<a>".repeat(100_000) + "</a>".repeat(100_000)));
    const [answer, other] = await Promise.all([postResponse(browser, page, nested), begin()]);
    expect(answer.status === 413 || codeOn(answer) === "nemid:invalidresponse").toBe(true);
    expect(other.page.status).toBe(200);
  });
});

describe("a form that is not what the page has", () => {
  const post = async (body: string | Buffer, headers: Record<string, string> = {}) => {
    const { browser, page } = await begin();
    const url = new URL(page.url);
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": FORM, cookie: browser.cookies.headerFor(url), ...headers },
      body: typeof body === "string" ? body : new Uint8Array(body),
      redirect: "manual",
    });
    return { browser, page, status: answer.status, text: await answer.text() };
  };
  const goesOn = async ({ browser, page }: { browser: ReturnType<typeof openBrowser>; page: Page }) => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    expect((await answerClient(browser, world, page, person)).status, "nothing is lost").toBe(0);
  };

  it.each<[string, string | Buffer, Record<string, string>, number]>([
    ["JSON", "{}", { "content-type": "application/json" }, 400],
    ["multipart", "--x--", { "content-type": "multipart/form-data; boundary=x" }, 400],
    ["of no type", "step=1", { "content-type": "" }, 400],
    ["a field twice", "step=1&step=2", {}, 400],
    ["broken escapes", "step=%zz", {}, 400],
    ["raw bytes", Buffer.from([0xff, 0x00, 0x3d]), {}, 400],
    ["a hundred fields", Array.from({ length: 100 }, (_, at) => `f${at}=x`).join("&"), {}, 400],
    ["without its token", "response=x", {}, 303],
    ["with another token", "step=AAAAAAAAAAAAAAAAAAAAAA&response=x", {}, 303],
    ["empty", "", {}, 303],
  ])("%s: changes nothing", async (_what, body, headers, status) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    if (status === 400) expectOwnPage(answer.text);
    await goesOn(answer);
  });
});

describe("addresses and cookies of nothing", () => {
  it.each([
    ["/flow/", 404],
    ["/flow/short", 404],
    ["/flow/AAAAAAAAAAAAAAAAAAAAAA", 410],
    ["/flow/..%2f..%2fetc%2fpasswd", 404],
    ["/flow/%00", 404],
    ["/flow/%ff", 404],
    ["/flow/callback", 400],
    ["/flow/callback?state=x", 400],
    ["/flow/AAAAAAAAAAAAAAAAAAAAAA/callback?code=x", 410],
    ["/assets/../package.json", 404],
    ["/assets/x/../../../package.json", 404],
    ["/oidc/interaction/nothing", 410],
    ["/nowhere", 404],
    ["/favicon.ico", 404],
    ["/", 404],
    ["//evil.example/", 404],
    [`/${"a".repeat(8000)}`, 404],
  ])("%s answers %i, with a page or a sentence of ours", async (path, status) => {
    const answer = await fetch(world.url + path, { headers: { accept: "text/html" } });
    const text = await answer.text();
    expect(answer.status).toBe(status);
    expect(text).not.toContain("evil.example");
    if (!path.startsWith("/assets")) expectOwnPage(text);
  });

  it.each([
    ["of another flow's shape", "eid_flow=x"],
    ["that is endless", `eid_flow=${"x".repeat(7000)}`],
    ["that is garbage", "\u0001=;;;==; eid_flow"],
    ["with escapes", "eid_flow=%00%ff%zz"],
  ])("a cookie %s shows nothing of a flow", async (_what, cookie) => {
    const { page } = await begin();
    const answer = await fetch(page.url, { headers: { cookie } }).catch(() => undefined);
    if (answer) expect([400, 403]).toContain(answer.status);
  });

  it("a tampered session or interaction cookie of the OIDC door is no key", async () => {
    const { browser, page } = await begin();
    const headers = { cookie: "eid_interaction=abc; eid_interaction.sig=xxxx; eid_session=abc; eid_session.sig=xxxx" };
    const answer = await fetch(`${issuer}/interaction/abc`, { headers });
    expect(answer.status).toBe(410);
    expect((await browser.get(page.url)).status).toBe(200);
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE-ISH"])("the method %s does nothing", async (method) => {
    const { page } = await begin();
    const answer = await fetch(page.url, { method });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

describe("requests that are no HTTP, or never end", () => {
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      const { hostname, port } = new URL(world.url);
      let received = "";
      const socket = connect(Number(port), hostname === "localhost" ? "127.0.0.1" : hostname, () => socket.write(text));
      socket.on("data", (chunk) => {
        received += chunk;
      });
      socket.on("close", () => resolve(received)).on("error", () => resolve(received));
    });

  it.each([
    ["garbage", "\u0000\u0001\u0002\r\n\r\n"],
    ["a header without end", `GET / HTTP/1.1\r\nhost: x\r\nx: ${"a".repeat(20_000)}\r\n\r\n`],
    ["two lengths", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    ],
    ["a negative length", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n"],
  ])("%s: refused, and the connection is closed", async (_what, text) => {
    expect(await raw(text)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

describe("the token endpoint", () => {
  const basic = `Basic ${base64("demo:demo-secret")}`;
  it.each<[string, string, Record<string, string>]>([
    ["JSON", "{}", { "content-type": "application/json" }],
    ["no body", "", { "content-type": FORM }],
    ["a megabyte", `grant_type=authorization_code&code=${"x".repeat(1_000_000)}`, { "content-type": FORM }],
    ["a repeated parameter", "grant_type=authorization_code&code=a&code=b", { "content-type": FORM }],
    ["another grant", "grant_type=password&username=x&password=y", { "content-type": FORM }],
    [
      "a code of nothing",
      "grant_type=authorization_code&code=nothing&redirect_uri=http://localhost:3999/callback",
      { "content-type": FORM },
    ],
  ])("answers JSON with an OAuth error to %s", async (_what, body, headers) => {
    const answer = await fetch(`${issuer}/token`, {
      method: "POST",
      headers: { ...headers, authorization: basic },
      body,
    });
    const told = (await answer.json()) as Record<string, unknown>;
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(told.error).toMatch(/^(invalid_request|invalid_grant|unsupported_grant_type)$/);
    expect(JSON.stringify(told)).not.toMatch(/\bat \w|node_modules/);
  });

  it("asks a client without proof who it is, by 401 and WWW-Authenticate under Basic", async () => {
    const wrong = { "content-type": FORM, authorization: `Basic ${base64("demo:wrong")}` };
    const answer = await fetch(`${issuer}/token`, {
      method: "POST",
      headers: wrong,
      body: "grant_type=authorization_code&code=x",
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toContain("Basic");
    expect(((await answer.json()) as { error: string }).error).toBe("invalid_client");
  });
});

describe("a page of trouble", () => {
  it("speaks the browser's language", async () => {
    const answer = await fetch(`${world.url}/nowhere`, { headers: { "accept-language": "da-DK,da;q=0.9,en;q=0.8" } });
    const text = await answer.text();
    expect(text).toContain('<html lang="da"');
    expect(headingOf({ text, status: 404 } as Page)).not.toBe("status 404");
  });

  it("is told by headers that keep it from caches, frames and referrers", async () => {
    const { headers } = await fetch(`${world.url}/nowhere`);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});
