import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Card, readCard } from "./iframe.js";
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

const order = (wish: object) =>
  fetch(`${simulator.url}/api/identities/${user.alias}/keycard`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });
const card = (): Promise<Card> => readCard(simulator, user.alias);
const logIn = () => logInAt(simulator, clock.now)({ userId: user.alias, password: user.password });

/** What the use log says besides the log-ins, oldest first. */
async function cardNews(): Promise<unknown[]> {
  const { uses } = (await (await fetch(`${simulator.url}/api/identities/${user.alias}/log`)).json()) as {
    uses: { action: string; service: string; detail: string }[];
  };
  return uses
    .filter(({ action }) => action === "change")
    .map(({ detail }) => detail)
    .reverse();
}

describe("the next card", () => {
  test("is sent at twenty codes left and taken into use at none; the use log tells of both", async () => {
    await order({ codesLeft: 22 });
    await logIn();
    expect([(await card()).waiting, await cardNews()]).toEqual([[], []]);
    await logIn();
    const { id, codesLeft, waiting } = await card();
    expect([codesLeft, await cardNews()]).toEqual([20, [`key card ${waiting[0]} sent`]]);
    for (let left = codesLeft; left > 0; left--) expect(await logIn()).toMatch(/^<\?xml/);
    const next = await card();
    expect([next.id, next.codesLeft, next.waiting]).toEqual([waiting[0], 148, []]);
    expect(next.id).not.toBe(id);
    expect(await cardNews()).toEqual([`key card ${next.id} sent`, `key card ${next.id} taken into use`]);
    expect(await logIn()).toMatch(/^<\?xml/);
  });

  test("is not sent when the user has switched that off: the last code is followed by AUTH006", async () => {
    await order({ codesLeft: 21, automatic: false });
    await logIn();
    expect([(await card()).waiting, await cardNews()]).toEqual([[], []]);
    await order({ codesLeft: 1 });
    expect((await card()).automatic).toBe(false);
    expect(await logIn()).toMatch(/^<\?xml/);
    expect(await logIn()).toBe("AUTH006");
  });

  test("is not sent to a user who has three waiting", async () => {
    await order({ codesLeft: 21 });
    for (let extra = 0; extra < 3; extra++) await order({ extra: true });
    const { waiting } = await card();
    await logIn();
    expect((await card()).waiting).toEqual(waiting);
  });
});

describe("an extra card", () => {
  test("waits beside the one in use, and is taken into use in its turn", async () => {
    await order({ codesLeft: 1, automatic: false });
    const { id } = await card();
    await order({ extra: true });
    await order({ extra: true });
    const { waiting, ...now } = await card();
    expect([now.id, now.codesLeft, waiting.length]).toEqual([id, 1, 2]);
    await logIn();
    const next = await card();
    expect([next.id, next.waiting]).toEqual([waiting[0], [waiting[1]]]);
  });

  test("is not the fourth", async () => {
    for (let extra = 0; extra < 3; extra++) expect((await order({ extra: true })).status).toBe(201);
    expect((await order({ extra: true })).status).toBe(409);
    expect((await card()).waiting).toHaveLength(3);
  });

  test("is void with the others when the card in use is replaced", async () => {
    await order({ extra: true });
    await order({});
    expect((await card()).waiting).toEqual([]);
  });

  test("is sent from the card's page", async () => {
    const path = `${simulator.url}/identities/${user.alias}/keycard`;
    const { id } = await card();
    const sent = await fetch(path, {
      method: "POST",
      body: new URLSearchParams({ extra: "true" }),
      redirect: "manual",
    });
    expect([sent.status, (await card()).id, (await card()).waiting.length]).toEqual([303, id, 1]);
    expect(await (await fetch(path)).text()).toContain("In the post");
    await fetch(path, { method: "POST", body: new URLSearchParams({ replace: "" }), redirect: "manual" });
    expect((await card()).id).not.toBe(id);
  });
});

describe("an order is refused", () => {
  test.each([
    ["more codes than a card has", { codesLeft: 149 }],
    ["fewer than none", { codesLeft: -1 }],
    ["half a code", { codesLeft: 1.5 }],
    ["an extra card that is used in part", { extra: true, codesLeft: 3 }],
    ["an extra card by another word", { extra: "yes" }],
    ["an unknown member", { cards: 2 }],
  ])("%s", async (_what, wish) => {
    const before = await card();
    expect((await order(wish)).status).toBe(400);
    expect(await card()).toEqual(before);
  });
});
