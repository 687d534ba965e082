/** An order, damaged in thousands of ways: what is read of it is all that stands there, and none of it makes the gateway fail. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RestRefused } from "../../../src/doors/rest-signing/problem.js";
import { scanJson } from "../../../src/doors/rest-signing/scan-json.js";
import { FULL, type RestCaller, startRest } from "./rest-caller.js";

const WHOLE = JSON.stringify(FULL);
const PIECES = [
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "null",
  "1e999",
  '"id":1,',
  '"a":{"a":1},',
  "\\u0022",
  "\ud800",
  " ",
];

/** Numbers below a bound, the same for the same seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Cut, doubled, moved or with something put in between, once or twice. */
function mutate(seed: number): string {
  const roll = dice(seed);
  let text = WHOLE;
  for (let times = 1 + roll(2); times > 0; times--) {
    const [at, length, to] = [roll(text.length), roll(60), roll(text.length)];
    const [piece, chance] = [text.slice(at, at + length), roll(4)];
    if (chance === 0) text = text.slice(0, at) + text.slice(at + length);
    else if (chance === 1) text = text.slice(0, at) + piece + text.slice(at);
    else if (chance === 2) text = text.slice(0, to) + piece + text.slice(to);
    else text = text.slice(0, at) + PIECES[roll(PIECES.length)] + text.slice(at);
  }
  return text;
}

/** A member of the order, doubled or renamed to another of its object, so that what comes of it is still JSON. */
function double(seed: number): string {
  const roll = dice(seed);
  const members = [...WHOLE.matchAll(/"\w+":(?:"[^"]*"|\d+|true|false),/g)];
  const { 0: member, index } = members[roll(members.length)]!;
  const name = roll(2) === 0 ? member : member.replace(/"\w+"/, `"x${seed}"`);
  return WHOLE.slice(0, index) + name + WHOLE.slice(index);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
/** Members that were read, and colons outside of strings: they are as many, unless a member stands there twice. */
const membersOf = (value: unknown): number =>
  typeof value !== "object" || value === null
    ? 0
    : Object.values(value).reduce<number>(
        (sum, each) => sum + membersOf(each),
        Array.isArray(value) ? 0 : Object.keys(value).length,
      );
const colonsIn = (text: string) => text.replace(/"(?:[^"\\]|\\.)*"/gs, "").split(":").length - 1;

function verdictOf(text: string): "passes" | "refused" | "no JSON" {
  try {
    scanJson(text);
    return parsed(text) === undefined ? "no JSON" : "passes";
  } catch (error) {
    if (error instanceof RestRefused) return "refused";
    if (error instanceof SyntaxError) return "no JSON";
    throw error;
  }
}

describe("an order that was damaged", () => {
  it("passes whole, or with a member twice not at all", () => {
    const seen = { passes: 0, refused: 0, "no JSON": 0 };
    for (let seed = 0; seed < 4000; seed++) {
      const text = seed % 2 === 0 ? mutate(seed) : double(seed);
      const [value, verdict] = [parsed(text), verdictOf(text)];
      seen[verdict] += 1;
      if (value === undefined) expect(verdict, text).not.toBe("passes");
      else expect(verdict, text).toBe(membersOf(value) === colonsIn(text) ? "passes" : "refused");
    }
    for (const [verdict, times] of Object.entries(seen)) expect([verdict, times > 200]).toEqual([verdict, true]);
  });
});

describe("the gateway", () => {
  let doors: RestCaller;
  beforeAll(async () => {
    doors = await startRest();
  });
  afterAll(() => doors.stop());

  it("takes it or says what is wrong", async () => {
    const seen = new Map<number, number>();
    for (let seed = 0; seed < 400; seed++) {
      const { status, json } = await doors.call("POST", "/orders", seed % 2 === 0 ? mutate(seed) : double(seed));
      seen.set(status, (seen.get(status) ?? 0) + 1);
      if (status !== 201) expect(json).toMatchObject({ status: 400 });
    }
    expect([...seen.keys()].sort()).toEqual([201, 400]);
  });
});
