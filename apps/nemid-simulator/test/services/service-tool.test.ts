import { readFileSync } from "node:fs";
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SERVICE_HEALTHS } from "../../src/services/service-health.js";
import { startForTest } from "../start-for-test.js";

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startForTest();
});
beforeEach(() => {
  Object.assign(simulator.services, { pidCpr: "up", ridCpr: "up", companyRegister: "up" });
});

async function put(name: string, body: unknown) {
  const init = { method: "PUT", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const response = await fetch(`${simulator.url}/api/services/${name}`, init);
  return { status: response.status, body: await response.json() };
}

describe("PUT /api/services/:name", () => {
  test("is the same switch as the handle's", async () => {
    expect(await put("ridCpr", { health: "down" })).toEqual({
      status: 200,
      body: { pidCpr: "up", ridCpr: "down", companyRegister: "up" },
    });
    expect(simulator.services.ridCpr).toBe("down");
    simulator.services.pidCpr = "cut";
    expect(await (await fetch(`${simulator.url}/api/services`)).json()).toMatchObject({ pidCpr: "cut" });
  });

  test("takes a time for slow", async () => {
    expect((await put("companyRegister", { health: "slow", slowMs: 20 })).body.companyRegister).toEqual({ slowMs: 20 });
  });

  test.each<[string, string, unknown, number]>([
    ["an unknown service", "ocsp", { health: "down" }, 404],
    ["an inherited name", "constructor", { health: "down" }, 404],
    ["an unknown health", "pidCpr", { health: "dead" }, 400],
    ["no health", "pidCpr", {}, 400],
    ["a time for another health", "pidCpr", { health: "down", slowMs: 5 }, 400],
    ["a time beyond ten minutes", "pidCpr", { health: "slow", slowMs: 600_001 }, 400],
    ["an unknown member", "pidCpr", { health: "down", until: "noon" }, 400],
  ])("refuses %s and changes nothing", async (_what, name, body, status) => {
    expect((await put(name, body)).status).toBe(status);
    expect(simulator.services).toEqual({ pidCpr: "up", ridCpr: "up", companyRegister: "up" });
  });
});

test("the README says what each health means", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const told = [...readme.matchAll(/^\| `([\w-]+)` \| (?:answers|ends) /gm)].map(([, health]) => health);
  expect(told).toEqual(Object.keys(SERVICE_HEALTHS));
});

describe("the page", () => {
  test("shows the switches and what the words mean, and sets them", async () => {
    const body = new URLSearchParams({ health: "huge", set: "" });
    const set = await fetch(`${simulator.url}/services/pidCpr`, { method: "POST", body, redirect: "manual" });
    expect([set.status, simulator.services.pidCpr]).toEqual([303, "huge"]);
    const page = await (await fetch(`${simulator.url}/services`)).text();
    expect(page).toContain("<option selected>huge</option>");
    expect(page).toContain("ends the connection in the middle of an answer");
  });

  test.each([
    ["an unknown service", "mail", "down", 404],
    ["an unknown health", "pidCpr", "dead", 400],
  ])("refuses %s", async (_what, name, health, status) => {
    const body = new URLSearchParams({ health });
    expect((await fetch(`${simulator.url}/services/${name}`, { method: "POST", body })).status).toBe(status);
  });
});
