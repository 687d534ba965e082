import { decodeStorable, encodeStorable, NationalId, type Storable } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";

describe("the text form of what the gateway keeps", () => {
  it("gives back national ids, bytes and nested values as they were", () => {
    const kept = {
      id: new NationalId("DK", "7101701234"),
      bytes: new Uint8Array([0, 255]),
      list: [null, 1, "æ", { deep: true }],
    };
    const back = decodeStorable(encodeStorable(kept)) as typeof kept;
    expect(back.id).toBeInstanceOf(NationalId);
    expect(back.id.reveal()).toBe("7101701234");
    expect([...back.bytes]).toEqual([0, 255]);
    expect(back.list).toEqual(kept.list);
  });

  it.each([
    ["a Date", { when: new Date() }],
    ["a Map", new Map()],
    ["a function", () => 1],
    ["NaN", Number.NaN],
    ["an infinite number", Number.POSITIVE_INFINITY],
    ["the codec's own key", { $: "id" }],
    ["a symbol", Symbol("x")],
  ])("refuses %s", (_what, value) => {
    expect(() => encodeStorable(value as unknown as Storable)).toThrow(TypeError);
  });

  it("leaves out members that are undefined", () => {
    expect(decodeStorable(encodeStorable({ a: 1, b: undefined }))).toEqual({ a: 1 });
  });
});

describe("a national id", () => {
  it("is not printed by templates, JSON, string conversion or the inspector", async () => {
    const { inspect } = await import("node:util");
    const id = new NationalId("DK", "7101701234");
    for (const printed of [
      `${id}`,
      JSON.stringify({ id }),
      String(id),
      inspect(id),
      inspect({ id }, { depth: 9, showHidden: true }),
    ]) {
      expect(printed).not.toContain("7101701234");
    }
  });
});
