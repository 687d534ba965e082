import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PostgresForTests } from "../../src/postgres/for-tests.js";
import { eventsOf, fetchResult, order, statusOf } from "../../src/signing/order-by-soap.js";
import { passNemid, press, signOn, wayBack } from "../../src/signing/sign-by-hand.js";
import { startPostgres } from "../../src/start-postgres.js";
import { type Balancer, startBalancer } from "../../src/world/balancer.js";
import { editFile } from "../../src/world/edit-customer.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let postgres: PostgresForTests;
let world: World;
let balancer: Balancer;
let anna: Person;

beforeAll(async () => {
  balancer = await startBalancer();
  postgres = await startPostgres();
  world = await startWorld({
    databaseUrl: (await postgres.createDatabase()).url,
    editConfig: (folder) =>
      editFile(join(folder, "gateway.yaml"), (yaml) => yaml.replace(/^host: .*$/m, `host: ${balancer.url}`)),
  });
  balancer.nodes = [world.listenUrl, (await world.startNode()).listenUrl];
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(async () => {
  await world?.stop();
  await postgres?.stop();
  balancer?.close();
});

const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };
const make = (wish = {}) => order(balancer, { documents: [LETTER], methods: ["nemid-sign"], ...wish });

describe("two gateways on one PostgreSQL", () => {
  it.each([
    ["nemid-sign", {}],
    ["a log-in", { methods: [], logIns: ["nemid"] }],
  ])("take one signing by turns: %s", async (_name, wish) => {
    const { id, url } = await make({ ...wish, nationalId: anna.cpr, complete: "http://localhost:3999/done" });
    const before = balancer.turns;
    const browser = openBrowser();
    const end = await signOn(browser, world, await browser.get(url), anna);
    expect(wayBack(end)).toBe("http://localhost:3999/done");
    expect(balancer.turns - before, "requests through the balancer").toBeGreaterThan(5);
    const { status, results } = await statusOf(balancer, id);
    expect(status).toBe("completed");
    expect((await fetchResult(balancer, results[0]!)).status).toBe(200);
  });

  it("let six presses of one button begin one signature", async () => {
    const { id, url } = await make();
    const browser = openBrowser();
    const page = await browser.get(url);
    const pages = await Promise.all(Array.from({ length: 6 }, () => press(browser, page, "sign")));
    const clients = pages.filter(({ text }) => text.includes("nemid_parameters"));
    expect(new Set(clients.map((client) => client.url)).size).toBe(1);
    await passNemid(browser, world, clients[0]!, anna);
    expect((await eventsOf(balancer, id)).filter((event) => event === "document-signed")).toHaveLength(1);
  });

  it("let one of two people complete a task", async () => {
    const { id, url } = await make();
    const sittings = await Promise.all(
      [1, 2].map(async () => {
        const browser = openBrowser();
        return { browser, client: await press(browser, await browser.get(url), "sign") };
      }),
    );
    await Promise.all(sittings.map(({ browser, client }) => passNemid(browser, world, client, anna)));
    const events = await eventsOf(balancer, id);
    expect(events.filter((event) => event === "task-completed")).toHaveLength(1);
    expect(events.filter((event) => event === "document-signed")).toHaveLength(1);
  });

  it("open to an artifact once, however many ask", async () => {
    const { url, artifact } = await make({ authentication: ["nemid"], artifact: true });
    const pages = await Promise.all(Array.from({ length: 6 }, () => openBrowser().get(`${url}&artifact=${artifact}`)));
    expect(pages.filter(({ text }) => text.includes("100 kr."))).toHaveLength(1);
  });
});
