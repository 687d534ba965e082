import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { PROJECT, runScript } from "../src/run-script.js";

describe("the layer check", () => {
  const copy = mkdtempSync(join(tmpdir(), "eid-gateway-layers-"));
  const broken = new Map<string, string | undefined>();

  beforeAll(() => {
    const skipped = new Set(["node_modules", "dist", ".turbo", "var"]);
    const filter = (path: string) => !skipped.has(basename(path));
    for (const part of ["package.json", "packages", "plugins", "apps", "e2e"]) {
      cpSync(join(PROJECT, part), join(copy, part), { recursive: true, filter });
    }
  });
  afterEach(() => {
    for (const [file, before] of broken) before === undefined ? rmSync(file) : writeFileSync(file, before);
    broken.clear();
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  /** Until the end of the test. */
  function write(name: string, text: string): void {
    const file = join(copy, name);
    broken.set(file, existsSync(file) ? readFileSync(file, "utf8") : undefined);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  function addDependency(folder: string, section: string, name: string): void {
    const manifest = JSON.parse(readFileSync(join(copy, folder, "package.json"), "utf8")) as Record<string, object>;
    const changed = { ...manifest, [section]: { ...manifest[section], [name]: "workspace:*" } };
    write(`${folder}/package.json`, JSON.stringify(changed));
  }
  function expectFinding(...words: readonly string[]): void {
    const { status, output } = runScript("check-layers.mjs", copy);
    const lines = output.split("\n").filter((line) => words.every((word) => line.includes(word)));
    expect(lines, output).toHaveLength(1);
    expect(status).toBe(1);
  }

  it("passes the project as it is, and says how much it looked at", () => {
    const { status, output } = runScript("check-layers.mjs");
    expect(status, output).toBe(0);
    const counts = /(\d+) packages, (\d+) arrows, (\d+) files, (\d+) imports checked, 0 findings/.exec(output);
    expect(counts?.slice(1).every((count) => Number(count) >= 14)).toBe(true);
  });

  for (const [folder, section, target] of [
    ["packages/core", "dependencies", "oces"],
    ["packages/xmldsig", "dependencies", "core"],
    ["packages/oces-testing", "devDependencies", "oces"],
    ["packages/oces-testing", "devDependencies", "xmldsig"],
    ["packages/oces", "dependencies", "oces-testing"],
    ["packages/storage", "devDependencies", "testkit"],
    ["plugins/nemid-keycard", "peerDependencies", "oces"],
    ["apps/gateway", "dependencies", "nemid"],
    ["apps/gateway", "dependencies", "nemid-keycard"],
    ["apps/gateway", "devDependencies", "oces-testing"],
    ["apps/nemid-simulator", "dependencies", "oces"],
    ["apps/nemid-simulator", "optionalDependencies", "xmldsig"],
    ["apps/nemid-simulator", "devDependencies", "nemid"],
    ["apps/demo-portal", "dependencies", "core"],
  ] as const) {
    it(`refuses ${target} among the ${section} of ${folder}`, () => {
      addDependency(folder, section, `@eid-gateway/${target}`);
      expectFinding(`${folder}/package.json`, `may not depend on @eid-gateway/${target}`);
    });
  }

  for (const [what, code] of [
    ["an import", 'import { judge } from "@eid-gateway/oces";'],
    ["an import over several lines", 'import {\n  judge, // why\n} from "@eid-gateway/oces";'],
    ["an import of a type", 'import type { Report } from "@eid-gateway/oces";'],
    ["an import for its effect", 'import "@eid-gateway/oces";'],
    ["a passing on", 'export * from "@eid-gateway/oces";'],
    ["an import when needed", 'const oces = await import("@eid-gateway/oces/inside.js");'],
    ["a require", 'const oces = require("@eid-gateway/oces");'],
  ] as const) {
    it(`finds ${what} of what a layer may not use`, () => {
      write("apps/nemid-simulator/src/ca/peek.ts", code);
      expectFinding("apps/nemid-simulator/src/ca/peek.ts", "nemid-simulator may not import @eid-gateway/oces");
    });
  }

  it("looks into the page scripts and the tests too", () => {
    write("apps/nemid-simulator/browser/peek.ts", 'import "@eid-gateway/nemid";');
    expectFinding("browser/peek.ts", "may not import @eid-gateway/nemid");
    write("packages/oces-testing/test/peek.test.ts", 'import { readMessage } from "@eid-gateway/oces";');
    expectFinding("test/peek.test.ts", "oces-testing may not import @eid-gateway/oces");
  });

  it("refuses the source of another package by its path", () => {
    write("apps/nemid-simulator/src/peek.ts", 'import { x } from "../../../packages/oces/src/index.js";');
    expectFinding("src/peek.ts", "leaves the package");
  });

  it("refuses an import that the manifest does not list, or lists for tests alone", () => {
    write("packages/core/src/peek.ts", 'import { z } from "zod";');
    expectFinding("packages/core/src/peek.ts", "imports zod, which its package.json does not list");
    write("packages/storage/src/peek.ts", 'import fc from "fast-check";');
    addDependency("packages/storage", "devDependencies", "fast-check");
    expectFinding("packages/storage/src/peek.ts", "imports fast-check", "for run time");
  });

  it("refuses makers of certificates outside tests, and test code outside test code", () => {
    write("packages/nemid/src/peek.ts", 'import { createTestCa } from "@eid-gateway/oces-testing";');
    expectFinding("packages/nemid/src/peek.ts", "nemid may not import @eid-gateway/oces-testing");
    write("packages/nemid/src/testing/fake.ts", "export {};");
    write("packages/nemid/src/login/peek.ts", 'import { fake } from "../testing/fake.js";');
    expectFinding("packages/nemid/src/login/peek.ts", '"../testing/fake.js" is for tests');
    write("plugins/nemid-keycard/src/peek.ts", 'import { fake } from "@eid-gateway/nemid/testing";');
    expectFinding("plugins/nemid-keycard/src/peek.ts", "is for tests");
  });

  it("refuses a module of Node's by its bare name, and a package without a place", () => {
    write("packages/core/src/peek.ts", 'import { readFileSync } from "fs";');
    expectFinding("packages/core/src/peek.ts", 'write "node:fs"');
    write("packages/utils/package.json", '{ "name": "@eid-gateway/utils" }');
    expectFinding("packages/utils", "stands in no layer");
  });

  it("takes no comment or text for an import", () => {
    write(
      "packages/core/src/peek.ts",
      '// import "@eid-gateway/oces"\n/* import x from "zod"; */ export const s = "from \\"zod\\"";',
    );
    expect(runScript("check-layers.mjs", copy).status).toBe(0);
  });

  it("fails when it finds nothing to check", () => {
    const empty = join(copy, "empty");
    const missing = () => {
      const { status, output } = runScript("check-layers.mjs", empty);
      expect(status).toBe(1);
      return [...output.matchAll(/found no (\w+)/g)].map(([, what]) => what);
    };
    expect(missing()).toEqual(["packages", "arrows", "files", "imports"]);
    write("empty/packages/core/package.json", '{ "name": "@eid-gateway/core" }');
    expect(missing()).toEqual(["arrows", "files", "imports"]);
    write("empty/packages/core/src/index.ts", "export {};");
    expect(missing()).toEqual(["arrows", "imports"]);
  });
});
