import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage, type SealingKeys, type Storage } from "@eid-gateway/storage";
import { afterEach, beforeEach } from "vitest";

export const SEALING: SealingKeys = { current: "test", keys: { test: new Uint8Array(randomBytes(32)) } };
export const NOON = new Date("2023-06-01T12:00:00Z");
export const FIXED_CLOCK = { now: () => NOON };

/** The time so many seconds from noon. */
export function inSeconds(seconds: number): Date {
  return new Date(NOON.getTime() + seconds * 1000);
}

export function openFile(file: string, clock = FIXED_CLOCK): Promise<Storage> {
  return openStorage({ database: { kind: "sqlite", file }, sealing: SEALING, clock });
}

/** A folder for each test of a file, gone when the test ends. Call at the top; call what it gives inside a test. */
export function temporaryFolder(): () => string {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "eid-storage-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return () => folder;
}
