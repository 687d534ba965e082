import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../start-for-test.js";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

test("the command tells the mistakes of a file of personas, one on a line, and ends with 1", () => {
  const folder = temporaryFolder();
  const file = join(folder, "personas.yaml");
  writeFileSync(file, "colour: blue\nidentities: [{ kind: POCES }]\n");
  const env = {
    ...{ PATH: process.env.PATH, EID_GATEWAY_VAR: folder, LOG_LEVEL: "silent", NEMID_SIMULATOR_PERSONAS: file },
    ...{ NEMID_SIMULATOR_PORT: "0", NEMID_SIMULATOR_TLS_PORT: "0" },
  };
  const { status, stderr, stdout } = spawnSync(process.execPath, [MAIN], { env, encoding: "utf8" });
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr.trimEnd().split("\n")).toEqual([
    `${file}:2: identities[0].alias: is missing`,
    `${file}:1: colour: is not known; remove it or correct its spelling`,
  ]);
});
