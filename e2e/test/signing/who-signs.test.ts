import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpBrowser, Page } from "../../src/http/http-browser.js";
import { eventsOf, historyOf, type OrderToMake, order, statusOf } from "../../src/signing/order-by-soap.js";
import { passNemid, press, signOn, wayBack } from "../../src/signing/sign-by-hand.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { problemOf, screenOf } from "../../src/world/read-page.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
let bo: Person;
let annaAtWork: Person;
let boAtWork: Person;
beforeAll(async () => {
  world = await startWorld();
  const make = (kind: "POCES" | "MOCES", more = {}) =>
    world.simulator.createIdentity({ kind, autofill: true, ...more });
  [anna, bo] = [await make("POCES"), await make("POCES")];
  const company = { cvr: "12345678", companyName: "Work ApS" };
  [annaAtWork, boAtWork] = [await make("MOCES", company), await make("MOCES", company)];
});
afterAll(() => world?.stop());

const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };
const OTHER = { mediaType: "text/plain", bytes: Buffer.from("You owe me 50 kr.\n") };
const BACK = "http://localhost:3999";
/** Behind a log-in, and for nobody in particular. */
const make = (wish: Partial<OrderToMake> = {}) => makeForAnybody({ authentication: ["nemid"], ...wish });
const makeForAnybody = (wish: Partial<OrderToMake>) =>
  order(world, { documents: [LETTER], methods: ["nemid-sign"], cancel: `${BACK}/no`, ...wish });

async function logInAs(browser: HttpBrowser, url: string, person: Person): Promise<Page> {
  return passNemid(browser, world, await press(browser, await browser.get(url), "authenticate"), person);
}

describe("where the order names nobody, who logged in to read", () => {
  it.each([
    ["a person", () => anna, {}],
    ["an employee", () => annaAtWork, {}],
    ["a person, by a log-in", () => anna, { methods: [], logIns: ["nemid"] }],
  ])("may sign: %s", async (_who, who, wish) => {
    const { id, url } = await make(wish);
    const browser = openBrowser();
    await signOn(browser, world, await logInAs(browser, url, who()), who());
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it.each([
    ["another person", () => anna, () => bo, {}],
    ["another employee of the company", () => annaAtWork, () => boAtWork, {}],
    ["another person, by a log-in", () => anna, () => bo, { methods: [], logIns: ["nemid"] }],
  ])("is the only one who may: not %s, and the third time it is over", async (_who, first, second, wish) => {
    const { id, url } = await make(wish);
    const browser = openBrowser();
    let page = await logInAs(browser, url, first());
    for (const attempt of [1, 2, 3]) {
      page = await signOn(browser, world, page, second());
      expect(await statusOf(world, id)).toEqual({ status: attempt < 3 ? "created" : "rejected", results: [] });
      if (attempt < 3) expect(problemOf(page)).toMatch(/^You signed as somebody else than the person who began here/);
    }
    expect(wayBack(page)).toBe(`${BACK}/no`);
    const history = await historyOf(world, id);
    const errors = history.filter(({ event }) => event === "error");
    expect(errors.map(({ data }) => data)).toEqual(Array(3).fill("signer-is-not-who-began"));
    expect(history.map(({ event }) => event)).not.toContain("document-signed");
  });

  it("may sign after somebody else tried to", async () => {
    const { id, url } = await make();
    const browser = openBrowser();
    const refused = await signOn(browser, world, await logInAs(browser, url, anna), bo);
    await signOn(browser, world, refused, anna);
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("is asked anew by the link: another may then log in and sign", async () => {
    const { id, url } = await make();
    await logInAs(openBrowser(), url, anna);
    const browser = openBrowser();
    await signOn(browser, world, await logInAs(browser, url, bo), bo);
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("cannot be compared with an employee's signature, which is taken", async () => {
    const { id, url } = await make();
    const browser = openBrowser();
    await signOn(browser, world, await logInAs(browser, url, anna), annaAtWork);
    expect((await statusOf(world, id)).status).toBe("completed");
    expect(await eventsOf(world, id)).not.toContain("error");
  });

  it("is asked nothing where the order wants no log-in: there the first signature says who signs the others", async () => {
    const { id, url } = await makeForAnybody({ documents: [LETTER, OTHER] });
    const browser = openBrowser();
    const list = await browser.get(url);
    await signOn(browser, world, await browser.get(`${list.url}/document/0`), anna);
    const refused = await signOn(browser, world, await browser.get(`${list.url}/document/1`), bo);
    expect(problemOf(refused)).toMatch(/^You signed as somebody else than the person who began here/);
    await press(browser, await signOn(browser, world, await browser.get(`${list.url}/document/1`), anna), "send");
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("may be another after all was thrown away", async () => {
    const { id, url } = await makeForAnybody({ documents: [LETTER, OTHER] });
    const browser = openBrowser();
    const list = await browser.get(url);
    await press(browser, await signOn(browser, world, await browser.get(`${list.url}/document/0`), anna), "restart");
    for (const at of [0, 1]) await signOn(browser, world, await browser.get(`${list.url}/document/${at}`), bo);
    await press(browser, await browser.get(list.url), "send");
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("is not known where the customer's artifact opened the gate: anybody may sign", async () => {
    const { id, url, artifact } = await make({ artifact: true });
    const browser = openBrowser();
    const page = await browser.get(`${url}&artifact=${artifact}`);
    expect(screenOf(page)).toBe("sign/document");
    await signOn(browser, world, page, bo);
    expect((await statusOf(world, id)).status).toBe("completed");
  });
});
