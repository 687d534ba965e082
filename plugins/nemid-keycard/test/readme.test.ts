import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("the README's tables are those of the code (node scripts/readme-tables.mjs writes them)", async () => {
  const script = new URL("../scripts/readme-tables.mjs", import.meta.url).href;
  const { filledReadme } = (await import(script)) as { filledReadme(): string };
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toBe(filledReadme());
});
