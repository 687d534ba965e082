import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CutLine, lineTo } from "../../src/postgres/cut-line.js";
import { type PostgresForTests, runSql } from "../../src/postgres/for-tests.js";
import { startPostgres } from "../../src/start-postgres.js";
import { answerClient, answerCpr, clientAnswer, logIn, openBrowser, postResponse } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let postgres: PostgresForTests;
let database: { readonly url: string; drop(): Promise<void> };
let line: CutLine;
let world: World;
beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.createDatabase();
  line = await lineTo(database.url);
  world = await startWorld({ databaseUrl: line.url });
});
afterAll(async () => {
  await world?.stop();
  await line?.cut();
  await database?.drop();
  await postgres?.stop();
});

const readiness = async () => (await fetch(`${world.managementUrl}/health/ready`)).status;
const begin = () => authorize(`${world.url}/oidc`, DEMO).url;

describe("a database that goes away while people log in", () => {
  it("gives every one a page that says so and a way to go on; when it is back, who was on the way arrives", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const browser = openBrowser();
    const page = await browser.get(begin());
    const response = await clientAnswer(world, page, person);
    await line.cut();

    const refused = [
      await postResponse(browser, page, response),
      await browser.get(page.url),
      await openBrowser().get(begin()),
    ];
    for (const { status, text, headers } of refused) {
      expect(status).toBe(503);
      expect(headers.get("content-type")).toMatch(/^text\/html/);
      expect(text).toMatch(/<h1/);
      expect(text).not.toMatch(/postgres|ECONNREFUSED|storage:|\bat .*:\d+:\d+/i);
    }
    expect(await readiness()).toBe(503);

    await line.mend();
    await expect.poll(readiness).toBe(200);
    const cpr = await postResponse(browser, page, response);
    expect((await answerCpr(browser, cpr, person.cpr ?? "")).status).toBe(0);
    await logIn(openBrowser(), world, begin(), person);
  });
});

describe("a disk that fills up while people log in", () => {
  it("stops new steps with the same page, loses nothing, and all goes on when there is room again", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const browser = openBrowser();
    const page = await browser.get(begin());
    await runSql(
      database.url,
      `create function full_disk() returns trigger language plpgsql as
         $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`,
      ...["flows", "oidc", "spent"].map(
        (table) =>
          `create trigger full_disk before insert or update on ${table} for each row execute function full_disk()`,
      ),
    );
    expect((await openBrowser().get(begin())).status).toBe(503);
    expect((await answerClient(browser, world, page, person)).status).toBe(503);
    await runSql(
      database.url,
      ...["flows", "oidc", "spent"].map((table) => `drop trigger full_disk on ${table}`),
      "drop function full_disk",
    );
    const cpr = await answerClient(browser, world, page, person);
    expect((await answerCpr(browser, cpr, person.cpr ?? "")).status).toBe(0);
  });
});
