import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readResponse } from "./read-response.js";
import { handClock, logInAt, startForTest } from "./start-for-test.js";

const clock = handClock();
let simulator: RunningSimulator;
let user: { alias: string; password: string };
beforeAll(async () => {
  simulator = await startForTest({ clock });
});
beforeEach(async () => {
  user = await simulator.createIdentity({ autofill: true, kind: "POCES" });
});

async function listScenarios(): Promise<{ id: string; needs?: string; of?: string }[]> {
  const answer = (await (await fetch(`${simulator.url}/api/scenarios`)).json()) as { scenarios: [] };
  return answer.scenarios;
}
async function play(scenario: object): Promise<Response> {
  return fetch(`${simulator.url}/api/scenarios/${user.alias}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(scenario),
  });
}
const logIn = () => logInAt(simulator, clock.now)({ userId: user.alias, password: user.password });
const property = (xml: string, wanted: string) => readResponse(xml).properties.find(([name]) => name === wanted)?.[1];

test("every scenario of the list can be played, and none leaves the simulator failing", async () => {
  const scenarios = await listScenarios();
  expect(scenarios.length).toBeGreaterThan(30);
  for (const { id, needs } of scenarios) {
    expect((await play({ scenario: id, ...(needs && { code: "AUTH006" }) })).status).toBe(200);
    expect(await logIn()).not.toMatch(/^stuck/);
  }
  expect((await play({ scenario: "none" })).status).toBe(200);
  expect(readResponse(await logIn()).isSigned).toBe(true);
});

test("every scenario but the honest ones differs from a good response", async () => {
  const unchanged = [];
  for (const { id, needs, of } of await listScenarios()) {
    if (of === "signing") continue; // test/signing/scenarios.test.ts
    await play({ scenario: id, ...(needs && { code: "SRV004" }) });
    if (isGood(await logIn())) unchanged.push(id);
  }
  // a replay is good by itself, but old; and a stranger's message is good, but somebody else's
  expect(unchanged).toEqual(["none", "certificate-other-person", "replay"]);
});

/** Good as seen from here: one signed object with the right statements by a certificate of this CA that is in force. */
function isGood(xml: string): boolean {
  if (!xml.startsWith("<?xml") || (xml.match(/<ds:Object/g) ?? []).length !== 1 || /<!DOCTYPE|<!--|<!\[CDATA/.test(xml))
    return false;
  if (!/VisibleToSigner="yes"/.test(xml) || !/<ds:Reference /.test(xml) || !readResponse(xml).isSigned) return false;
  const certificate = readResponse(xml).certificates[1]!;
  const issued = simulator.ca.findIssued(certificate.serialNumber);
  const inForce =
    issued &&
    issued.notBefore <= clock.now() &&
    clock.now() <= issued.notAfter &&
    !simulator.ca.findRevocation(issued.serial);
  const isPerson =
    issued?.kind === "POCES" &&
    certificate.raw.includes(Buffer.from([0x03, 0x02, 0x03, 0xf8])) &&
    !isProduction(certificate.raw);
  const expected = {
    RequestIssuer: "RGVtbw==",
    challenge: "4711",
    TimeStamp: String(clock.now().getTime()),
    action: "logon",
  };
  return (
    Boolean(inForce && isPerson) && Object.entries(expected).every(([name, value]) => property(xml, name) === value)
  );
}

function isProduction(der: Buffer): boolean {
  return der.includes(Buffer.from([0x06, 0x0a, 0x2a, 0x81, 0x50, 0x81, 0x29, 0x01, 0x01, 0x01, 0x01, 0x05])); // 1.2.208.169.1.1.1.1.5
}

test("an error code comes after the password and uses no code of the card", async () => {
  await play({ scenario: "error-code", code: "OCES006" });
  expect(await logIn()).toBe("OCES006");
  const card = (await (await fetch(`${simulator.url}/api/identities/${user.alias}/keycard`)).json()) as {
    codesLeft: number;
  };
  expect(card.codesLeft).toBe(148);
});

test("a replay is byte for byte the previous response", async () => {
  const first = await logIn();
  await play({ scenario: "replay" });
  expect(await logIn()).toBe(first);
});

test("a scenario for two log-ins is over at the third", async () => {
  await play({ scenario: "challenge-other", times: 2 });
  const challenges = [
    property(await logIn(), "challenge"),
    property(await logIn(), "challenge"),
    property(await logIn(), "challenge"),
  ];
  expect(challenges).toEqual(["0123456789", "0123456789", "4711"]);
});

test("the use log tells what was played", async () => {
  await play({ scenario: "timestamp-absent" });
  await logIn();
  const { uses } = (await (await fetch(`${simulator.url}/api/identities/${user.alias}/log`)).json()) as {
    uses: unknown[];
  };
  expect(uses).toEqual([
    {
      at: clock.now().toISOString(),
      service: "Demo",
      action: "logon",
      result: "ok",
      detail: "scenario timestamp-absent",
    },
  ]);
});

describe("refuses", () => {
  test.each([
    ["an unknown scenario", { scenario: "chaos" }],
    ["error without a code", { scenario: "error-code" }],
    ["a code without error", { scenario: "none", code: "AUTH006" }],
    ["an unknown member", { scenario: "none", colour: "blue" }],
    ["a negative delay", { scenario: "none", delayMs: -1 }],
    ["a delay beyond ten minutes", { scenario: "none", delayMs: 600_001 }],
    ["no times at all", { scenario: "replay", times: 0 }],
  ])("%s", async (_what, wish) => expect((await play(wish)).status).toBe(400));

  test("an unknown alias", async () => {
    user = { alias: "nobody", password: "" };
    expect((await play({ scenario: "none" })).status).toBe(404);
  });
});

test("stopping does not wait for a delayed answer", async () => {
  const { startSimulator } = await import("@eid-gateway/nemid-simulator");
  const { testKeys } = await import("@eid-gateway/oces-testing");
  const other = await startSimulator({ port: 0, tlsPort: 0, keys: testKeys(), clock });
  const { alias, password } = other.identities()[0]!;
  other.setScenario(alias, { scenario: "none", delayMs: 600_000 });
  const pending = logInAt(other, clock.now)({ userId: alias, password });
  await other.stop();
  expect(await pending).toMatch(/^<\?xml/);
});
