import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { answerClient, answerCpr, logIn, openBrowser } from "../../src/world/log-in.js";
import { authorize, claimsIn, DEMO, redeem } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let issuer = "";
let skippedMs = 0;
const clock = { now: () => new Date(Date.now() + skippedMs) };
beforeAll(async () => {
  world = await startWorld({ clock });
  issuer = `${world.url}/oidc`;
});
afterAll(() => world?.stop());

const management = async (path: string) => {
  const answer = await fetch(world.managementUrl + path);
  return { status: answer.status, text: await answer.text() };
};

describe("the management port", () => {
  it.each(["/health/live", "/health/started", "/health/ready"])("says %s of a gateway that serves", async (path) => {
    const { status, text } = await management(path);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ status: "ok" });
  });

  it("counts what happened, by customer and outcome, without personal data", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    await logIn(openBrowser(), world, authorize(issuer, DEMO).url, person);
    const { text } = await management("/metrics");
    expect(text).toMatch(/eid_flows_begun_total\{service="demo",door="oidc"\} [1-9]/);
    expect(text).toMatch(/eid_flows_ended_total\{service="demo",method="nemid",outcome="success"\} [1-9]/);
    expect(text).toContain("eid_ready 1");
    for (const secret of [person.cpr, person.pid, person.name]) expect(text).not.toContain(secret);
  });

  it.each(["/", "/oidc/jwks.json", "/flow/x", "/health"])("has nothing at %s", async (path) => {
    expect((await management(path)).status).toBe(404);
  });

  it("takes no other method", async () => {
    expect((await fetch(`${world.managementUrl}/metrics`, { method: "POST" })).status).toBe(405);
  });

  it.each(["/health/live", "/health/ready", "/metrics"])("keeps %s off the public port", async (path) => {
    expect((await fetch(world.url + path)).status).toBe(404);
  });
});

describe("a connection", () => {
  it("is kept for longer than the proxy before the gateway keeps one: else it is closed under a request", async () => {
    const answer = await fetch(world.url, { redirect: "manual" });
    await answer.arrayBuffer();
    expect(answer.headers.get("keep-alive")).toBe("timeout=75");
  });
});

describe("a restart", () => {
  it("finds the same keys, and finishes the log-in that was on its way", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const keysBefore = await (await fetch(`${issuer}/jwks.json`)).text();
    const { url, verifier } = authorize(issuer, DEMO);
    const browser = openBrowser();
    const page = await browser.get(url);
    await world.restartGateway();
    const cpr = await answerClient(browser, world, page, person);
    await world.restartGateway();
    const end = new URL((await answerCpr(browser, cpr, person.cpr ?? "")).url);
    expect(await (await fetch(`${issuer}/jwks.json`)).text()).toBe(keysBefore);
    const { body } = await redeem(issuer, DEMO, end.searchParams.get("code") ?? "", verifier);
    expect(claimsIn(body.id_token)).toMatchObject({ iss: issuer, aud: "demo" });
  });

  it("keeps every person's sub", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const subNow = async () => {
      const { url, verifier } = authorize(issuer, { ...DEMO, scope: "openid" });
      const code = (await logIn(openBrowser(), world, url, person)).searchParams.get("code") ?? "";
      return claimsIn((await redeem(issuer, DEMO, code, verifier)).body.id_token).sub;
    };
    const before = await subNow();
    await world.restartGateway();
    expect(await subNow()).toBe(before);
  });
});

describe("a key that is rotated while the gateway runs", () => {
  it("is published at once, signs when the overlap is over, and the old one still verifies", async () => {
    const kids = async () => {
      const { keys } = (await (await fetch(`${issuer}/jwks.json`)).json()) as { keys: { kid: string; use: string }[] };
      return keys.filter(({ use }) => use === "sig").map(({ kid }) => kid);
    };
    const [first] = await kids();
    const { code, stderr } = await runGateway(["keys", "rotate", "--config", world.configFolder], { env: world.env });
    expect(code, stderr).toBe(0);
    await world.restartGateway();
    const [signing, next] = await kids();
    expect(signing).toBe(first);
    expect(next).toBeDefined();
    skippedMs += 25 * 60 * 60_000;
    await world.restartGateway();
    expect(await kids()).toEqual([next, first]);
  });
});
