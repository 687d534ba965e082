import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anotherTask, type OrderToMake, order, statusOf, taskUrl } from "../../src/signing/order-by-soap.js";
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

describe("a task of a session that waits for another", () => {
  /** An order whose task can be done when `first` is. */
  const makeWaiting = (title: string) => make(title, { dependsOn: ["first"], more: anotherTask("first") });
  const signFirstOf = async (id: string) => {
    const browser = openBrowser();
    await signOn(browser, world, await browser.get(taskUrl(world, id, "first")), bo);
  };

  it("holds up none that come after it, and is returned to when it may be done", async () => {
    const [waiting, other] = [await makeWaiting("Waiting"), await make("Other")];
    const { url } = await openSession(world, [waiting.id, other.id], { complete: `${BACK}/all-done` });
    const browser = openBrowser();
    const page = await browser.get(url);
    expect(headingOf(page)).toBe("Other");
    await signFirstOf(waiting.id);
    const next = await signOn(browser, world, page, anna);
    expect(headingOf(next)).toBe("Waiting");
    expect(wayBack(await signOn(browser, world, next, anna))).toBe(`${BACK}/all-done`);
  });

  it("is all that is left: the page says so, what was sent in stands, and the session goes on by the same page or link", async () => {
    const [waiting, other] = [await makeWaiting("Waiting"), await make("Other")];
    const { url } = await openSession(world, [waiting.id, other.id], {
      complete: `${BACK}/all-done`,
      postpone: `${BACK}/later`,
    });
    const browser = openBrowser();
    const end = await signOn(browser, world, await browser.get(url), anna);
    expect([screenOf(end), headingOf(end)]).toEqual(["sign/waiting-session", "It is not your turn yet"]);
    expect(end.text).toContain(`href="${BACK}/later"`);
    expect((await statusOf(world, other.id)).status).toBe("completed");
    expect(screenOf(await openBrowser().get(url))).toBe("sign/waiting-session");
    await signFirstOf(waiting.id);
    expect(headingOf(await openBrowser().get(url))).toBe("Waiting");
    const again = await browser.get(end.url);
    expect(headingOf(again)).toBe("Waiting");
    expect(wayBack(await signOn(browser, world, again, anna))).toBe(`${BACK}/all-done`);
  });

  it("comes after what it waits for, whatever the session's order", async () => {
    const { id } = await makeWaiting("One letter");
    const { url } = await openSession(world, [id, { id, task: "first" }], { complete: `${BACK}/all-done` });
    const browser = openBrowser();
    const second = await signOn(browser, world, await browser.get(url), anna);
    expect(screenOf(second)).toBe("sign/document");
    expect(wayBack(await signOn(browser, world, second, anna))).toBe(`${BACK}/all-done`);
    expect((await statusOf(world, id)).results).toHaveLength(2);
  });

  it("is reached at last by the artifact that opened the session", async () => {
    const gate = { authentication: ["nemid"], artifact: true };
    const waiting = await make("Waiting", { ...gate, dependsOn: ["first"], more: anotherTask("first") });
    const other = await make("Other", gate);
    const { url, artifact } = await openSession(world, [waiting.id, other.id]);
    const browser = openBrowser();
    const page = await browser.get(`${url}&artifact=${artifact}`);
    expect(headingOf(page)).toBe("Other");
    await signFirstOf(waiting.id);
    expect(headingOf(await signOn(browser, world, page, anna))).toBe("Waiting");
  });

  it("that is over does not keep the session from being completed", async () => {
    const [one, two] = [await make("First"), await make("Second")];
    const { url } = await openSession(world, [one.id, two.id], { complete: `${BACK}/all-done` });
    const browser = openBrowser();
    const page = await browser.get(url);
    const other = openBrowser();
    await signOn(other, world, await other.get(two.url), bo);
    expect(wayBack(await signOn(browser, world, page, anna))).toBe(`${BACK}/all-done`);
  });

  it("alone, without a session, leads back by the address for later", async () => {
    const { url } = await make("Waiting", {
      dependsOn: ["first"],
      more: anotherTask("first"),
      postpone: `${BACK}/later?id=\${requestId}`,
    });
    const page = await openBrowser().get(url);
    expect(screenOf(page)).toBe("sign/waiting");
    expect(page.text).toContain(`href="${BACK}/later?id=`);
  });
});
