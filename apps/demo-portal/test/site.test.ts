import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DemoPortal, startDemoPortal } from "../src/index.js";
import { completeOptions } from "../src/options.js";
import { readPort } from "../src/read-port.js";
import { portalSite } from "../src/site.js";
import { da } from "../src/texts/da.js";
import { en } from "../src/texts/en.js";
import { startTinyProvider, type TinyProvider } from "./tiny-provider.js";

const options = (issuer: string) => ({
  port: 0,
  issuer,
  clientId: "demo",
  clientSecret: "demo-secret",
  simulatorUrl: "http://localhost:8090/",
});
let provider: TinyProvider;
let portal: DemoPortal;
beforeAll(async () => {
  provider = await startTinyProvider();
  portal = await startDemoPortal(options(provider.issuer));
});
afterAll(async () => {
  await portal.stop();
  await provider.stop();
});
const get = (path: string, init?: RequestInit) => fetch(`${portal.url}${path}`, { redirect: "manual", ...init });

describe("the front page", () => {
  it("lets one choose look and language, and links to the people of the simulator", async () => {
    const text = await (await get("/")).text();
    expect(text).toMatch(/name="profile" value="default" checked/);
    expect(text).toMatch(/name="profile" value="demo"/);
    expect(text).toMatch(/name="language" value="da"/);
    expect(text).toContain('href="http://localhost:8090/"');
  });
  it("is in the browser's language unless the address says another", async () => {
    const headers = { "accept-language": "da-DK,da;q=0.9,en;q=0.5" };
    expect(await (await get("/", { headers })).text()).toContain('<html lang="da">');
    expect(await (await get("/?language=en", { headers })).text()).toContain('<html lang="en">');
    expect(await (await get("/?language=xx", { headers: { "accept-language": "fr" } })).text()).toContain(
      '<html lang="en">',
    );
  });
  it("opens no session for somebody who only looks", async () => {
    expect((await get("/")).headers.getSetCookie()).toEqual([]);
  });
  it("has every sentence in both languages", () => {
    expect(Object.keys(da).sort()).toEqual(Object.keys(en).sort());
  });
});

describe("the health of the site", () => {
  it("is good whether or not the gateway runs", async () => {
    expect(await (await get("/health")).json()).toEqual({ status: "ok" });
  });
});

describe("every answer", () => {
  it.each(["/", "/callback", "/gone", "/login"])(
    "at %s lets nothing from elsewhere in, and is kept by nobody",
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get("content-security-policy")).toBe(
        `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' ${provider.issuer}; frame-ancestors 'none'; base-uri 'none'`,
      );
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
    },
  );
  it("holds no script and no inline style", async () => {
    for (const path of ["/", "/callback", "/gone"])
      expect(await (await get(path)).text()).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=/);
  });
  it("does not repeat a foreign host", async () => {
    const answer = await get("/callback?state=1", { headers: { "x-forwarded-host": "evil.example" } });
    expect(await answer.text()).not.toContain("evil.example");
  });
  it.each([
    ["/gone", 404],
    ["/account/x", 404],
    ["/..%2fetc%2fpasswd", 404],
    ["/callback", 400],
    ["/callback?state[]=x&state=y", 400],
  ])("at %s is a page with status %d", async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain("<h1>");
  });
  it("to a person nobody knows shows no account", async () => {
    const answer = await get("/account", { headers: { cookie: "demo_portal_session=made-up" } });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
  });
});

describe("a gateway that starts later", () => {
  it("is said not to answer, and is found once it does", async () => {
    const before = await get("/login?profile=demo&language=en");
    expect(before.status).toBe(503);
    expect(await before.text()).toContain('href="/login?method=nemid&#38;profile=demo&#38;door=oidc&#38;language=en"');
    provider.open(`${portal.url}/callback`, `${portal.url}/`);
    const after = await get("/login");
    expect([after.status, new URL(after.headers.get("location")!).origin]).toEqual([303, provider.issuer]);
    expect(after.headers.getSetCookie()[0]).toMatch(
      /^demo_portal_session=[\w-]{43}; path=\/; samesite=lax; httponly$/i,
    );
  });
});

describe("the start", () => {
  it("fails with the socket's error when the port is taken", async () => {
    const port = Number(new URL(portal.url).port);
    await expect(startDemoPortal({ ...options(provider.issuer), port })).rejects.toMatchObject({
      code: "EADDRINUSE",
      port,
    });
  });
  it("refuses a gateway over plain http that is not on this machine", async () => {
    await expect(startDemoPortal(options("http://gateway.example/oidc"))).rejects.toThrow(
      "neither https nor on this machine",
    );
  });
  it("marks the cookie as secure where the site is, behind a proxy that speaks TLS", async () => {
    const secure = { ...options(provider.issuer), publicUrl: "https://portal.example/" };
    const server = portalSite(completeOptions(secure, 0)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/login`, { redirect: "manual" });
    expect(answer.headers.getSetCookie()[0]).toMatch(/; secure/i);
    expect(answer.headers.get("location")).toContain(encodeURIComponent("https://portal.example/callback"));
    server.close();
  });
  it.each(["http", "-1", "65536", "3000.5", "1e3", "0x10"])(
    "refuses the port %s by the name of its variable",
    (text) => {
      expect(() => readPort("DEMO_PORTAL_PORT", 3000, { DEMO_PORTAL_PORT: text })).toThrow("DEMO_PORTAL_PORT");
    },
  );
  it.each([
    [undefined, 3000],
    ["", 3000],
    ["4000", 4000],
    ["0", 0],
  ])("reads the port %s as %d", (text, port) => {
    expect(readPort("DEMO_PORTAL_PORT", 3000, { DEMO_PORTAL_PORT: text })).toBe(port);
  });
});
