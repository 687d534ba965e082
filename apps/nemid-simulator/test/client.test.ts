/** The calls that the script in the iframe makes, without the iframe. */
import { Writable } from "node:stream";
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { pino } from "pino";
import { beforeAll, describe, expect, test } from "vitest";
import { ORIGIN, type Sent } from "./build-parameters.js";
import { endOf, iframeOf, type Turn } from "./iframe.js";
import { handClock, startForTest } from "./start-for-test.js";

const IDLE_MS = 60_000;
const clock = handClock();
const logged: string[] = [];
const log = pino(
  { level: "trace" },
  new Writable({ write: (chunk, _encoding, done) => done(void logged.push(String(chunk))) }),
);
let simulator: RunningSimulator;
let iframe: ReturnType<typeof iframeOf>;
let user: { alias: string; password: string; cpr?: string | undefined };
beforeAll(async () => {
  simulator = await startForTest({ clock, log, idleMs: IDLE_MS });
  iframe = iframeOf(simulator, clock.now);
  user = simulator.identities()[0]!;
});

/** As the script would never send it: any body, and the status of the answer. */
async function send(path: string, body: object | string): Promise<{ status: number; turn: Turn }> {
  const response = await fetch(`${simulator.url}/launcher/ceremonies${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, turn: (await response.json()) as Turn };
}

const begin = (before: Sent = {}, mode: "lmt" | "std" = "lmt") => iframe.begin({ before, mode });
const act = (id: string, what: object) => iframe.act(id, what);
const logIn = (id: string) => act(id, { act: "log-in", userId: user.alias, password: user.password, remember: false });
const codeFor = (turn: Turn) => iframe.codeFor(turn, user.alias);

describe("screens", () => {
  test("lead from user-id and password over the key card to the signed message", async () => {
    const first = await begin();
    expect([first.screen, first.language]).toEqual(["log-in", "en"]);
    expect(first.html).toContain("Demo</span>");
    const second = await logIn(first.id);
    expect(second.screen).toBe("key-card");
    expect(second.html).toMatch(/[A-Z]\d{3}-\d{3}-\d{3}/);
    const last = await act(first.id, { act: "key-card", code: await codeFor(second) });
    expect(last.end?.command).toBe("changeResponseAndSubmit");
    expect(endOf(last)).toBe("signed");
  });

  test("show the text to sign first", async () => {
    const SIGNTEXT = Buffer.from("I owe you <3 kr.").toString("base64");
    const first = await begin({ CLIENTFLOW: "OCESSIGN2", SIGNTEXT });
    expect([first.screen, first.html.includes("I owe you &#60;3 kr.")]).toEqual(["sign-text", true]);
    expect((await act(first.id, { act: "read" })).screen).toBe("log-in");
  });

  test("are in Danish by default and for Greenlandic", async () => {
    expect((await begin({ LANGUAGE: "DA" })).html).toContain("Adgangskode");
    expect((await begin({ LANGUAGE: "KL" })).language).toBe("da");
  });

  test("show what was wrong and keep the user-id", async () => {
    const { id } = await begin();
    const again = await act(id, { act: "log-in", userId: '"><b>x', password: "wrong123", remember: true });
    expect(again.html).toContain('role="alert"');
    expect(again.html).toContain('value="&#34;&#62;&#60;b&#62;x"');
  });

  test("offer to remember the user-id only when the service provider does, ticked as it says", async () => {
    expect((await begin()).html).not.toContain("remember");
    expect((await begin({ REMEMBER_USERID: "" })).html).toMatch(/name="remember" checked/);
    expect((await begin({ REMEMBER_USERID: "", REMEMBER_USERID_INITIAL_STATUS: "FALSE" })).html).not.toMatch(/checked/);
  });

  test("hide Cancel in standard mode alone, when the service provider asks for it", async () => {
    expect((await begin({ DO_NOT_SHOW_CANCEL: "TRUE" }, "std")).html).not.toContain("data-cancel");
    expect((await begin({ DO_NOT_SHOW_CANCEL: "TRUE" }, "lmt")).html).toContain("data-cancel");
  });
});

describe("ends", () => {
  test.each([
    ["cancel", "CAN002"],
    ["time-out", "CAN003"],
  ])("%s is %s on every screen", async (what, code) => {
    const first = await begin();
    expect(endOf(await act(first.id, { act: what }))).toBe(code);
    const second = await begin();
    await logIn(second.id);
    expect(endOf(await act(second.id, { act: what }))).toBe(code);
  });

  test("SRV006: a ceremony that is over, unknown, or left alone too long", async () => {
    const { id } = await begin();
    await act(id, { act: "cancel" });
    expect(endOf(await act(id, { act: "cancel" }))).toBe("SRV006");
    expect(endOf(await act("unknown", { act: "cancel" }))).toBe("SRV006");
    const forgotten = await begin();
    clock.pass(2 * IDLE_MS + 1);
    expect(endOf(await logIn(forgotten.id))).toBe("SRV006");
  });

  test("a code sent twice at once gives one signed message", async () => {
    const { id } = await begin();
    const code = await codeFor(await logIn(id));
    const turns = await Promise.all([act(id, { act: "key-card", code }), act(id, { act: "key-card", code })]);
    expect(turns.map(endOf).sort()).toEqual(["SRV006", "signed"]);
  });

  test("bad parameters end at once", async () => {
    const { turn } = await send("", { parameters: "{}", origin: ORIGIN, mode: "lmt" });
    expect(endOf(turn)).toBe("APP001");
  });
});

describe("does nothing on", () => {
  test("an act that does not fit the screen", async () => {
    const { id, html } = await begin();
    expect((await act(id, { act: "key-card", code: "123456" })).html).toBe(html);
    expect((await act(id, { act: "read" })).html).toBe(html);
  });

  test.each<[string, object | string]>([
    ["an unknown act", { act: "hack" }],
    ["an unknown member", { act: "cancel", extra: 1 }],
    ["a code that is a number", { act: "key-card", code: 123456 }],
    ["no act", {}],
    ["text that is not JSON", "act=cancel"],
  ])("%s: 400", async (_what, body) => {
    const { id, html } = await begin();
    expect((await send(`/${id}`, body)).status).toBe(400);
    expect((await act(id, { act: "read" })).html).toBe(html);
  });

  test("parameters above 16 MiB: 400, and the connection goes on", async () => {
    const { status } = await send("", { parameters: "x".repeat(17 * 1024 * 1024), origin: ORIGIN, mode: "lmt" });
    expect(status).toBe(400);
    expect((await begin()).screen).toBe("log-in");
  });
});

test("neither CPR numbers, passwords, codes nor parameters reach the log", async () => {
  logged.length = 0;
  const { id } = await begin();
  await act(id, { act: "log-in", userId: user.cpr!, password: "canary-9911", remember: false });
  await act(id, { act: "log-in", userId: user.cpr!, password: user.password, remember: false });
  await act(id, { act: "key-card", code: "990011" });
  await act(id, { act: "cancel" });
  await begin({ CANARY_VALUE: "canary-value-8822" });
  await send("", '{"act":"canary-7733');
  await fetch(`${simulator.url}/api/identities`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind: "POCES", password: "canary-6644", cpr: "canary-5555" }),
  });
  const text = logged.join("");
  expect(text).toContain("parameters refused");
  expect(text).toContain("CAN002");
  for (const secret of [user.cpr!, user.password, "canary-", "990011"]) expect(text).not.toContain(secret);
});
