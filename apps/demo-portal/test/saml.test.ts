import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DemoPortal, startDemoPortal } from "../src/index.js";

const gateway = "http://localhost:1"; // nobody is there
let portal: DemoPortal;
beforeAll(async () => {
  portal = await startDemoPortal({
    port: 0,
    issuer: `${gateway}/oidc`,
    clientId: "demo",
    clientSecret: "demo-secret",
    simulatorUrl: "http://localhost:8090",
  });
});
afterAll(() => portal.stop());

const get = (path: string) => fetch(`${portal.url}${path}`, { redirect: "manual" });
const post = (body: BodyInit, type = "application/x-www-form-urlencoded") =>
  fetch(`${portal.url}/saml?state=x`, { method: "POST", body, headers: { "content-type": type }, redirect: "manual" });

describe("a log-in by the method URL", () => {
  it("is begun at the gateway's address for this service, and comes back with a state of its own", async () => {
    const answer = await get("/login?door=saml&method=nemid-codefile&profile=demo&language=da");
    const url = new URL(answer.headers.get("location") ?? "");
    expect([answer.status, url.origin, url.pathname]).toEqual([303, gateway, "/std/method/demo/"]);
    expect(url.searchParams.get("id")).toBe("nemid-codefile:demo:da");
    expect(url.searchParams.get("target")).toMatch(new RegExp(`^${portal.url}/saml\\?state=[\\w-]{43}$`));
  });

  it("lets the gateway ask with what, when the visitor would rather choose there", async () => {
    const answer = await get("/login?door=saml&method=any&language=en");
    const url = new URL(answer.headers.get("location") ?? "");
    expect(url.searchParams.get("id")).toBe("nemid,nemid-moces,nemid-erhverv,nemid-codefile:default:en");
  });

  it.each(["nemid-sign", "<b>", "nemid,other"])("takes nemid for %j, which is not offered", async (method) => {
    const answer = await get(`/login?door=saml&method=${encodeURIComponent(method)}`);
    expect(new URL(answer.headers.get("location") ?? "").searchParams.get("id")).toMatch(/^nemid:/);
  });
});

describe("a posted answer", () => {
  it("cannot be judged without the gateway's certificates", async () => {
    const answer = await post("SAMLResponse=PHg%2B");
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining("does not answer")]);
  });

  it.each([
    ["application/json", "{}"],
    ["text/plain", "SAMLResponse=x"],
    ["multipart/form-data; boundary=x", "--x--"],
  ])("as %s is refused", async (type, body) => {
    expect((await post(body, type)).status).toBe(400);
  });

  it("that is larger than any of the gateway's is refused", async () => {
    expect((await post(`SAMLResponse=${"A".repeat(600 * 1024)}`)).status).toBe(400);
  });
});

describe("an answer that waits", () => {
  it.each(["/saml", "/saml?answer=", "/saml?answer=made-up", "/saml?answer[]=x"])(
    "is not there for %s, and the page repeats nothing of it",
    async (path) => {
      const answer = await get(path);
      const text = await answer.text();
      expect(answer.status).toBe(400);
      expect(text).toContain("not begun here");
      expect(text).not.toContain("made-up");
    },
  );
});
