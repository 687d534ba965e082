import { readFileSync } from "node:fs";
import type { IdentityStatus, RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { endOf, iframeOf } from "./iframe.js";
import { handClock, logInAt, startForTest } from "./start-for-test.js";

/** The table of the README: what it promises of each status is what is tested. */
const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const PROMISES = [
  ...README.matchAll(/^\| `([a-z-]+)` \| [^|]+ \| (a signature|activation|`[A-Z]+\d{3}`)[^|]*\|$/gm),
].map(([, status, ending]) => [status as IdentityStatus, ending!.replaceAll("`", "")] as const);
const EVERY = PROMISES.map(([status]) => status);

const clock = handClock();
let simulator: RunningSimulator;
let user: { alias: string; password: string };
beforeAll(async () => {
  simulator = await startForTest({ clock });
});
beforeEach(async () => {
  user = await simulator.createIdentity({ autofill: true, kind: "POCES" });
});

const statusNow = () => simulator.identities().find(({ alias }) => alias === user.alias)?.status;
const call = (method: string, path: string, body: object) =>
  fetch(simulator.url + path, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** How a log-in ends in the words of the README's table. */
async function logIn(): Promise<string> {
  const summary = simulator.identities().find(({ alias }) => alias === user.alias)!;
  const password = summary.temporaryPassword ?? user.password;
  const iframe = iframeOf(simulator, clock.now);
  const { id } = await iframe.begin({ mode: "std" });
  const turn = await iframe.logIn(id, { userId: user.alias, password });
  if (turn.screen === "activate") return "activation";
  if (turn.screen !== "key-card") return endOf(turn) ?? turn.screen;
  const last = await iframe.act(id, { act: "key-card", code: await iframe.codeFor(turn, user.alias) });
  return endOf(last) === "signed" ? "a signature" : (endOf(last) ?? last.screen);
}

test("the README tells of every status the API takes", async () => {
  const refusal = (await (await call("PATCH", `/api/identities/${user.alias}`, { status: "odd" })).json()) as {
    error: string;
  };
  const taken = [...refusal.error.matchAll(/"([a-z-]+)"/g)].map(([, status]) => status);
  expect(taken).toEqual(EVERY);
  expect(EVERY).toHaveLength(15);
});

describe.each(PROMISES)("%s", (status, ending) => {
  test(`set by PATCH it is told back, and a log-in ends with ${ending}`, async () => {
    const response = await call("PATCH", `/api/identities/${user.alias}`, { status });
    expect([response.status, ((await response.json()) as { status: string }).status]).toEqual([200, status]);
    expect(await logIn()).toBe(ending);
  });

  test(`an identity is made so, and a log-in ends with ${ending}`, async () => {
    user = await simulator.createIdentity({ autofill: true, kind: "MOCES", status });
    expect([statusNow(), await logIn()]).toEqual([status, ending]);
  });

  test("valid lifts it", async () => {
    await simulator.setStatus(user.alias, status);
    await simulator.setStatus(user.alias, "valid");
    expect([statusNow(), await logIn()]).toEqual(["valid", "a signature"]);
  });
});

test.each(EVERY.filter((status) => status !== "locked"))("locked takes the place of %s", async (status) => {
  await simulator.setStatus(user.alias, status);
  await simulator.setStatus(user.alias, "locked");
  expect([statusNow(), await logIn()]).toEqual(["locked", "AUTH005"]);
});

describe("an obstacle to OCES", () => {
  test("is told after the right password only", async () => {
    await simulator.setStatus(user.alias, "not-qualified");
    const wrong = await logInAt(simulator, clock.now)({ userId: user.alias, password: "wrong123" });
    expect(wrong).toBe("stuck at log-in: wrong-login");
  });

  test("uses no code of the card", async () => {
    await simulator.setStatus(user.alias, "bank-only");
    await logIn();
    const { keyCard } = (await (await fetch(`${simulator.url}/api/identities/${user.alias}`)).json()) as {
      keyCard: { codesLeft: number };
    };
    expect(keyCard.codesLeft).toBe(148);
  });
});

test("five wrong codes leave the status password-revoked", async () => {
  const attempt = logInAt(simulator, clock.now);
  for (let tried = 0; tried < 5; tried++)
    await attempt({ userId: user.alias, password: user.password, code: "000000" });
  expect(statusNow()).toBe("password-revoked");
});

test("every status survives a restart of the simulator", async () => {
  const { temporaryFolder } = await import("./start-for-test.js");
  const stateDir = temporaryFolder();
  const first = await startForTest({ clock, stateDir });
  const aliases = [];
  for (const status of EVERY)
    aliases.push((await first.createIdentity({ autofill: true, kind: "POCES", status })).alias);
  await first.stop();
  const second = await startForTest({ clock, stateDir });
  const kept = new Map(second.identities().map(({ alias, status }) => [alias, status]));
  expect(aliases.map((alias) => kept.get(alias))).toEqual(EVERY);
});

describe("refuses", () => {
  test.each(["", "VALID", "blocked", "lock", null, 5, ["valid"]])("the status %j", async (status) => {
    expect((await call("PATCH", `/api/identities/${user.alias}`, { status })).status).toBe(400);
    expect((await call("POST", "/api/identities", { kind: "POCES", autofill: true, status })).status).toBe(400);
    expect(statusNow()).toBe("valid");
  });
});
