import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { PROJECT, runScript } from "../src/run-script.js";

describe("the lock file check", () => {
  const folder = mkdtempSync(join(tmpdir(), "eid-gateway-lockfile-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "pnpm-lock.yaml");
  const real = readFileSync(join(PROJECT, "pnpm-lock.yaml"), "utf8");

  function checkText(text: string) {
    writeFileSync(file, text);
    return runScript("check-lockfile.mjs", file);
  }
  /** The real lock file, with one more package somewhere in the tree. */
  const withCopy = (key: string) =>
    real.replace(/^packages:\n/m, `packages:\n\n  ${key}:\n    resolution: {integrity: x}\n`);

  it("passes the project as it is, and says how many copies it looked at", () => {
    const { status, output } = runScript("check-lockfile.mjs");
    expect(status, output).toBe(0);
    expect(Number(/(\d+) copies/.exec(output)?.[1])).toBeGreaterThanOrEqual(5);
  });

  for (const key of [
    ...["xml-crypto@6.3.1", "xml-crypto@3.2.1", "node-forge@1.4.2", "node-forge@0.10.0", "koa@3.1.1", "koa@2.16.4"],
    ...["jose@4.15.4", "jose@2.0.7", "'@xmldom/xmldom@0.8.14'", "'@xmldom/xmldom@0.9.11'", "'@xmldom/xmldom@0.7.13'"],
    ...["xml-crypto@6.3.2-rc.1", "'@xmldom/xmldom@0.9.12-beta.2'"],
  ]) {
    it(`refuses a second copy ${key}, beside a good one`, () => {
      const { status, output } = checkText(withCopy(key));
      const [, name, version] = /^'?(.+)@([^@']+)'?$/.exec(key)!;
      expect(output).toContain(`${name} ${version}: has a known hole`);
      expect(status).toBe(1);
    });
  }

  for (const key of [
    ...["xml-crypto@6.3.10", "xml-crypto@7.0.0", "node-forge@1.10.0", "koa@10.0.0", "jose@4.15.9", "jose@5.0.0"],
    ...[
      "'@xmldom/xmldom@0.8.16'",
      "'@xmldom/xmldom@0.10.0'",
      "'@xmldom/xmldom@1.0.0'",
      "koa-compose@1.0.0",
      "'@other/koa@1.0.0'",
    ],
  ]) {
    it(`lets ${key} pass`, () => {
      const { status, output } = checkText(withCopy(key));
      expect(status, output).toBe(0);
    });
  }

  for (const name of ["xml-crypto", "@xmldom/xmldom", "node-forge", "koa", "jose"]) {
    it(`fails when it finds no copy of ${name}`, () => {
      const { status, output } = checkText(real.replaceAll(`${name}@`, "another-package@"));
      expect(output).toContain(`${name}: found no copy`);
      expect(status).toBe(1);
    });
  }

  it("fails on an empty file, a file of another form, and no file", () => {
    expect(checkText("").status).toBe(1);
    expect(checkText('{ "packages": { "koa": "3.3.0" } }').status).toBe(1);
    rmSync(file);
    expect(runScript("check-lockfile.mjs", file).status).not.toBe(0);
  });
});
