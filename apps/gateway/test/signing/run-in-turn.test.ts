import { describe, expect, it } from "vitest";
import { createLog } from "../../src/log.js";
import { runInTurn } from "../../src/signing/run-in-turn.js";

function stage(fails = false) {
  const lines: string[] = [];
  const seen = { runs: 0, atOnce: 0, most: 0 };
  const turns = runInTurn(createLog("error", { write: (line) => void lines.push(line) }), async () => {
    seen.most = Math.max(seen.most, ++seen.atOnce);
    await new Promise((done) => setImmediate(done));
    seen.atOnce--;
    seen.runs++;
    if (fails) throw new Error("the database is away");
  });
  return { turns, seen, lines };
}

describe("the jobs of signing on one node", () => {
  it("run when they are woken, once for all who wake them before that", async () => {
    const { turns, seen } = stage();
    for (let times = 0; times < 5; times++) turns.wake();
    await turns.run();
    expect(seen).toEqual({ runs: 2, atOnce: 0, most: 1 });
  });

  it("run again for what became due while they ran", async () => {
    const { turns, seen } = stage();
    const first = turns.run();
    await Promise.resolve();
    await Promise.resolve();
    turns.wake();
    await first;
    await turns.run();
    expect(seen).toEqual({ runs: 3, atOnce: 0, most: 1 });
  });

  it("tell who asked for them of a failure, and the log of one that nobody asked for", async () => {
    const { turns, lines } = stage(true);
    await expect(turns.run()).rejects.toThrow("the database is away");
    expect(lines).toEqual([]);
    turns.wake();
    await expect(turns.run()).rejects.toThrow();
    expect(lines.join()).toContain("jobs of signing failed");
  });

  it("are not begun any more once they are stopped", async () => {
    const { turns, seen } = stage();
    const running = turns.run();
    await Promise.resolve();
    await Promise.resolve();
    await turns.stop();
    await running;
    turns.wake();
    await turns.run();
    expect(seen.runs).toBe(1);
  });
});
