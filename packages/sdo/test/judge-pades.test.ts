import { beforeAll, describe, expect, test } from "vitest";
import { NOW } from "./ca.js";
import { judge, type Level, sealed } from "./pades-world.js";
import { createWorld, listsAt, TEXT, type World } from "./world.js";

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

  test("without evidence in it meets no demand that is made of signatures", async () => {
    const bytes = await sealed(world); // what is attached is no LTV-SDO
    expect(await judge(world, bytes)).toMatchObject({ outcome: "valid" });
    const report = await judge(world, bytes, { expect: { document: { bytes: TEXT } } });
    expect(report).toMatchObject({ outcome: "invalid", reason: "wrong-action", seal: { outcome: "valid" } });
    expect(report.findings).toMatchObject([{ rule: "demands", level: "failed" }]);
  });
});
