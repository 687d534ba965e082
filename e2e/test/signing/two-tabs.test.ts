import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventsOf, type OrderToMake, order, statusOf } from "../../src/signing/order-by-soap.js";
import { passNemid, press, signOn, wayBack } from "../../src/signing/sign-by-hand.js";
import { answerCpr, openBrowser, type Person, pressCancel } from "../../src/world/log-in.js";
import { problemOf, screenOf } from "../../src/world/read-page.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
let bo: Person;
beforeAll(async () => {
  world = await startWorld();
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  bo = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };
const OTHER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 200 kr.\n") };
const BACK = "http://localhost:3999";
const make = (wish: Partial<OrderToMake> = {}) =>
  order(world, { documents: [LETTER], methods: ["nemid-sign"], complete: `${BACK}/done`, ...wish });
const countOf = async (id: string, event: string) => (await eventsOf(world, id)).filter((one) => one === event).length;

/** Two tabs of one browser, each at NemID's window for the same document. */
async function beginTwice(wish: Partial<OrderToMake> = {}, action = "sign") {
  const { id, url } = await make(wish);
  const browser = openBrowser();
  const first = await browser.get(url);
  const sitting = first.url;
  const oneClient = await press(browser, first, action, { consent: "on" });
  const otherClient = await press(browser, await browser.get(sitting), action, { consent: "on" });
  expect(otherClient.url).not.toBe(oneClient.url);
  return { id, browser, sitting, oneClient, otherClient };
}

describe("a signature begun in two tabs", () => {
  it.each([
    ["nemid-sign", {}],
    ["a log-in", { methods: [], logIns: ["nemid"] }],
  ])("counts though the person began again in the second: %s", async (_name, wish) => {
    const { id, browser, oneClient } = await beginTwice(wish);
    expect(wayBack(await passNemid(browser, world, oneClient, anna))).toBe(`${BACK}/done`);
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("counts once, and both tabs are told that it is done", async () => {
    const { id, browser, oneClient, otherClient } = await beginTwice();
    const ends = [await passNemid(browser, world, otherClient, anna), await passNemid(browser, world, oneClient, anna)];
    expect(ends.map(wayBack)).toEqual([`${BACK}/done`, `${BACK}/done`]);
    expect([await countOf(id, "document-signed"), await countOf(id, "task-completed")]).toEqual([1, 1]);
    expect((await statusOf(world, id)).results).toHaveLength(1);
  });

  it("counts once when both end in one moment", async () => {
    const { id, browser, sitting, oneClient, otherClient } = await beginTwice();
    await Promise.all([oneClient, otherClient].map((client) => passNemid(browser, world, client, anna)));
    expect(wayBack(await browser.get(sitting))).toBe(`${BACK}/done`);
    expect(await countOf(id, "document-signed")).toBe(1);
  });

  it("may be stopped in one and made in the other", async () => {
    const { id, browser, oneClient, otherClient } = await beginTwice();
    const stopped = await pressCancel(browser, otherClient);
    expect(problemOf(stopped)).toMatch(/^You stopped/);
    await passNemid(browser, world, oneClient, anna);
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("is withheld in each tab in which somebody else signs", async () => {
    const { id, browser, oneClient, otherClient } = await beginTwice({
      nationalId: anna.cpr,
      methods: [],
      logIns: ["nemid"],
    });
    for (const client of [oneClient, otherClient]) {
      const asked = await passNemid(browser, world, client, bo);
      expect(problemOf(await answerCpr(browser, asked, bo.cpr ?? ""))).toMatch(/^You are not the person/);
    }
    expect([await countOf(id, "error"), await countOf(id, "document-signed")]).toEqual([2, 0]);
  });

  it("is of no use once the task was left for later: the page says that nothing was signed", async () => {
    const { url, id } = await make();
    const browser = openBrowser();
    const page = await browser.get(url);
    const client = await press(browser, page, "sign");
    await press(browser, await browser.get(page.url), "postpone");
    expect(screenOf(await passNemid(browser, world, client, anna))).toBe("sign/over-postponed");
    expect((await statusOf(world, id)).status).toBe("created");
  });

  it("waits for the last eight beginnings, and no more", async () => {
    const { id, url } = await make();
    const browser = openBrowser();
    const page = await browser.get(url);
    const clients = [];
    for (let tab = 0; tab < 9; tab++) clients.push(await press(browser, await browser.get(page.url), "sign"));
    expect(screenOf(await passNemid(browser, world, clients[0]!, anna))).toBe("sign/document");
    expect((await statusOf(world, id)).status).toBe("created");
    await passNemid(browser, world, clients[1]!, anna);
    expect((await statusOf(world, id)).status).toBe("completed");
  });
});

describe("a log-in at the gate begun in two tabs", () => {
  it("opens it though the person began again in the second, and once", async () => {
    const { id, browser, oneClient, otherClient } = await beginTwice({ authentication: ["nemid"] }, "authenticate");
    const inside = await passNemid(browser, world, oneClient, anna);
    expect(screenOf(inside)).toBe("sign/document");
    expect(screenOf(await passNemid(browser, world, otherClient, bo))).toBe("sign/document");
    expect(await countOf(id, "user-authenticated")).toBe(1);
    await signOn(browser, world, inside, anna);
    expect((await statusOf(world, id)).status).toBe("completed");
  });
});

describe("several documents in two tabs", () => {
  const two = { documents: [LETTER, OTHER] };

  it("are each signed in a tab of its own, and sent in together", async () => {
    const { id, url } = await make(two);
    const browser = openBrowser();
    const list = await browser.get(url);
    const clients = [];
    for (const at of [0, 1])
      clients.push(await press(browser, await browser.get(`${list.url}/document/${at}`), "sign"));
    for (const client of clients) await passNemid(browser, world, client, anna);
    await press(browser, await browser.get(list.url), "send");
    const { status, results } = await statusOf(world, id);
    expect([status, results.length]).toEqual(["completed", 2]);
  });

  it("do not count what was begun before the person began again, and say so", async () => {
    const { id, url } = await make(two);
    const browser = openBrowser();
    const list = await browser.get(url);
    await signOn(browser, world, await browser.get(`${list.url}/document/0`), anna);
    const client = await press(browser, await browser.get(`${list.url}/document/1`), "sign");
    await press(browser, await browser.get(list.url), "restart");
    const back = await passNemid(browser, world, client, anna);
    expect(problemOf(back)).toMatch(/^You began again after you had started this signature/);
    expect(back.text).not.toContain('<span class="document-state">signed');
    expect((await statusOf(world, id)).status).toBe("created");
    for (const at of [0, 1]) await signOn(browser, world, await browser.get(`${list.url}/document/${at}`), anna);
    await press(browser, await browser.get(list.url), "send");
    expect((await statusOf(world, id)).results).toHaveLength(2);
  });
});
