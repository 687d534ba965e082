import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "@eid-gateway/config";
import { openStorage } from "@eid-gateway/storage";
import { expect, it, onTestFinished } from "vitest";
import { openMethodUrlDoor } from "../../../src/doors/method-url/method-url-door.js";
import { createLog } from "../../../src/log.js";

const DAY_MS = 86_400_000;
const FIVE_YEARS_MS = 1826 * DAY_MS;

it("tells the operator once when the certificate comes to its end, as nobody else would before every log-in fails", async () => {
  const folder = mkdtempSync(join(tmpdir(), "eid-door-"));
  let nowMs = Date.parse("2026-05-01T12:00:00Z");
  const clock = { now: () => new Date(nowMs) };
  const sealing = { current: "k", keys: { k: new Uint8Array(32).fill(7) } };
  const storage = await openStorage({ database: { kind: "sqlite", file: join(folder, "db") }, sealing, clock });
  onTestFinished(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const saml = { issuer: "id.example.dk/std", subject: { CN: "id.example.dk/std" }, keys: [] };
  const config = { customers: new Map(), gateway: { saml } } as unknown as Config; // all that the door reads
  const lines: string[] = [];
  const log = createLog("warn", { write: (line) => void lines.push(line) });
  const door = await openMethodUrlDoor({ config, storage, clock, log });
  nowMs += FIVE_YEARS_MS - 100 * DAY_MS;
  await door.refreshKeys();
  expect(lines).toEqual([]);
  nowMs += 40 * DAY_MS;
  await door.refreshKeys();
  await door.refreshKeys();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("2031-05-01");
  nowMs += 100 * DAY_MS;
  await openMethodUrlDoor({ config, storage, clock, log });
  expect(lines, "and at every start").toHaveLength(2);
});
