import { beforeAll, describe, expect, test } from "vitest";
import { NOW } from "./ca.js";
import { judge, type Level, sealed } from "./pades-world.js";
import { createWorld, listsAt, type World } from "./world.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

describe("a sealed package", () => {
  test.each<Level>(["B", "T", "LT", "LTA"])("of baseline %s is valid", async (level) => {
    const bytes = await sealed(world, level);
    const report = await judge(world, bytes, { revocation: listsAt(world.ca, NOW) });
    expect(report.complaints).toEqual([]);
    expect(report).toMatchObject({ outcome: "valid", indication: "TOTAL-PASSED", seal: { level } });
  });
});
