import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { iframeOf, type Opened } from "./iframe.js";
import { readResponse } from "./read-response.js";
import { handClock, startForTest, temporaryFolder } from "./start-for-test.js";

const clock = handClock();
const stateDir = temporaryFolder();
let simulator: RunningSimulator;
let user: { alias: string; password: string; cpr?: string | undefined };
beforeAll(async () => {
  simulator = await startForTest({ clock, stateDir });
  user = simulator.identities()[0]!;
});

/** Logs in with the box ticked or not, and gives the token of the response, if there is one. */
async function rememberBy(ticked: boolean, before = {}, userId = user.alias): Promise<string | undefined> {
  const iframe = iframeOf(simulator, clock.now);
  const { id } = await iframe.begin({ before: { REMEMBER_USERID: "", ...before } });
  const card = await iframe.act(id, { act: "log-in", userId, password: user.password, remember: ticked });
  const { end } = await iframe.act(id, { act: "key-card", code: await iframe.codeFor(card, user.alias) });
  const { properties, isSigned } = readResponse(Buffer.from(end!.content, "base64").toString());
  expect(isSigned).toBe(true);
  return properties.find(([name]) => name === "rememberUseridToken")?.[1];
}
const firstScreen = async (opened: Opened) => (await iframeOf(simulator, clock.now).begin(opened)).html;
const box = (html: string) => /name="remember"( checked)?/.exec(html)?.[0];

describe("the box", () => {
  test.each([
    ["is ticked when nothing is said", {}, "lmt", 'name="remember" checked'],
    ["is unticked by FALSE", { REMEMBER_USERID_INITIAL_STATUS: "FALSE" }, "lmt", 'name="remember"'],
    ["is unticked by false in any letter case", { REMEMBER_USERID_INITIAL_STATUS: "False" }, "lmt", 'name="remember"'],
    ["is ticked by any other word", { REMEMBER_USERID_INITIAL_STATUS: "no" }, "lmt", 'name="remember" checked'],
    ["is ticked by an empty word", { REMEMBER_USERID_INITIAL_STATUS: "" }, "lmt", 'name="remember" checked'],
    [
      "is ticked in standard mode, whatever is said",
      { REMEMBER_USERID_INITIAL_STATUS: "FALSE" },
      "std",
      'name="remember" checked',
    ],
  ] as const)("%s", async (_what, before, mode, expected) =>
    expect(box(await firstScreen({ before: { REMEMBER_USERID: "", ...before }, mode }))).toBe(expected),
  );

  test("is not there unless the service provider offers it; the initial status alone is no offer", async () => {
    expect(box(await firstScreen({}))).toBeUndefined();
    expect(box(await firstScreen({ before: { REMEMBER_USERID_INITIAL_STATUS: "TRUE" } }))).toBeUndefined();
  });

  test("stays as the user left it when the password was wrong", async () => {
    const iframe = iframeOf(simulator, clock.now);
    const { id } = await iframe.begin({ before: { REMEMBER_USERID: "" } });
    const typed = { act: "log-in", userId: user.alias, password: "wrong123" };
    expect(box((await iframe.act(id, { ...typed, remember: false })).html)).toBe('name="remember"');
    expect(box((await iframe.act(id, { ...typed, remember: true })).html)).toBe('name="remember" checked');
  });
});

describe("the token", () => {
  test("brings the user-id back, and the next log-in brings a new token", async () => {
    const token = (await rememberBy(true))!;
    expect(await firstScreen({ before: { REMEMBER_USERID: token } })).toContain(`value="${user.alias}"`);
    const next = await rememberBy(true, { REMEMBER_USERID: token });
    expect(next).not.toBe(token);
    expect(await firstScreen({ before: { REMEMBER_USERID: next! } })).toContain(`value="${user.alias}"`);
  });

  test("is not there when the box is unticked, although one was sent: the service provider forgets", async () =>
    expect(await rememberBy(false, { REMEMBER_USERID: (await rememberBy(true))! })).toBeUndefined());

  test("shows nobody what it stands for, nor that two stand for the same", async () => {
    const [one, other] = [(await rememberBy(true, {}, user.cpr))!, (await rememberBy(true, {}, user.cpr))!];
    expect(one).not.toBe(other);
    expect(one).toMatch(/^[A-Za-z0-9+/]+=*$/);
    for (const token of [one, other]) expect(Buffer.from(token, "base64").toString("latin1")).not.toContain(user.cpr);
  });

  test("still works after a restart of the simulator", async () => {
    const token = (await rememberBy(true))!;
    await simulator.stop();
    simulator = await startForTest({ clock, stateDir });
    expect(await firstScreen({ before: { REMEMBER_USERID: token } })).toContain(`value="${user.alias}"`);
  });

  const spoilt: readonly [what: string, spoil: (token: string) => string][] = [
    ["cut", (token) => token.slice(0, 12)],
    ["lengthened", (token) => Buffer.concat([Buffer.from(token, "base64"), Buffer.from([0])]).toString("base64")],
    ["changed by a bit", flipLastBit],
    ["of another simulator", () => Buffer.alloc(64, 7).toString("base64")],
    ["no base64", () => "%%%"],
    ["the user-id itself", () => Buffer.from(user.alias).toString("base64")],
    ["a script", () => '"><script>alert(1)</script>'],
  ];
  test.each(spoilt)("acts like an empty one when it is %s", async (_what, spoil) => {
    const html = await firstScreen({ before: { REMEMBER_USERID: spoil((await rememberBy(true))!) } });
    expect(html).toContain('name="userId" value=""');
    expect(html).not.toContain("<script>");
    expect(box(html)).toBe('name="remember" checked');
  });

  test("of another service provider acts like an empty one", async () => {
    const html = await firstScreen({ before: { REMEMBER_USERID: (await rememberBy(true))! }, spid: "1002" });
    expect(html).toContain('name="userId" value=""');
  });
});

function flipLastBit(token: string): string {
  const bytes = Buffer.from(token, "base64");
  bytes[bytes.length - 1]! ^= 1;
  return bytes.toString("base64");
}
