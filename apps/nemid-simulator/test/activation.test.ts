import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildParameters, ORIGIN, signerOf } from "./build-parameters.js";
import { endOf, iframeOf, type Turn } from "./iframe.js";
import { readResponse } from "./read-response.js";
import { handClock, logInAt, startForTest } from "./start-for-test.js";

const clock = handClock();
let simulator: RunningSimulator;
let iframe: ReturnType<typeof iframeOf>;
let user: { alias: string; cpr?: string | undefined; nemidNumber: string; temporary: string };
beforeAll(async () => {
  simulator = await startForTest({ clock });
  iframe = iframeOf(simulator, clock.now);
});
beforeEach(async () => {
  user = await newUser();
});

async function newUser() {
  const made = await simulator.createIdentity({ autofill: true, kind: "POCES", status: "temporary-password" });
  return { ...made, temporary: made.temporaryPassword! };
}
const summary = () => simulator.identities().find(({ alias }) => alias === user.alias)!;
const chosen = (choice: object) => ({
  act: "activate",
  password: "kaffe42",
  repeated: "kaffe42",
  userId: "",
  ...choice,
});
const logIn = (typed: { userId: string; password: string }) => logInAt(simulator, clock.now)(typed);

/** Ends at the screen where a password is chosen, unless something is wrong. */
async function useTemporaryPassword(
  password = user.temporary,
  mode: "std" | "lmt" = "std",
  before = {},
): Promise<Turn> {
  const { id } = await iframe.begin({ mode, before });
  return iframe.logIn(id, { userId: user.alias, password });
}

describe("a new user", () => {
  test("has a temporary password, and is asked to choose another", async () => {
    expect(user.temporary).toMatch(/^[a-z]+\d{4}$/);
    const turn = await useTemporaryPassword();
    expect([turn.screen, turn.html.includes("Activate your NemID")]).toEqual(["activate", true]);
  });

  test("chooses a password, goes on with the key card, and logs in by it from then on", async () => {
    const { id } = await useTemporaryPassword(user.temporary.toUpperCase());
    const card = await iframe.act(id, chosen({}));
    expect(card.screen).toBe("key-card");
    const last = await iframe.act(id, { act: "key-card", code: await iframe.codeFor(card, user.alias) });
    expect(endOf(last)).toBe("signed");
    expect(summary()).toMatchObject({ status: "valid", password: "kaffe42", temporaryPassword: undefined });
    expect(await logIn({ userId: user.alias, password: "kaffe42" })).toMatch(/^<\?xml/);
    expect(await logIn({ userId: user.alias, password: user.temporary })).toBe("stuck at log-in: wrong-login");
  });

  test("chooses a user-id beside it, which takes the place of the first one", async () => {
    const { id } = await useTemporaryPassword();
    await iframe.act(id, chosen({ userId: " Åse.Ærø " }));
    expect(await logIn({ userId: "åse.ærø", password: "kaffe42" })).toMatch(/^<\?xml/);
    expect(await logIn({ userId: user.alias, password: "kaffe42" })).toBe("stuck at log-in: wrong-login");
    for (const userId of [user.cpr!, user.nemidNumber])
      expect(await logIn({ userId, password: "kaffe42" })).toMatch(/^<\?xml/);
    expect(summary().userId).toBe("Åse.Ærø");
  });

  test("is remembered by the user-id chosen", async () => {
    const turn = await useTemporaryPassword(user.temporary, "std", { REMEMBER_USERID: "" });
    const card = await iframe.act(turn.id, chosen({ userId: "husket.bruger" }));
    const { end } = await iframe.act(turn.id, { act: "key-card", code: await iframe.codeFor(card, user.alias) });
    const { properties } = readResponse(Buffer.from(end!.content, "base64").toString());
    const token = properties.find(([name]) => name === "rememberUseridToken")![1];
    expect((await iframe.begin({ before: { REMEMBER_USERID: token } })).html).toContain('value="husket.bruger"');
  });

  test("who closes the window can use the temporary password again", async () => {
    await useTemporaryPassword();
    expect((await useTemporaryPassword()).screen).toBe("activate");
  });

  test("is activated by POST /api/client, which without a choice is stuck", async () => {
    const parameters = JSON.stringify(buildParameters(signerOf(simulator, simulator.merchant("1001"))));
    const typed = { parameters, origin: ORIGIN, mode: "std", userId: user.alias, password: user.temporary };
    const send = async (body: object) => {
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(`${simulator.url}/api/client`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      return [response.status, await response.json()];
    };
    const stuck = { error: expect.any(String), screen: "activate" };
    expect(await send(typed)).toEqual([409, stuck]);
    expect(await send({ ...typed, activation: { password: "kort" } })).toEqual([
      409,
      { ...stuck, problem: "new-password-refused" },
    ]);
    expect(await send({ ...typed, activation: { password: "kaffe42", pin: "1" } })).toEqual([400, expect.anything()]);
    const done = await send({ ...typed, activation: { password: "kaffe42", userId: "hovedløs-1" } });
    expect(done).toEqual([200, { command: "changeResponseAndSubmit", content: expect.any(String) }]);
    expect(summary().userId).toBe("hovedløs-1");
  });

  test("finds the activation in the use log", async () => {
    await iframe.act((await useTemporaryPassword()).id, chosen({}));
    const { uses } = (await (await fetch(`${simulator.url}/api/identities/${user.alias}/log`)).json()) as { uses: [] };
    expect(uses).toContainEqual(expect.objectContaining({ action: "change", result: "ok", detail: "activated" }));
  });
});

describe("the choice is refused, and may be made again", () => {
  const problems: readonly [what: string, choice: object, says: RegExp][] = [
    ["nothing", { password: "", repeated: "" }, /Type the new password twice/],
    ["one of the two", { repeated: "" }, /Type the new password twice/],
    ["two that differ", { repeated: "kaffe43" }, /not the same/],
    ["fewer than six characters", { password: "abc12", repeated: "abc12" }, /does not follow the rules/],
    ["more than forty", { password: "a1".repeat(21), repeated: "a1".repeat(21) }, /does not follow the rules/],
    ["no digit", { password: "abcdefg", repeated: "abcdefg" }, /does not follow the rules/],
    ["no letter", { password: "1357924", repeated: "1357924" }, /does not follow the rules/],
    ["æ", { password: "kæffe42", repeated: "kæffe42" }, /does not follow the rules/],
    ["a character four times in a row", { password: "kaffff42", repeated: "kaffff42" }, /does not follow the rules/],
    ["a blank at the end", { password: "kaffe42 ", repeated: "kaffe42 " }, /does not follow the rules/],
    ["four equal digits", { password: "7777", repeated: "7777" }, /does not follow the rules/],
    ["a run of digits", { password: "3456", repeated: "3456" }, /does not follow the rules/],
    ["a short user-id", { userId: "abcd" }, /user ID does not follow the rules/],
    ["a user-id with a blank", { userId: "to ord her" }, /user ID does not follow the rules/],
    ["a user-id like a CPR number", { userId: "010190-1234" }, /user ID does not follow the rules/],
    ["a user-id with markup", { userId: "<b>hej</b>" }, /user ID does not follow the rules/],
  ];
  test.each(problems)("%s", async (_what, choice, says) => {
    const { id } = await useTemporaryPassword();
    const again = await iframe.act(id, chosen(choice));
    expect([again.screen, says.test(again.html)]).toEqual(["activate", true]);
    expect(again.html).not.toContain("<b>hej");
    expect(summary().status).toBe("temporary-password");
    expect((await iframe.act(id, chosen({}))).screen).toBe("key-card");
  });

  test("the user's own CPR number in it, and the temporary password itself", async () => {
    const { id } = await useTemporaryPassword();
    const own = `x${user.cpr}`;
    expect((await iframe.act(id, chosen({ password: own, repeated: own }))).html).toMatch(/does not follow the rules/);
    const same = user.temporary.toUpperCase();
    expect((await iframe.act(id, chosen({ password: same, repeated: same }))).html).toMatch(/another password/);
  });

  test("a user-id that is somebody's, in any letter case", async () => {
    const other = simulator.identities()[0]!;
    const { id } = await useTemporaryPassword();
    expect((await iframe.act(id, chosen({ userId: other.alias.toUpperCase() }))).html).toMatch(/is taken/);
  });

  test("the user's own present one is no clash", async () => {
    const { id } = await useTemporaryPassword();
    expect((await iframe.act(id, chosen({ userId: user.alias }))).screen).toBe("key-card");
  });
});

describe("the temporary password is void", () => {
  test("CAN001: after Cancel where a password is to be chosen; AUTH008 from then on", async () => {
    const { id } = await useTemporaryPassword();
    expect(endOf(await iframe.act(id, { act: "cancel" }))).toBe("CAN001");
    expect(summary().status).toBe("not-activated");
    expect(endOf(await useTemporaryPassword())).toBe("AUTH008");
  });

  test("AUTH001: after five wrong tries; AUTH008 from then on", async () => {
    for (let tried = 0; tried < 4; tried++) expect((await useTemporaryPassword("wrong123")).screen).toBe("log-in");
    expect(endOf(await useTemporaryPassword("wrong123"))).toBe("AUTH001");
    expect(endOf(await useTemporaryPassword())).toBe("AUTH008");
  });

  test("when a new one is sent, which makes it AUTH001 no more", async () => {
    for (let tried = 0; tried < 5; tried++) await useTemporaryPassword("wrong123");
    await simulator.setStatus(user.alias, "temporary-password");
    expect((await useTemporaryPassword()).html).toContain('role="alert"');
    expect((await useTemporaryPassword(summary().temporaryPassword)).screen).toBe("activate");
  });

  test("once a password was chosen, for a second window too", async () => {
    const [one, other] = [await useTemporaryPassword(), await useTemporaryPassword()];
    await iframe.act(one.id, chosen({}));
    expect(endOf(await iframe.act(other.id, chosen({ password: "anden99", repeated: "anden99" })))).toBe("AUTH008");
    expect(summary().password).toBe("kaffe42");
  });

  test("of a user who had a password, that one is void while a temporary one is on its way", async () => {
    const active = await simulator.createIdentity({ autofill: true, kind: "POCES" });
    await simulator.setStatus(active.alias, "temporary-password");
    expect(await logIn({ userId: active.alias, password: active.password })).toBe("stuck at log-in: wrong-login");
  });
});

describe("the temporary password stays good", () => {
  test("AUTH011: in limited mode, which cannot take it", async () => {
    expect(endOf(await useTemporaryPassword(user.temporary, "lmt"))).toBe("AUTH011");
    expect((await useTemporaryPassword()).screen).toBe("activate");
  });

  test("CAN003: after a time-out where a password is to be chosen", async () => {
    const { id } = await useTemporaryPassword();
    expect(endOf(await iframe.act(id, { act: "time-out" }))).toBe("CAN003");
    expect((await useTemporaryPassword()).screen).toBe("activate");
  });

  test("CAN002: after Cancel before it was typed", async () => {
    const { id } = await iframe.begin({ mode: "std" });
    expect(endOf(await iframe.act(id, { act: "cancel" }))).toBe("CAN002");
    expect(summary().status).toBe("temporary-password");
  });
});

test("a wrong try in limited mode counts too", async () => {
  for (let tried = 0; tried < 4; tried++) await useTemporaryPassword("wrong123", "lmt");
  expect(endOf(await useTemporaryPassword("wrong123", "lmt"))).toBe("AUTH001");
});

test("a child under fifteen with a temporary password is OCES004 before anything is chosen", async () => {
  const wish = { autofill: true, kind: "POCES", cpr: "6103126000", status: "temporary-password" } as const;
  const child = await simulator.createIdentity(wish);
  user = { ...child, temporary: child.temporaryPassword! };
  expect(endOf(await useTemporaryPassword())).toBe("OCES004");
});

test.each([
  ["no repetition", { act: "activate", password: "kaffe42", userId: "" }],
  ["a password that is a number", { act: "activate", password: 4242, repeated: "4242", userId: "" }],
  ["an unknown member", { act: "activate", password: "kaffe42", repeated: "kaffe42", userId: "", admin: true }],
])("an act that does not fit is refused: %s", async (_what, act) => {
  const { id } = await useTemporaryPassword();
  expect(await iframe.act(id, act)).toEqual({ error: expect.any(String) });
  expect(summary().status).toBe("temporary-password");
});

test("nobody chooses a password without the temporary one", async () => {
  const { id, html } = await iframe.begin({ mode: "std" });
  expect((await iframe.act(id, chosen({}))).html).toBe(html);
});
