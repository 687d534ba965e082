import type { AnyEidMethod } from "@eid-gateway/core";
import { fillTables, markdownTable, operatorTables } from "@eid-gateway/testkit";
import { describe, expect, it } from "vitest";
import { acme } from "./sample/acme.js";

const meanings = { "acme:token": "no good", "acme:late": "late", "acme:down": "down", "acme:setup": "set up wrongly" };

describe("the tables of an operator's guide", () => {
  it("come from the schemas, with values and defaults", () => {
    const { config, settings, agreement } = operatorTables(acme(), meanings);
    expect(settings).toContain("| `api` | string | required |         |");
    expect(config).toContain('| `level`  | `one`, `two` | `"one"`  |         |');
    expect(agreement).toBe("None.");
  });

  it("list every claim and every code with its category", () => {
    const { claims, errors } = operatorTables(acme(), meanings);
    expect(claims).toContain("| `acme.id` | the person's id at Acme |");
    expect(errors).toContain("| `acme:late`  | expired          | late           |");
  });

  it("are refused for a code without a meaning", () => {
    expect(() => operatorTables(acme(), {})).toThrow("nothing says what acme:token means");
  });

  it("are refused for schemas that cannot say what they accept", () => {
    const mute = { "~standard": { version: 1, vendor: "x", validate: (value: unknown) => ({ value }) } } as const;
    const method = { ...acme(), configSchema: mute } as AnyEidMethod;
    expect(() => operatorTables(method, meanings)).toThrow("cannot be turned into JSON Schema");
  });
});

describe("filling a README", () => {
  const readme = "a\n<!-- table: x -->\nold\n<!-- end -->\nb\n";

  it("replaces what stands between the marks, and again without a change", () => {
    const filled = fillTables(readme, { x: "| $& |" });
    expect(filled).toBe("a\n<!-- table: x -->\n\n| $& |\n\n<!-- end -->\nb\n");
    expect(fillTables(filled, { x: "| $& |" })).toBe(filled);
  });

  it("refuses a README that has no place for a table", () => {
    expect(() => fillTables(readme, { y: "" })).toThrow("no place for the table y");
  });

  it("keeps a bar in a cell from ending it", () => {
    expect(markdownTable(["a"], [["x | y"]])).toBe("| a      |\n| ------ |\n| x \\| y |");
  });
});
