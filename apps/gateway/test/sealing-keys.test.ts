import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GatewayConfig } from "@eid-gateway/config";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSealingKeys } from "../src/sealing-keys.js";

let state = "";
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "eid-state-"));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const load = (more: Partial<GatewayConfig> = {}) => loadSealingKeys({ state, ...more } as GatewayConfig);
const file = () => join(state, "keys/sealing.json");

describe("the keys that seal the database", () => {
  it("are made once, for the owner's eyes alone, and found again", () => {
    const first = load();
    expect(first.keys[first.current]).toHaveLength(32);
    expect(load()).toEqual(first);
    expect(statSync(file()).mode & 0o077).toBe(0);
    expect(readdirSync(join(state, "keys"))).toEqual(["sealing.json"]);
  });

  it("are those of the configuration, where it has some", () => {
    const sealing = { current: "a", keys: new Map([["a", new Uint8Array(32)]]) };
    expect(load({ sealing })).toEqual({ current: "a", keys: { a: new Uint8Array(32) } });
    expect(readdirSync(state)).toEqual([]);
  });

  it.each([
    ["empty", ""],
    ["no JSON", "{"],
    ["without its current key", '{"current":"a","keys":{}}'],
    ["with a key that is too short", '{"current":"a","keys":{"a":"AAAA"}}'],
  ])("are not made anew when the file is %s: that would lose what the old key sealed", (_what, text) => {
    mkdirSync(join(state, "keys"));
    writeFileSync(file(), text);
    expect(() => load()).toThrow(/sealing\.json: it is damaged; restore it from a backup/);
    expect(readFileSync(file(), "utf8")).toBe(text);
  });

  it("are not made anew when the place cannot be read as a file", () => {
    mkdirSync(file(), { recursive: true });
    chmodSync(file(), 0o700);
    expect(() => load()).toThrow(/cannot be read/);
  });
});
