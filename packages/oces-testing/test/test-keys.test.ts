import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { testKeys } from "@eid-gateway/oces-testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { poolFolder, readOrMakeKey } from "../src/keys/test-keys.js";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "pool-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const expectedFolder = () => join(parent, `eid-gateway-test-keys-${userInfo().username}`);

test("roles and successive draws get different keys", async () => {
  const keys = testKeys();
  const drawn = await Promise.all([keys.draw("holder"), keys.draw("issuing"), keys.draw("holder"), keys.draw("root")]);
  expect(new Set(drawn.map((key) => key.export({ type: "pkcs8", format: "pem" }))).size).toBe(4);
});

test("those who make the same key at the same time end up with one", async () => {
  const file = join(parent, "holder-0.pem");
  const [one, other] = await Promise.all([readOrMakeKey(file), readOrMakeKey(file)]);
  expect(one.equals(other)).toBe(true);
  expect(readdirSync(parent)).toEqual(["holder-0.pem"]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a damaged key file is reported, not replaced", async () => {
  const file = join(parent, "holder-0.pem");
  writeFileSync(file, "nonsense");
  await expect(readOrMakeKey(file)).rejects.toThrow();
});

test("makes its folder for this user alone", () => {
  expect(poolFolder(parent)).toBe(expectedFolder());
  expect(statSync(expectedFolder()).mode & 0o777).toBe(0o700);
});

test("refuses a folder that others may enter", () => {
  mkdirSync(expectedFolder());
  chmodSync(expectedFolder(), 0o755);
  expect(() => poolFolder(parent)).toThrow(/not a private folder/);
});

test("refuses a link that somebody laid in its place", () => {
  mkdirSync(join(parent, "elsewhere"), { mode: 0o700 });
  symlinkSync(join(parent, "elsewhere"), expectedFolder());
  expect(() => poolFolder(parent)).toThrow(/not a private folder/);
});
