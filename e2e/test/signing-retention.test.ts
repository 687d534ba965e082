/** An order from its making to the night after its last day, on each database: what its customer reads, and what is left on the disk. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PostgresForTests } from "../src/postgres/for-tests.js";
import { call, fetchResult, type OrderToMake, order, statusOf } from "../src/signing/order-by-soap.js";
import { passNemid, press, signOn } from "../src/signing/sign-by-hand.js";
import { startPostgres } from "../src/start-postgres.js";
import { type Disk, postgresDisk, sqliteDisk } from "../src/world/disk.js";
import { answerCpr, openBrowser } from "../src/world/log-in.js";
import { startWorld, type World } from "../src/world/start-world.js";

const DAY_MS = 86_400_000;
const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr., says Kanarie Andersen.\n") };
/** All that holds anything of a person: the audit trail has nothing, and the database's own keys have their own lives. */
const TABLES: readonly string[] = ["flows", "entries", "spent", "oidc", "evidence"];
const SIGNING = ["orders", "tasks", "files", "pieces", "events", "chores"].map((name) => `signing_${name}`);

type Signer = Awaited<ReturnType<World["simulator"]["createIdentity"]>>;
interface Scene {
  readonly world: World;
  readonly disk: Disk;
  readonly anna: Signer;
  readonly bo: Signer;
  pass(days: number): Promise<void>; // with the jobs of the night at its end
}

async function onDisk(disk: Disk, act: (scene: Scene) => Promise<void>): Promise<void> {
  let nowMs = Date.now();
  const { databaseUrl } = disk;
  const world = await startWorld({ clock: { now: () => new Date(nowMs) }, ...(databaseUrl && { databaseUrl }) });
  const newPerson = () => world.simulator.createIdentity({ kind: "POCES", autofill: true });
  try {
    const [anna, bo] = [await newPerson(), await newPerson()];
    const pass = async (days: number) => {
      nowMs += days * DAY_MS;
      await world.runJobs();
    };
    await act({ world, disk, anna, bo, pass });
  } finally {
    await world.stop();
  }
}

/** What lies together for certain, of all that is kept in any of these tables. */
async function kept({ disk, world }: Scene, tables = [...TABLES, ...SIGNING]): Promise<readonly Buffer[]> {
  const values = await Promise.all(tables.map((table) => disk.bytesOf(world, `select * from ${table}`)));
  return values.flat().map((value) => value.subarray(0, 200));
}

/** An order that Bo has tried to sign in Anna's place, and Anna has signed and had packaged. @returns its id and its traces */
async function signedByAnna(scene: Scene, wish: Partial<OrderToMake> = {}) {
  const before = new Set((await kept(scene)).map(String));
  const { world, anna, bo } = scene;
  const upload = await fetch(`${world.url}/doc/demo/sds`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("demo:Bond007")}`, "content-type": "text/plain" },
    body: LETTER.bytes.toString(),
  });
  const packaging = `<d:packaging-task packaging-task-id="p" method="pades"><d:packaging-task-document document-id="d0"/></d:packaging-task>`;
  const { id, url } = await order(world, {
    documents: [LETTER],
    methods: ["nemid-sign"],
    nationalId: anna.cpr ?? "",
    more: `<d:client-reference>Kanarie 17</d:client-reference>${packaging}`,
    ...wish,
  });
  const browser = openBrowser();
  const client = await press(browser, await browser.get(url), "sign");
  let page = await passNemid(browser, world, client, bo);
  if (page.forms.some(({ names }) => names.includes("cpr"))) page = await answerCpr(browser, page, bo.cpr ?? "");
  await signOn(browser, world, page, anna);
  await world.runJobs();
  const traces = (await kept(scene)).filter((value) => !before.has(String(value)));
  return { id, url, traces, upload: `${world.url}/doc/demo/sds/${await upload.text()}` };
}

const withDays = (daysToLive: number, daysUntilDeletion: number) => ({ daysToLive, daysUntilDeletion });
const paths = (world: World, id: string) =>
  ["task/d0/original", "task/d0/sdo", "packaging/p"].map((path) => `${world.url}/doc/demo/order/${id}/${path}`);
const statuses = (world: World, addresses: readonly string[]) =>
  Promise.all(addresses.map(async (address) => (await fetchResult(world, address)).status));
const canaries = ({ cpr, name }: Signer) =>
  ["Kanarie", "I owe you 100 kr.", cpr ?? name, name].map((text) => Buffer.from(text));

async function expires(disk: Disk): Promise<void> {
  await onDisk(disk, async (scene) => {
    const { world, anna, pass } = scene;
    const young = await signedByAnna(scene, withDays(60, 30));
    const old = await signedByAnna(scene, withDays(2, 3));
    expect(await disk.filesWith(world, canaries(anna)), "nothing is ever readable").toEqual([]);
    expect(old.traces.length).toBeGreaterThan(20);
    expect((await disk.filesWith(world, old.traces)).length).toBeGreaterThan(0);
    expect(await statuses(world, [...paths(world, old.id), old.upload])).toEqual([200, 200, 200, 200]);

    await pass(4.9);
    expect((await statusOf(world, old.id)).status).toBe("completed");
    expect(await statuses(world, [...paths(world, old.id), old.upload])).toEqual([200, 200, 200, 404]);
    const signatures = new Set((await kept(scene, ["evidence", "flows"])).map(String));
    expect(
      old.traces.filter((trace) => signatures.has(String(trace))),
      "signed messages",
    ).toEqual([]);

    await pass(1.1);
    await expect(statusOf(world, old.id)).rejects.toThrow(/^unknown-request/);
    expect(await statuses(world, paths(world, old.id))).toEqual([404, 404, 404]);
    expect((await openBrowser().get(old.url)).status).toBe(404);
    expect(await disk.filesWith(world, old.traces)).toEqual([]);
    expect(await disk.filesWith(world, canaries(anna))).toEqual([]);
    expect(await statuses(world, paths(world, young.id))).toEqual([200, 200, 200]);

    await pass(90);
    expect(await disk.filesWith(world, young.traces)).toEqual([]);
    expect(await kept(scene, SIGNING)).toEqual([]);
  });
}

async function isDeleted(disk: Disk): Promise<void> {
  await onDisk(disk, async (scene) => {
    const { world, pass } = scene;
    const { id, url, traces } = await signedByAnna(scene);
    expect(await call(world, "delete-request-request", `<d:request-id>${id}</d:request-id>`)).toContain("<deleted>1<");
    expect(await statusOf(world, id)).toEqual({ status: "deleted", results: [] });
    expect(await statuses(world, paths(world, id))).toEqual([404, 404, 404]);
    expect((await openBrowser().get(url)).text).not.toContain("100 kr.");
    await pass(1.1);
    const there = new Set((await kept(scene)).map(String));
    const left = traces.filter((trace) => there.has(String(trace)));
    expect(
      left.map(({ length }) => length).filter((length) => length !== 32),
      "keyed hashes alone",
    ).toEqual([]);
    const gone = traces.filter((trace) => !there.has(String(trace)));
    expect(gone.length).toBeGreaterThan(20);
    expect(await disk.filesWith(world, gone)).toEqual([]);
    await pass(70);
    expect(await disk.filesWith(world, traces)).toEqual([]);
    await expect(statusOf(world, id)).rejects.toThrow(/^unknown-request/);
  });
}

async function isArchived(disk: Disk): Promise<void> {
  await onDisk(disk, async (scene) => {
    const { world, pass } = scene;
    const { id } = await signedByAnna(scene, { ...withDays(1, 1), archivesResult: true });
    const [result] = (await statusOf(world, id)).results as [string];
    expect(result).toMatch(/\/doc\/demo\/archive\/[0-9a-z]{57,58}$/);
    const { bytes } = await fetchResult(world, result);
    await pass(400);
    await expect(statusOf(world, id)).rejects.toThrow(/^unknown-request/);
    const later = await fetchResult(world, result);
    expect([later.status, Buffer.from(later.bytes).equals(bytes)]).toEqual([200, true]);
    const traces = await kept(scene, ["signing_files", "signing_pieces"]);
    expect(traces.length).toBeGreaterThan(0);
    expect(await removeFromArchive(world, result.split("/").at(-1) ?? "")).toBe(200);
    expect((await fetchResult(world, result)).status).toBe(404);
    await pass(1);
    expect(await disk.filesWith(world, traces)).toEqual([]);
  });
}

async function removeFromArchive({ url }: World, id: string): Promise<number> {
  const who = "<version>3.0</version><service>demo</service><password>Bond007</password>";
  const ask = `<remove-document-request xmlns="https://id.signicat.com/definitions/wsdl/Archive-v3">${who}<archive-id>${id}</archive-id></remove-document-request>`;
  const body = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${ask}</s:Body></s:Envelope>`;
  const answer = await fetch(`${url}/ws/archiveservice-v3`, {
    method: "POST",
    headers: { "content-type": "text/xml" },
    body,
  });
  return answer.status;
}

const cases = [
  ["goes when its days are over, and nothing of it is in any file then", expires],
  ["goes when its customer deletes it: nothing of it is in any file a night later but that there was one", isDeleted],
  ["leaves in the archive what was sent there, until that is removed", isArchived],
] as const;

describe("an order on SQLite", () => {
  it.each(cases)("%s", (_name, follow) => follow(sqliteDisk), 120_000);
});

describe("an order on PostgreSQL", () => {
  let server: PostgresForTests;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  // The files of somebody else's server are not ours to read.
  it.runIf(!process.env.TEST_DATABASE_URL).each(cases)(
    "%s",
    async (_name, follow) => follow(postgresDisk(server, (await server.createDatabase()).url)),
    240_000,
  );
});
