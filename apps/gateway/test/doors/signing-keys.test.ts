import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage, type Storage } from "@eid-gateway/storage";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listSigningKeys, loadSigningKeys, OVERLAP_MS, rotateSigningKey } from "../../src/doors/oidc/signing-keys.js";

let folder = "";
let storage: Storage;
let nowMs = Date.parse("2026-05-01T12:00:00Z");
const clock = { now: () => new Date(nowMs) };
const kids = async () => (await loadSigningKeys(storage.keys, clock.now())).map(({ kid }) => kid);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "eid-keys-"));
  const sealing = { current: "k", keys: { k: new Uint8Array(32).fill(7) } };
  storage = await openStorage({ database: { kind: "sqlite", file: join(folder, "db") }, sealing, clock });
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the keys that sign ID tokens", () => {
  it("are made once and found again, by two nodes that start together too", async () => {
    const [one, other] = await Promise.all([kids(), kids()]);
    expect(one).toEqual(other);
    expect(await kids()).toEqual(one);
    expect(one).toHaveLength(1);
  });

  it("are rotated with an overlap: published first, signing a day later, the old one published for a day more", async () => {
    const [first] = await kids();
    const { kid: second } = await rotateSigningKey(storage.keys, clock.now());
    expect(await kids(), "before: the first signs").toEqual([first, second]);
    nowMs += OVERLAP_MS;
    expect(await kids(), "after a day: the second signs").toEqual([second, first]);
    nowMs += OVERLAP_MS;
    expect(await kids(), "after two: the first is gone").toEqual([second]);
    const states = (await listSigningKeys(storage.keys, clock.now())).map(({ state }) => state);
    expect(states).toEqual(["no longer published", "signs"]);
  });

  it("keep the key that signs while two are on their way", async () => {
    const [first] = await kids();
    await rotateSigningKey(storage.keys, clock.now());
    await rotateSigningKey(storage.keys, clock.now());
    expect((await kids())[0]).toBe(first);
    nowMs += OVERLAP_MS;
    expect(await kids()).toHaveLength(3);
  });
});
