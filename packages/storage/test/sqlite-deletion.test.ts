import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Storage } from "@eid-gateway/storage";
import Libsql from "libsql";
import { describe, expect, it } from "vitest";
import { inSeconds, openFile, temporaryFolder } from "./open-file.js";

const folder = temporaryFolder();

type Traces = readonly Buffer[];

/** Every keyed hash and every sealed value there is, as it stands in the file. */
function traces(file: string): Traces {
  const connection = new Libsql(file);
  const rows = ["flows", "entries", "spent", "oidc", "evidence"].flatMap((table) =>
    (connection.prepare(`select * from ${table}`).all() as object[]).flatMap((row) => Object.values(row)),
  );
  connection.close();
  return rows.filter((value) => value instanceof ArrayBuffer).map((value) => Buffer.from(value));
}

function filesWith(found: Traces): readonly string[] {
  const files = readdirSync(folder()).map((name) => [name, readFileSync(join(folder(), name))] as const);
  return files.filter(([, bytes]) => found.some((trace) => bytes.includes(trace))).map(([name]) => name);
}

async function keepSomething(storage: Storage, name: string, expires: Date): Promise<void> {
  const body = { name };
  await storage.flows.create({ id: name, body, step: name, expires });
  await storage.entries("demo", "nemid").set(name, body, { expires, subject: name });
  await storage.entries("demo", "nemid").count(`${name}/misses`, expires);
  await storage.spend("challenge", name, expires);
  await storage.oidc.upsert("Session", name, body, expires, { uid: name, userCode: name, grantId: name });
  // Larger than a page: kept on overflow pages, which are freed apart from the row.
  const large = { ...body, message: new Uint8Array(20_000).fill(7) };
  await storage.evidence.put({ transaction: name, service: "s", method: "m", format: "f", body: large, expires });
}

describe("what was deleted from an SQLite file", () => {
  it("is in none of its files after a purge: no sealed value, no keyed hash", async () => {
    let now = inSeconds(0);
    const storage = await openFile(join(folder(), "gateway.db"), { now: () => now });
    for (let n = 0; n < 50; n++) await keepSomething(storage, `old ${n}`, inSeconds(60));
    const old = traces(join(folder(), "gateway.db"));
    await keepSomething(storage, "young", inSeconds(120));
    expect(old.length).toBe(50 * 15);
    expect(filesWith(old)).not.toEqual([]);
    now = inSeconds(60);
    await storage.purge();
    expect(filesWith(old)).toEqual([]);
    expect(filesWith(traces(join(folder(), "gateway.db")))).toEqual(["gateway.db"]);
    await storage.close();
  });

  it("is gone as well when it was deleted one by one, consumed or forgotten, after the next purge", async () => {
    const storage = await openFile(join(folder(), "gateway.db"));
    await keepSomething(storage, "one", inSeconds(60));
    const entry = traces(join(folder(), "gateway.db"));
    await storage.flows.delete("one");
    await storage.entries("demo", "nemid").delete("one/misses");
    await storage.forgetSubject("demo", "nemid", "one");
    await storage.oidc.revokeByGrantId("one");
    await storage.purge();
    const left = traces(join(folder(), "gateway.db"));
    const deleted = entry.filter((trace) => !left.some((kept) => kept.equals(trace)));
    expect(left.length).toBe(3); // spent: its hash; evidence: its hash and body
    expect(filesWith(deleted)).toEqual([]);
    await storage.close();
  });

  it("is gone when it was overwritten by a later value", async () => {
    const storage = await openFile(join(folder(), "gateway.db"));
    await storage.entries("demo", "nemid").set("key", "first value", { expires: inSeconds(60) });
    const first = traces(join(folder(), "gateway.db")).filter((trace) => trace.length > 32);
    await storage.entries("demo", "nemid").set("key", "x", { expires: inSeconds(60) });
    await storage.purge();
    expect(first.length).toBe(1);
    expect(filesWith(first)).toEqual([]);
    await storage.close();
  });
});
