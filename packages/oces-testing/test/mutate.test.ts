import { loginProperties, mutate, mutationsOf, signMessage } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, test } from "vitest";
import { byteMutations } from "../src/mutation/byte-mutations.js";
import { markupMutations } from "../src/mutation/markup-mutations.js";
import { MUTATION_NAMES } from "../src/mutation/mutate.js";
import { seededNumbers } from "../src/mutation/seeded-numbers.js";
import { SIGNINGS } from "./signings.js";
import { newCa } from "./test-ca-of-today.js";

let message: Buffer;
beforeAll(async () => {
  const identity = await (await newCa()).issuePoces();
  const properties = loginProperties({ requestIssuer: "Demo", challenge: "8412" });
  message = Buffer.from(signMessage({ identity, properties, signing: SIGNINGS["pdf with an attachment"] }));
});

const SEEDS = Array.from({ length: 3000 }, (_, seed) => seed);

describe("mutate", () => {
  test("changes the message, whatever the seed", () => {
    for (const seed of SEEDS) expect(message.equals(mutate(message, seed)), `seed ${seed}`).toBe(false);
  });

  test("does the same for the same seed, and leaves its input alone", () => {
    const before = Buffer.from(message);
    for (const seed of SEEDS.slice(0, 300)) {
      const [one, other] = [mutationsOf(message, seed), mutationsOf(message, seed)];
      expect(one.applied).toEqual(other.applied);
      expect(Buffer.compare(one.bytes, other.bytes), `seed ${seed}`).toBe(0);
    }
    expect(message.equals(before)).toBe(true);
  });

  test("does something else for almost every other seed", () => {
    const outcomes = new Set(SEEDS.map((seed) => Buffer.from(mutate(message, seed)).toString("latin1")));
    expect(outcomes.size).toBeGreaterThan(SEEDS.length * 0.9);
  });

  test("uses every mutation there is, one to four at once", () => {
    const used = SEEDS.map((seed) => mutationsOf(message, seed).applied);
    expect(new Set(used.flat())).toEqual(new Set(MUTATION_NAMES));
    expect(new Set(used.map(({ length }) => length))).toEqual(new Set([1, 2, 3, 4]));
  });

  test("takes words for seeds", () => {
    expect(mutate(message, "nightly 1")).toEqual(mutate(message, "nightly 1"));
    expect(mutate(message, "nightly 1")).not.toEqual(mutate(message, "nightly 2"));
  });

  test.each([
    ["one byte", Buffer.from([0])],
    ["base64", Buffer.from(Buffer.from("hello").toString("base64"))],
    ["no markup", Buffer.alloc(50, 0xff)],
  ])("changes what is no message: %s", (_what, bytes) => {
    for (const seed of SEEDS.slice(0, 300)) expect(bytes.equals(mutate(bytes, seed))).toBe(false);
  });

  test("refuses to change nothing", () => {
    expect(() => mutate(new Uint8Array(), 1)).toThrow(/no bytes/);
  });
});

test.each(Object.entries({ ...byteMutations, ...markupMutations }))("%s alone changes a message", (_name, mutation) => {
  const changed = SEEDS.slice(0, 50).filter((seed) => !message.equals(mutation(message, seededNumbers(seed))));
  expect(changed.length).toBeGreaterThan(20);
});

test.each(Object.entries(markupMutations))("%s finds nothing in bytes without markup", (_name, mutation) => {
  const bytes = Buffer.alloc(20, 0xff);
  expect(mutation(bytes, seededNumbers(1)).equals(bytes)).toBe(true);
});
