import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage, type Storage } from "@eid-gateway/storage";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Job, runDueJobs } from "../../src/jobs/job.js";
import { purgeJobs } from "../../src/jobs/purge-jobs.js";
import { createLog } from "../../src/log.js";

const at = (time: string) => new Date(`2023-06-01T${time}Z`);

describe("jobs", () => {
  let folder: string;
  let storage: Storage;
  let now: Date;
  let lines: string[];
  const clock = { now: () => now };
  const tools = () => ({ storage, clock, log: createLog("debug", { write: (line) => void lines.push(line) }) });
  beforeEach(async () => {
    now = at("12:00:00");
    lines = [];
    folder = mkdtempSync(join(tmpdir(), "eid-jobs-"));
    const sealing = { current: "k", keys: { k: new Uint8Array(32) } };
    storage = await openStorage({ database: { kind: "sqlite", file: join(folder, "db") }, sealing, clock });
  });
  afterEach(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function jobDueAt(due: Date, run: Job["run"] = async () => ({ rows: 1 })): Job & { runs: number } {
    const job = {
      name: "tidy",
      runs: 0,
      dueAt: () => due,
      run: () => {
        job.runs++;
        return run();
      },
    };
    return job;
  }

  it("run once for all nodes that look at the same time, and say what they did in counts", async () => {
    const job = jobDueAt(at("12:00:00"));
    await Promise.all([runDueJobs(tools(), [job]), runDueJobs(tools(), [job]), runDueJobs(tools(), [job])]);
    await runDueJobs(tools(), [job]);
    expect(job.runs).toBe(1);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ job: "tidy", rows: 1, msg: "a job is done" }),
    ]);
  });

  it("that fail are logged and tried again at the next look; the others run all the same", async () => {
    let failures = 1;
    const job = jobDueAt(at("12:00:00"), async () => {
      if (failures-- > 0) throw new Error("no room");
      return {};
    });
    const other = { ...jobDueAt(at("12:00:00")), name: "other" };
    await runDueJobs(tools(), [job, other]);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["a job failed", "a job is done"]);
    await runDueJobs(tools(), [job, other]);
    expect(job.runs).toBe(2);
  });

  it("of a node that died are taken over when its lease has ended, not before", async () => {
    const died = jobDueAt(at("12:00:00"), () => new Promise(() => undefined));
    void runDueJobs(tools(), [died]);
    const job = jobDueAt(at("12:00:00"));
    now = at("12:29:59");
    await runDueJobs(tools(), [job]);
    expect(job.runs).toBe(0);
    now = at("12:30:00");
    await runDueJobs(tools(), [job]);
    expect(job.runs).toBe(1);
  });

  it("do not run while the database is away, which is logged and ends nothing", async () => {
    await storage.close();
    const job = jobDueAt(at("12:00:00"));
    await runDueJobs(tools(), [job]);
    expect([job.runs, lines.length]).toEqual([0, 1]);
  });
});

describe("purging", () => {
  const [hourly, nightly] = purgeJobs({ purge: async () => ({}) as never }, { at: "02:30" });

  it.each([
    ["12:00:00", "12:00:00"],
    ["12:59:59", "12:00:00"],
    ["00:00:00", "00:00:00"],
  ])("is due every hour: at %s since %s", (now, due) => {
    expect(hourly?.dueAt(at(now))).toEqual(at(due));
  });

  it.each([
    ["02:30:00", "2023-06-01T02:30:00.000Z"],
    ["02:29:59", "2023-05-31T02:30:00.000Z"],
    ["23:59:59", "2023-06-01T02:30:00.000Z"],
    ["00:00:00", "2023-05-31T02:30:00.000Z"],
  ])("has the files forget at the time of the configuration: at %s since %s", (now, due) => {
    expect(nightly?.dueAt(at(now)).toISOString()).toBe(due);
  });
});
