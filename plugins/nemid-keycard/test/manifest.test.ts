import { readFileSync } from "node:fs";
import { type AnyEidMethod, EID_METHOD } from "@eid-gateway/core";
import { register } from "@eid-gateway/nemid-keycard";
import { expect, it } from "vitest";

it("registers the methods that its manifest declares, and nothing else", () => {
  const registered: AnyEidMethod[] = [];
  const tokens = new Set<symbol>();
  register({
    register: (token, { useValue }) => {
      tokens.add(token);
      registered.push(useValue);
    },
  });
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect([...tokens]).toEqual([EID_METHOD]);
  expect(registered.map(({ id }) => id)).toEqual(manifest.eidPlugin.methods);
  expect(manifest.eidPlugin.api).toBe(1);
  expect(manifest.keywords).toContain("eid-plugin");
});
