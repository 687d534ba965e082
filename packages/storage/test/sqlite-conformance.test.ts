import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storageConformance } from "@eid-gateway/storage/conformance";
import { afterEach, beforeEach, describe, it } from "vitest";

describe("storage on an SQLite file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "eid-storage-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const { name, run } of storageConformance) {
    it(name, () => run({ kind: "sqlite", file: join(folder, "gateway.db") }));
  }
});
