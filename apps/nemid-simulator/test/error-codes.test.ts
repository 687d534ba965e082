import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { buildParameters, ORIGIN, signerOf } from "./build-parameters.js";
import { iframeOf } from "./iframe.js";
import { handClock, startForTest } from "./start-for-test.js";

const CODES = [
  ...["APP001", "APP002", "APP003", "APP004", "APP005", "APP007", "APP008", "APP009", "APP010"],
  ...["SRV001", "SRV002", "SRV003", "SRV004", "SRV005", "SRV006", "SRV007", "SRV008", "SRV009", "SRV010", "SRV011"],
  "SRV012",
  ...["AUTH001", "AUTH003", "AUTH004", "AUTH005", "AUTH006", "AUTH007", "AUTH008", "AUTH009", "AUTH010", "AUTH011"],
  ...["AUTH012", "AUTH013", "AUTH014", "AUTH015", "AUTH016", "AUTH017", "AUTH018", "AUTH019", "AUTH020", "AUTH021"],
  ...["LOCK001", "LOCK002", "LOCK003"],
  ...["CAN001", "CAN002", "CAN003", "CAN004", "CAN005", "CAN006", "CAN007", "CAN008"],
  ...["OCES001", "OCES002", "OCES003", "OCES004", "OCES005", "OCES006"],
  ...["CAPP001", "CAPP002", "CAPP003", "CAPP004", "CAPP006", "CAPP007", "CAPP008", "CAPP009", "CAPP010", "CAPP011"],
  ...["CAPP012", "CAPP013", "LIB002", "cancel", "cancelsign"],
];

const clock = handClock();
let simulator: RunningSimulator;
let user: { alias: string; password: string };
beforeAll(async () => {
  simulator = await startForTest({ clock });
  user = await simulator.createIdentity({ autofill: true, kind: "POCES" });
});

const send = (method: string, path: string, body: object) =>
  fetch(simulator.url + path, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
const play = (scenario: object) => send("PUT", `/api/scenarios/${user.alias}`, scenario);
const ended = (code: string) => ({
  command: "changeResponseAndSubmit",
  content: Buffer.from(code).toString("base64"),
});

describe.each(CODES)("%s", (code) => {
  test("reaches the page around the client as the content of changeResponseAndSubmit", async () => {
    expect((await play({ scenario: "error-code", code })).status).toBe(200);
    const iframe = iframeOf(simulator, clock.now);
    const { id } = await iframe.begin();
    const { end } = await iframe.logIn(id, { userId: user.alias, password: user.password });
    expect(end).toEqual(ended(code));
  });

  test("comes of POST /api/client too", async () => {
    await play({ scenario: "error-code", code });
    const parameters = buildParameters(signerOf(simulator, simulator.merchant("1001")));
    const typed = { userId: user.alias, password: user.password, code: "auto" };
    const response = await send("POST", "/api/client", { parameters, origin: ORIGIN, ...typed });
    expect([response.status, await response.json()]).toEqual([200, ended(code)]);
  });
});

test("the list of GET /api/scenarios is these codes and no others, each with a line", async () => {
  const { codes } = (await (await fetch(`${simulator.url}/api/scenarios`)).json()) as { codes: { code: string }[] };
  expect(codes.map(({ code }) => code)).toEqual(CODES);
  expect(codes).toEqual(CODES.map((code) => ({ code, means: expect.stringMatching(/^.{10,}[^.]$/) })));
});

test("the page of scenarios names each code under its family", async () => {
  const page = await (await fetch(`${simulator.url}/scenarios`)).text();
  for (const code of CODES) expect(page).toContain(`<option value="${code}">`);
  for (const family of ["APP", "SRV", "AUTH", "LOCK", "CAN", "OCES", "CAPP"])
    expect(page).toContain(`<optgroup label="${family}">`);
});

test("every scenario has a line that says what it does", async () => {
  const { scenarios } = (await (await fetch(`${simulator.url}/api/scenarios`)).json()) as {
    scenarios: { id: string; says: string }[];
  };
  expect(scenarios.filter(({ says }) => !/^[A-Z].{10,}\.$/.test(says))).toEqual([]);
  expect(new Set(scenarios.map(({ says }) => says)).size).toBe(scenarios.length);
});

describe("refuses", () => {
  test.each([
    ...["APP006", "AUTH002", "CAPP005", "DBS001", "XYZ999", "AUTH0060", "auth006", "CANCEL", "AUTH006 ", "", "<b>"],
  ])("the unknown code %j, and plays what it played before", async (code) => {
    await play({ scenario: "error-code", code: "SRV007" });
    expect((await play({ scenario: "error-code", code })).status).toBe(400);
    const parameters = buildParameters(signerOf(simulator, simulator.merchant("1001")));
    const typed = { userId: user.alias, password: user.password, code: "auto" };
    const response = await send("POST", "/api/client", { parameters, origin: ORIGIN, ...typed });
    expect(await response.json()).toEqual(ended("SRV007"));
  });

  test("a scenario of the earlier name", async () =>
    expect((await play({ scenario: "error", code: "AUTH006" })).status).toBe(400));
});

test("a wrong password is told before any code that is to be played", async () => {
  await play({ scenario: "error-code", code: "SRV004" });
  const iframe = iframeOf(simulator, clock.now);
  const { id } = await iframe.begin();
  const again = await iframe.logIn(id, { userId: user.alias, password: "wrong123" });
  expect([again.screen, again.html.includes('role="alert"')]).toEqual(["log-in", true]);
});

test("a lock that is only played locks nobody", async () => {
  await play({ scenario: "error-code", code: "LOCK002", times: 1 });
  const iframe = iframeOf(simulator, clock.now);
  await iframe.logIn((await iframe.begin()).id, { userId: user.alias, password: user.password });
  const next = await iframe.logIn((await iframe.begin()).id, { userId: user.alias, password: user.password });
  expect(next.screen).toBe("key-card");
});
