import { describe, expect, it } from "vitest";
import { createFamilyCache } from "../../src/services/family-cache.js";

function clocked() {
  let nowMs = 1_000_000;
  const clock = { now: () => new Date(nowMs) };
  return { cache: createFamilyCache(clock), clock, pass: (ms: number) => (nowMs += ms) };
}

describe("what a family keeps", () => {
  it("is loaded once for callers that ask at the same time, and again when it has expired", async () => {
    const { cache, clock, pass } = clocked();
    let loads = 0;
    const load = async () => ({ value: ++loads, until: new Date(clock.now().getTime() + 1000) });
    expect(await Promise.all([cache.cached("crl", load), cache.cached("crl", load)])).toEqual([1, 1]);
    pass(999);
    expect(await cache.cached("crl", load)).toBe(1);
    pass(1);
    expect(await cache.cached("crl", load)).toBe(2);
  });

  it("is not a failure: the next caller tries again", async () => {
    const { cache, clock } = clocked();
    await expect(cache.cached("crl", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    await expect(cache.cached("crl", async () => ({ value: "up", until: clock.now() }))).resolves.toBe("up");
  });

  it("is bounded: the oldest goes first", async () => {
    const { cache, clock } = clocked();
    const until = new Date(clock.now().getTime() + 1000);
    for (let at = 0; at < 501; at += 1) await cache.cached(`key ${at}`, async () => ({ value: at, until }));
    const again = await cache.cached("key 0", async () => ({ value: "again", until }));
    expect(again).toBe("again");
  });
});
