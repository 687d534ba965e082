import { NationalId, type Storable } from "@eid-gateway/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLookup } from "../src/sealing/lookup.js";
import { createSealer } from "../src/sealing/sealer.js";
import { SEALING } from "./open-file.js";

const sealer = createSealer(SEALING);
const ROW = { id: new Uint8Array([1, 2, 3]) };

const bytes = fc.uint8Array({ maxLength: 40 });
const nationalId = fc.stringMatching(/^\d{10}$/).map((digits) => new NationalId("DK", digits));
const scalar = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  bytes,
  nationalId,
);
const key = fc.string().filter((name) => !["$", "__proto__"].includes(name));
const storable: fc.Arbitrary<Storable> = fc.letrec<{ value: Storable }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe("the sealer", () => {
  it("opens to what was sealed, whatever it was", () => {
    fc.assert(
      fc.property(storable, (value) => {
        expect(sealer.open("flows", { ...ROW, ...sealer.seal("flows", ROW, value) })).toEqual(value);
      }),
    );
  });

  it("refuses every flipped bit and every cut, without telling the value", () => {
    const row = sealer.seal("flows", ROW, { text: "canary-text" });
    const broken = fc.oneof(
      fc
        .nat(row.sealed.length * 8 - 1)
        .map((bit) => row.sealed.with(bit >> 3, row.sealed[bit >> 3]! ^ (1 << (bit & 7)))),
      fc.nat(row.sealed.length - 1).map((length) => row.sealed.slice(0, length)),
    );
    fc.assert(
      fc.property(broken, (sealed) => {
        expect(() => sealer.open("flows", { ...ROW, ...row, sealed })).toThrow(/a row of flows does not open/);
      }),
      { numRuns: 300 },
    );
  });

  it("seals the same value differently each time", () => {
    const sealed = Array.from({ length: 100 }, () => Buffer.from(sealer.seal("flows", ROW, 1).sealed).toString("hex"));
    expect(new Set(sealed).size).toBe(100);
    expect(new Set(sealed.map((hex) => hex.slice(32))).size).toBe(100);
  });

  it("does not open a value in the place of another table, or of a key that is not given", () => {
    const sealed = sealer.seal("flows", ROW, 1);
    expect(() => sealer.open("entries", { ...ROW, subject: null, ...sealed })).toThrow(
      /a row of entries does not open/,
    );
    expect(() => sealer.open("flows", { ...ROW, ...sealed, key_id: "lost" })).toThrow(/"lost", which is not given/);
    expect(() => sealer.open("flows", { ...ROW, ...sealed, key_id: "constructor" })).toThrow(/which is not given/);
  });
});

describe("a lookup", () => {
  const lookup = createLookup(SEALING.keys.test!);
  const parts = fc.array(fc.string(), { minLength: 1, maxLength: 4 });

  it("is the same for the same parts, and for no others, however they are cut", () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(Buffer.from(lookup(...one)).equals(lookup(...other))).toBe(same);
      }),
    );
    const cuts = [["ab", "c"], ["a", "bc"], ["abc"], ["ab", "c", ""], ['ab","c']];
    expect(new Set(cuts.map((cut) => Buffer.from(lookup(...cut)).toString("hex"))).size).toBe(cuts.length);
  });

  it("cannot be made without its key", () => {
    expect(createLookup(new Uint8Array(32))("a")).not.toEqual(lookup("a"));
  });
});
