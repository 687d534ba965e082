import { readFileSync } from "node:fs";
import { REASONS } from "@eid-gateway/oces";
import { expect, it } from "vitest";
import { HELP, OPTIONS } from "../../src/commands/verify/options.js";

const guide = readFileSync(new URL("../../../../docs/verifying-archives.md", import.meta.url), "utf8");

it.each(Object.keys(REASONS))("the archivist's guide explains the reason %s", (reason) => {
  expect(guide).toContain(`\`${reason}\``);
});

it.each(Object.keys(OPTIONS))("the help explains --%s", (option) => {
  expect(HELP).toMatch(new RegExp(`^  --${option}[ \\n]`, "m"));
});
