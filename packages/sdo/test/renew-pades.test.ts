import { beforeAll, describe, expect, test } from "vitest";
import { padesRenewalDue, readPades, renewPades } from "../src/index.js";
import { NOW } from "./ca.js";
import { judge, type Level, sealed } from "./pades-world.js";
import { createTsa, type Tsa } from "./tsa.js";
import { createWorld, listsAt, type World } from "./world.js";

const BEFORE = new Date("2026-12-01T12:00:00Z");
const DUE = new Date("2027-03-01T12:00:00Z");
const LATER = new Date("2029-01-01T12:00:00Z");

let world: World;
let younger: Tsa;
beforeAll(async () => {
  world = await createWorld();
  younger = await createTsa(world.ca, { notBefore: new Date("2026-01-01"), notAfter: new Date("2031-01-01") });
});

const renewing = (at: Date) => ({ ...world.sealing(at), timestamps: younger.source(at) });

describe("a package's time-stamp", () => {
  test("is left alone before it is due", async () => {
    const bytes = await sealed(world);
    const { isRenewed, next, bytes: same } = await renewPades(bytes, renewing(BEFORE));
    expect([isRenewed, next]).toEqual([false, padesRenewalDue(readPades(bytes))]);
    expect(same).toBe(bytes);
  });

  test.each<Level>(["LT", "LTA"])(
    "of baseline %s is covered by a younger one, and the package outlives the old one",
    async (level) => {
      const bytes = await sealed(world, level);
      const renewed = await renewPades(bytes, renewing(DUE));
      expect(renewed.isRenewed).toBe(true);
      expect(Buffer.from(renewed.bytes.subarray(0, bytes.length)).equals(bytes)).toBe(true);
      expect((await judge(world, bytes, { now: LATER })).outcome).not.toBe("valid");
      const report = await judge(world, renewed.bytes, { now: LATER });
      expect(report.complaints).toEqual([]);
      expect(report).toMatchObject({ outcome: "valid", seal: { level: "LTA", provenTime: NOW.toISOString() } });
    },
  );

  test("of baseline T, without archived proof, is not covered once nobody can tell of its certificates any more", async () => {
    await expect(renewPades(await sealed(world, "T"), renewing(DUE))).rejects.toMatchObject({ code: "unproven" });
  });

  test("is put over a package that has none", async () => {
    const at = new Date("2022-06-01T12:00:00Z");
    const { bytes } = await renewPades(await sealed(world, "B"), world.sealing(at));
    expect(await judge(world, bytes, { now: at })).toMatchObject({
      outcome: "valid",
      seal: { provenTime: at.toISOString() },
    });
  });

  test("is covered again and again", async () => {
    const once = await renewPades(await sealed(world), renewing(DUE));
    const third = await createTsa(world.ca, { notBefore: new Date("2028-01-01"), notAfter: new Date("2034-01-01") });
    const twice = await renewPades(once.bytes, { ...world.sealing(once.next), timestamps: third.source(once.next) });
    const report = await judge(world, twice.bytes, { now: new Date("2033-01-01") });
    expect(report.complaints).toEqual([]);
    expect(report.seal.timestamps.map(({ kind }) => kind)).toEqual(["signature", "archive", "archive", "archive"]);
  });

  test("is not covered by one that lasts no longer", async () => {
    await expect(renewPades(await sealed(world), world.sealing(DUE))).rejects.toMatchObject({ code: "unproven" });
  });

  test("is not covered when the package was changed, or the time to do it has passed", async () => {
    const bytes = await sealed(world);
    const changed = Buffer.concat([bytes, Buffer.from("more")]);
    await expect(renewPades(changed, renewing(DUE))).rejects.toMatchObject({ code: "unproven" });
    await expect(renewPades(bytes, renewing(LATER))).rejects.toMatchObject({ code: "unproven" });
  });

  test("is not covered when the authority cannot be reached", async () => {
    const timestamps = {
      stamp: () => Promise.reject(Object.assign(new Error("down"), { code: "timestamp-unavailable" })),
    };
    const renewal = renewPades(await sealed(world), { ...renewing(DUE), timestamps });
    await expect(renewal).rejects.toMatchObject({ code: "timestamp-unavailable" });
  });
});

test("a package sealed when the seal's certificate had been revoked is refused", async () => {
  world.ca.revoke(world.seal.serial, { at: new Date("2022-01-01"), reason: "keyCompromise" });
  await expect(sealed(world)).rejects.toMatchObject({ code: "unproven" });
  const bytes = await sealed(world, "T");
  const report = await judge(world, bytes, { revocation: listsAt(world.ca, NOW) });
  expect(report).toMatchObject({ outcome: "invalid", indication: "TOTAL-FAILED", subIndication: "REVOKED" });
  world.ca.reinstate(world.seal.serial);
});
