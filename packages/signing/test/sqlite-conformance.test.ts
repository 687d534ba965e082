import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signingConformance } from "@eid-gateway/signing/conformance";
import { afterEach, beforeEach, describe, it } from "vitest";

describe("signing orders in an SQLite file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "eid-signing-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const { name, run } of signingConformance) {
    it(name, () => run({ kind: "sqlite", file: join(folder, "gateway.db") }));
  }
});
