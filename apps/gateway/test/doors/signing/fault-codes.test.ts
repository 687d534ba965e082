import { readFileSync } from "node:fs";
import { SIGNING_ERRORS } from "@eid-gateway/signing";
import { describe, expect, it } from "vitest";
import { FAULT_CODES } from "../../../src/doors/soap/fault.js";

describe("docs/signing-soap.md", () => {
  it("has every code of a fault, once, in the order of the code", () => {
    const page = readFileSync(new URL("../../../../../docs/signing-soap.md", import.meta.url), "utf8");
    const [table = ""] = page.slice(page.indexOf("| Code |")).split("\n\n", 1);
    const codes = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
    expect(codes).toEqual([...FAULT_CODES, ...SIGNING_ERRORS]);
  });
});
