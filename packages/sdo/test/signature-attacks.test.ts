/** Attacks on the signature dictionary itself: each is found in the file, before anything is hashed. */
import { mutate } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, test } from "vitest";
import { NOW } from "./ca.js";
import { judge, sealed } from "./pades-world.js";
import { append, find, textOf } from "./pdfs/append-revision.js";
import { createWorld, listsAt, type World } from "./world.js";

let world: World;
/** Of baseline B: nothing but the seal vouches for it. */
let file: Buffer;
let range: readonly number[];
beforeAll(async () => {
  world = await createWorld();
  file = Buffer.from(await sealed(world, "B"));
  range = rangeOf(file);
});

const RANGE = /\/ByteRange \[0 (\d+) (\d+) (\d+)\] */;

function rangeOf(bytes: Buffer): readonly number[] {
  return RANGE.exec(bytes.toString("latin1"))!.slice(1).map(Number);
}

/** The same length, so that everything else stays where it is. */
function edit(what: RegExp, into: string, bytes = file): Buffer {
  const text = bytes.toString("latin1");
  const found = what.exec(text)!;
  expect(into.length).toBeLessThanOrEqual(found[0].length);
  return Buffer.from(
    text.slice(0, found.index) + into.padEnd(found[0].length) + text.slice(found.index + found[0].length),
    "latin1",
  );
}

const editRange = (make: (first: number, second: number, rest: number) => string) =>
  edit(RANGE, `/ByteRange ${make(...(range as [number, number, number]))}`);

const ATTACKS: Readonly<Record<string, () => Buffer>> = {
  "with a range that does not begin at the first byte": () => editRange((a, b, c) => `[1 ${a - 1} ${b} ${c}]`),
  "with a range that ends before Contents does": () => editRange((a, b, c) => `[0 ${a - 1} ${b} ${c}]`),
  "with a range that is widened into Contents": () => editRange((a, b, c) => `[0 ${a + 1} ${b} ${c}]`),
  "with a range that leaves out bytes behind Contents": () => editRange((a, b, c) => `[0 ${a} ${b + 10} ${c - 10}]`),
  "with a range that takes in the end of Contents": () => editRange((a, b, c) => `[0 ${a} ${b - 1} ${c + 1}]`),
  "with a range that is shifted": () => editRange((a, b, c) => `[0 ${a} ${b + 1} ${c}]`),
  "with a range that ends early": () => editRange((a, b, c) => `[0 ${a} ${b} ${c - 5}]`),
  "with a range beyond the end": () => editRange((a, b, c) => `[0 ${a} ${b} ${c + 5}]`),
  "with a range that overlaps itself": () => editRange((a, b, c) => `[0 ${b} ${a} ${c}]`),
  "with one range": () => editRange((a) => `[0 ${a}]`),
  "with three ranges": () => editRange((a, b, c) => `[0 1 1 ${a} ${b} ${c}]`.slice(0, 44)),
  "with an empty range": () => editRange(() => "[]"),
  "with a negative offset": () => editRange((a, b, c) => `[0 ${a} -${b} ${c}]`),
  "with a broken number": () => editRange((a, b, c) => `[0 ${a}.0 ${b} ${c}]`.replace(".0", ".5")),
  "with a range that is null": () => editRange(() => "null"),
  "with a range that is another object": () => editRange(() => "22 0 R"),
  "with a range whose parts are other objects": () => editRange((a, b) => `[0 ${a} ${b} 22 0 R]`),
  "without a range": () => edit(/\/ByteRange (?=\[)/, "/ByteRanger"),
  "without Contents": () => edit(/\/Contents (?=<3)/, "/Contentz "),
  "with Contents of something else than a string": () => edit(/\/Contents <[0-9a-f]+>/, "/Contents null"),
  "with Contents of zeros": () => edit(/\/Contents <[0-9a-f]{40}/, `/Contents <${"0".repeat(40)}`),
  "with empty Contents": () => edit(/\/Contents <[0-9a-f]+>/, "/Contents <>"),
  "with letters written large in Contents": () => edit(/[a-f](?=[0-9a-f]{300})/, "A"),
  "with bytes behind the signature in Contents": () => edit(/0(?=>\/Filter|>\s*\/Filter)/, "1"),
  "of another kind": () => edit(/ETSI\.CAdES\.detached/, "adbe.pkcs7.detached"),
  "in no field": () => edit(/\/V \d+ 0 R(?=[^>]*\/P )/, "/W null"),
};

describe("a seal is not valid", () => {
  test("unless nothing was done to it", async () => {
    expect((await judge(world, file, { revocation: listsAt(world.ca, NOW) })).complaints).toEqual([]);
  });

  test.each(Object.keys(ATTACKS))("%s", async (name) => {
    const bytes = ATTACKS[name]!();
    expect(bytes.equals(file)).toBe(false);
    const report = await judge(world, bytes, { revocation: listsAt(world.ca, NOW) });
    expect(report.outcome).toBe("invalid");
    expect(report.indication).toBe("TOTAL-FAILED");
    expect(report.complaints.filter((one) => !one.includes("chain"))).not.toEqual([]);
  });

  test("in a file where its parts were moved apart (signature wrapping)", async () => {
    const [, b, c] = range as [number, number, number];
    const evil = Buffer.from("\n1 0 obj\n(what you see)\nendobj\n");
    const moved = Buffer.concat([file.subarray(0, b), evil, file.subarray(b)]);
    const seal = find(file, /ETSI\.CAdES\.detached/)[0]!;
    const wrapped = textOf(file, seal).replace(RANGE, `/ByteRange [0 ${range[0]} ${b + evil.length} ${c}]`);
    const bytes = append(moved, { [seal]: wrapped });
    const report = await judge(world, bytes).catch((error: { code: string }) => error.code);
    if (typeof report === "string") return expect(report).toBe("damaged"); // the cross-references lead astray now
    expect(report.outcome).toBe("invalid");
  });

  test("when a copy of it is put into a new revision, over the old range", async () => {
    const seal = find(file, /ETSI\.CAdES\.detached/)[0]!;
    const report = await judge(world, append(file, { [seal]: textOf(file, seal) }));
    expect(report.complaints).toContain("structure byte-range not-intact");
  });

  test("when another signature is put after it that does not cover the file", async () => {
    const seal = find(file, /ETSI\.CAdES\.detached/)[0]!;
    const report = await judge(world, append(file, { 9000: textOf(file, seal) }));
    expect(report.outcome).toBe("invalid");
    expect(report.complaints).toContain("structure byte-range not-intact");
  });
});

describe("a package is not valid", () => {
  test("when its seal says that it is a time-stamp", async () => {
    const report = await judge(world, edit(/ETSI\.CAdES\.detached/, "ETSI.RFC3161"));
    expect(report.outcome).toBe("invalid");
    expect(report.complaints).toContain("structure seals no-signer");
  });

  test("when one byte of it is another, wherever that is", async () => {
    const whole = Buffer.from(await sealed(world, "LTA"));
    const honest = reported(await judge(world, whole));
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 100)) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1 << (at % 8);
      const report = await judge(world, changed).catch((error: Error) => error.name);
      if (typeof report === "string") expect(report, `byte ${at}`).toBe("PdfError");
      // What a time-stamp brings along unsigned, and nobody needs, may be another: nothing of the answer rests on it.
      else if (report.outcome === "valid")
        expect([isInLastContents(whole, at), reported(report)], `byte ${at}`).toEqual([true, honest]);
    }
  });

  test("when it is damaged in other ways, whatever it still says", async () => {
    const whole = Buffer.from(await sealed(world, "LT"));
    const honest = reported(await judge(world, whole));
    for (let seed = 0; seed < 100; seed++) {
      const report = await judge(world, mutate(whole, seed)).catch((error: Error) => error.name);
      if (typeof report === "string") expect(report, `seed ${seed}`).toBe("PdfError");
      else if (report.outcome === "valid") expect(reported(report), `seed ${seed}`).toEqual(honest);
    }
  });
});

function reported({ seal, attachments }: Awaited<ReturnType<typeof judge>>): unknown {
  const { at, provenTime, sealer, chain, timestamps } = seal;
  return {
    at,
    provenTime,
    sealer,
    chain,
    times: timestamps.map(({ time, authority }) => [time, authority]),
    attachments,
  };
}

function isInLastContents(bytes: Buffer, at: number): boolean {
  const start = bytes.lastIndexOf("/Contents <");
  return at > start && at < bytes.indexOf(">", start);
}
