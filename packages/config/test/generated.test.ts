import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonSchemas, referenceTables } from "../src/index.js";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const HOW = "run: npm run generate (in packages/config)";

describe("what is generated from the schemas", () => {
  it.each(Object.entries(jsonSchemas()))("schemas/%s is as generated", (name, schema) => {
    expect(JSON.parse(read(`schemas/${name}`)), HOW).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it("there are no other schemas", () => {
    expect(readdirSync(new URL("../schemas", import.meta.url)).sort()).toEqual(Object.keys(jsonSchemas()).sort());
  });

  it("docs/configuration.md holds the tables as generated", () => {
    expect(read("../../docs/configuration.md"), HOW).toContain(
      `<!-- generated -->\n\n${referenceTables()}\n<!-- end -->`,
    );
  });

  it("every key has a sentence in the docs", () => {
    const empty = referenceTables()
      .split("\n")
      .filter((row) => row.startsWith("| `") && row.endsWith("|  |"));
    expect(empty).toEqual([]);
  });

  it("an editor accepts a reference wherever a plain text would not do", () => {
    const { properties } = jsonSchemas()["gateway.schema.json"]!;
    const listen = properties?.listen as { properties: Record<string, { anyOf: object[] }> };
    expect(listen.properties.port?.anyOf).toEqual([
      { type: "integer", minimum: 1, maximum: 65535 },
      { type: "string", pattern: "\\$\\{.+\\}" },
    ]);
  });
});
