/** Four months of nights, on each database: a remembered number goes three calendar months after its last use, from the files too. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PostgresForTests } from "../src/postgres/for-tests.js";
import { startPostgres } from "../src/start-postgres.js";
import { type Disk, postgresDisk, sqliteDisk } from "../src/world/disk.js";
import { answerClient, answerCpr, openBrowser, type Person } from "../src/world/log-in.js";
import { authorize, DEMO } from "../src/world/oidc-client.js";
import { startWorld, type World } from "../src/world/start-world.js";

const DAY_MS = 86_400_000;
/** The last 31 January: the certificates of mutual TLS, made on that day, are good by the real clock too. */
const YEAR = new Date(Date.now() - 31 * DAY_MS).getUTCFullYear();

/** Every keyed hash and sealed value of what is remembered. */
const ROWS = "select id, subject, sealed from entries where subject is not null";

async function followNumbers(disk: Disk): Promise<void> {
  let now = new Date(Date.UTC(YEAR, 0, 31, 12));
  const world = await startWorld({
    clock: { now: () => now },
    ...(disk.databaseUrl && { databaseUrl: disk.databaseUrl }),
  });
  try {
    const [once, again] = await Promise.all([newPerson(world), newPerson(world)]);
    await logIn(world, once, "remember");
    const ofOnce = await disk.bytesOf(world, ROWS);
    await logIn(world, again, "remember");
    const ofAgain = (await disk.bytesOf(world, ROWS)).filter((trace) => !ofOnce.some((other) => other.equals(trace)));
    expect([ofOnce.length, ofAgain.length]).toEqual([3, 3]);

    /** The night on which a person's traces are seen to be gone from the rows; by the date. */
    const gone = new Map<string, string>();
    for (let day = 1; day <= 125; day++) {
      now = new Date(Date.UTC(YEAR, 0, 31, 3) + day * DAY_MS);
      await world.runJobs();
      const rows = await disk.bytesOf(world, ROWS);
      for (const [name, traces] of Object.entries({ once: ofOnce.slice(0, 2), again: ofAgain.slice(0, 2) })) {
        if (gone.has(name) || traces.some((trace) => rows.some((row) => row.equals(trace)))) continue;
        gone.set(name, now.toISOString().slice(0, 10));
        expect(await disk.filesWith(world, name === "once" ? ofOnce : ofAgain)).toEqual([]);
      }
      if (day === 28) {
        expect((await disk.filesWith(world, ofOnce)).length).toBeGreaterThan(0);
        await logIn(world, again, "is remembered"); // on 28 February: used again
      }
    }
    expect(Object.fromEntries(gone)).toEqual({ once: `${YEAR}-05-01`, again: `${YEAR}-05-28` });
    expect(await disk.bytesOf(world, ROWS)).toEqual([]);
    await logIn(world, once, "is asked");
  } finally {
    await world.stop();
  }
}

function newPerson(world: World): Promise<Person> {
  return world.simulator.createIdentity({ kind: "POCES", autofill: true });
}

async function logIn(world: World, person: Person, expected: "remember" | "is remembered" | "is asked"): Promise<void> {
  const browser = openBrowser();
  const { url } = authorize(`${world.url}/oidc`, DEMO);
  const page = await answerClient(browser, world, await browser.get(url), person);
  const isAsked = page.forms.some(({ names }) => names.includes("cpr"));
  expect(isAsked).toBe(expected !== "is remembered");
  const more = expected === "remember" ? ({ remember: "on" } as const) : {};
  const end = isAsked ? await answerCpr(browser, page, person.cpr ?? "", more) : page;
  expect(new URL(end.url).searchParams.get("code")).toBeTruthy();
}

describe("a remembered CPR number", () => {
  it(
    "is deleted three calendar months after its last use, and is in no file of SQLite's then",
    () => followNumbers(sqliteDisk),
    120_000,
  );
});

describe("a remembered CPR number on PostgreSQL", () => {
  let server: PostgresForTests;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  // The files of somebody else's server are not ours to read.
  it.runIf(!process.env.TEST_DATABASE_URL)(
    "is deleted three calendar months after its last use, and is in none of its files then",
    async () => {
      const { url } = await server.createDatabase();
      await followNumbers(postgresDisk(server, url));
    },
    240_000,
  );
});
