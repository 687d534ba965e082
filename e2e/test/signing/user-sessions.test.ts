import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OrderToMake, order, statusOf } from "../../src/signing/order-by-soap.js";
import { openSession } from "../../src/signing/session-by-soap.js";
import { passNemid, press, signOn, wayBack } from "../../src/signing/sign-by-hand.js";
import { headingOf, openBrowser, type Person } from "../../src/world/log-in.js";
import { screenOf } from "../../src/world/read-page.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
let bo: Person;
beforeAll(async () => {
  world = await startWorld({});
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  bo = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const BACK = "http://localhost:3999";
const make = (title: string, wish: Partial<OrderToMake> = {}) => {
  const document = { mediaType: "text/plain", bytes: Buffer.from(`${title}\n`), description: title };
  return order(world, { documents: [document], methods: ["nemid-sign"], ...wish });
};

describe("a user session", () => {
  it("leads through the tasks of several orders in their order, and then back", async () => {
    const [one, two] = [await make("First"), await make("Second")];
    const { url } = await openSession(world, [one.id, two.id], { complete: `${BACK}/all-done` });
    const browser = openBrowser();
    const second = await signOn(browser, world, await browser.get(url), anna);
    expect(headingOf(second)).toBe("Second");
    const end = await signOn(browser, world, second, anna);
    expect(wayBack(end)).toBe(`${BACK}/all-done`);
    for (const { id } of [one, two]) expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("goes on where it was left for later", async () => {
    const [one, two] = [await make("First"), await make("Second")];
    const { url } = await openSession(world, [one.id, two.id], { postpone: `${BACK}/later` });
    const browser = openBrowser();
    const second = await signOn(browser, world, await browser.get(url), anna);
    expect(wayBack(await press(browser, second, "postpone"))).toBe(`${BACK}/later`);
    const again = openBrowser();
    const page = await again.get(url);
    expect([screenOf(page), headingOf(page)]).toEqual(["sign/document", "Second"]);
    await signOn(again, world, page, anna);
    expect((await statusOf(world, two.id)).status).toBe("completed");
    expect(screenOf(await openBrowser().get(url))).toBe("sign/closed");
  });

  it("passes over what was signed elsewhere meanwhile", async () => {
    const [one, two, three] = [await make("First"), await make("Second"), await make("Third")];
    const { url } = await openSession(world, [one.id, two.id, three.id]);
    const browser = openBrowser();
    const first = await browser.get(url);
    const other = openBrowser();
    await signOn(other, world, await other.get(two.url), bo);
    expect(headingOf(await signOn(browser, world, first, anna))).toBe("Third");
  });

  it("asks at each gate anew: a log-in was compared with the subject of its own task alone", async () => {
    const gate = { authentication: ["nemid"] };
    const [one, two] = [
      await make("First", { ...gate, nationalId: anna.cpr }),
      await make("Second", { ...gate, nationalId: bo.cpr }),
    ];
    const { url } = await openSession(world, [one.id, two.id]);
    const browser = openBrowser();
    const inside = await passNemid(browser, world, await press(browser, await browser.get(url), "authenticate"), anna);
    const second = await signOn(browser, world, inside, anna);
    expect([screenOf(second), second.text.includes("Second")]).toEqual(["sign/gate", false]);
  });
});
