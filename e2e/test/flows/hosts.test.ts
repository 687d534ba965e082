import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

/** Over node:http: fetch does not let a host be claimed. */
function ask(path: string, headers: Readonly<Record<string, string>>): Promise<{ status: number; all: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(world.url);
    httpRequest({ hostname, port, path, headers, setHost: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("end", () => {
          const all = `${JSON.stringify(answer.rawHeaders)}\n${Buffer.concat(chunks).toString()}`;
          resolve({ status: answer.statusCode ?? 0, all });
        });
    })
      .on("error", reject)
      .end();
  });
}

const authorizePath = () => {
  const { url } = authorize(`${world.url}/oidc`, DEMO);
  return url.pathname + url.search;
};
const PATHS = [
  () => "/oidc/.well-known/openid-configuration",
  authorizePath,
  () => "/",
  () => "/flow/AAAAAAAAAAAAAAAAAAAAAA",
  () => "/oidc/session/end",
];

describe("a host that is not ours", () => {
  it.each(["evil.example", "evil.example:80", "localhost", "LOCALHOST:1", "localhost:1@evil.example", ""])(
    "gets nothing but a refusal: %j",
    async (host) => {
      for (const path of PATHS) {
        const { status, all } = await ask(path(), { host });
        expect([400, 421]).toContain(status);
        expect(all).not.toContain("evil.example");
      }
    },
  );

  it("appears in no answer when it comes in a forwarding header", async () => {
    const { host } = new URL(world.url);
    const forwarded = {
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "444",
      forwarded: "host=evil.example;proto=https",
      "x-original-host": "evil.example",
    };
    for (const path of PATHS) {
      const { all } = await ask(path(), { host, ...forwarded });
      expect(all).not.toContain("evil.example");
      expect(all).not.toContain("https://localhost");
    }
  });

  it("changes no address in a whole log-in", async () => {
    const browser = openBrowser({ headers: { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" } });
    const page = await browser.get(authorize(`${world.url}/oidc`, DEMO).url);
    expect(page.status).toBe(200);
    expect(browser.received.join("\n")).not.toMatch(/evil\.example|https:\/\/localhost/);
  });
});
