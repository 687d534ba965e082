import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { inSeconds, NOON, openFile, SEALING, temporaryFolder } from "./open-file.js";

const folder = temporaryFolder();
const PROCESSES = 4;

/** Runs a program in several processes at once, each with an instance of its own on one file; gives what each printed. */
async function inProcesses(program: string): Promise<unknown[]> {
  const key = Buffer.from(SEALING.keys.test!).toString("base64");
  const script = `
    import { openStorage } from "@eid-gateway/storage";
    const at = (seconds) => new Date(${NOON.getTime()} + seconds * 1000);
    const sealing = { current: "test", keys: { test: new Uint8Array(Buffer.from("${key}", "base64")) } };
    const database = { kind: "sqlite", file: ${JSON.stringify(join(folder(), "gateway.db"))} };
    const storage = await openStorage({ database, sealing, clock: { now: () => at(0) } });
    ${program}
    await storage.close();`;
  const run = () =>
    promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: import.meta.dirname });
  const outputs = await Promise.all(Array.from({ length: PROCESSES }, run));
  return outputs.flatMap(({ stdout }) => JSON.parse(stdout) as unknown[]);
}

describe("several processes on one SQLite file", () => {
  it("start together on an empty folder, migrate once and agree on the keys", async () => {
    const keys = await inProcesses(`
      const make = async () => ({ value: process.pid, activeFrom: at(0) });
      console.log(JSON.stringify([(await storage.keys.ensure("oidc", 1, make)).value]));`);
    expect(keys).toEqual(Array(PROCESSES).fill(keys[0]));
  });

  it("share out what can be had once: each step token and each spend has one winner", async () => {
    const storage = await openFile(join(folder(), "gateway.db"));
    const ids = Array.from({ length: 30 }, (_, n) => `flow ${n}`);
    for (const id of ids) await storage.flows.create({ id, body: {}, step: "s", expires: inSeconds(60) });
    const won = await inProcesses(`
      const won = [];
      for (let n = 0; n < 30; n++) {
        if (await storage.flows.take("flow " + n, "s", at(30))) won.push("flow " + n);
        if (await storage.spend("challenge", "c " + n, at(30))) won.push("c " + n);
      }
      console.log(JSON.stringify(won));`);
    expect(won.toSorted()).toEqual([...ids, ...ids.map((id) => id.replace("flow", "c"))].toSorted());
    await storage.close();
  });

  it("count together without losing one, and purge beside one another", async () => {
    const counts = await inProcesses(`
      const counts = [];
      for (let n = 0; n < 25; n++) {
        counts.push(await storage.entries("demo", "nemid").count("misses", at(60)));
        if (n % 10 === 0) await storage.purge();
      }
      console.log(JSON.stringify(counts));`);
    const expected = Array.from({ length: PROCESSES * 25 }, (_, n) => n + 1);
    expect((counts as number[]).toSorted((a, b) => a - b)).toEqual(expected);
  });
});
