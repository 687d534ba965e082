import { describe, expect, it } from "vitest";
import { createResponseMemory } from "../src/index.js";

const at = (seconds: number) => new Date(Date.UTC(2023, 0, 1) + seconds * 1000);

describe("the memory of answers", () => {
  it("knows an answer from its second coming on, until it is over for good", async () => {
    let now = at(0);
    const seen = createResponseMemory(() => now);
    expect([await seen("_1", at(90)), await seen("_1", at(90)), await seen("_2", at(91))]).toEqual([
      false,
      true,
      false,
    ]);
    now = at(89);
    expect(await seen("_1", at(179))).toBe(true);
  });

  it("knows it still when the caller looked at the clock a moment before", async () => {
    let now = at(0);
    const seen = createResponseMemory(() => now);
    await seen("_1", at(90));
    now = at(91); // judged at 89.9, with a slow database in between
    expect(await seen("_1", at(90))).toBe(true);
  });

  it("forgets what is long over", async () => {
    let now = at(0);
    const seen = createResponseMemory(() => now);
    await seen("_1", at(90));
    await seen("_2", at(91));
    now = at(150);
    expect([await seen("_1", at(240)), await seen("_2", at(240))]).toEqual([false, true]);
  });

  it("of two that come at once lets one in", async () => {
    const seen = createResponseMemory(() => at(0));
    expect((await Promise.all([seen("_1", at(90)), seen("_1", at(90))])).sort()).toEqual([false, true]);
  });
});
