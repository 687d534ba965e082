import { expect, it } from "vitest";
import type { Answer } from "../../src/commands/verify/answer.js";
import { neutralize, neutralizeLines } from "../../src/commands/verify/neutralize.js";
import { openBatch } from "../../src/commands/verify/summary.js";

const none: Answer = { file: "a", kind: "not-a-message", code: "not-a-message", problem: "" };

function run(total: number, isTTY: boolean): readonly string[] {
  const written: string[] = [];
  const batch = openBatch(total, {
    isTTY,
    write: (text: string | Uint8Array) => {
      written.push(String(text));
      return true;
    },
  });
  for (let count = 0; count < total; count++) {
    batch.clear();
    batch.count(none);
  }
  batch.finish();
  return written;
}
const SUMMARY = "2 files: 0 valid, 0 not valid, 0 cannot tell, 2 not a message, 0 cannot read\n";

it("a terminal sees how far a batch is, and no bar is left behind", () => {
  const written = run(2, true);
  expect(written.filter((text) => text.includes("["))).toHaveLength(written.length - 1);
  expect(written).toContain(`\r[${"#".repeat(15)}${" ".repeat(15)}] 1 of 2`);
  expect(written.slice(-2)).toEqual(["\r\u001b[K", SUMMARY]);
});

it("a file or a pipe sees the summary alone", () => {
  expect(run(2, false)).toEqual([SUMMARY]);
});

it("one message needs neither", () => {
  expect(run(1, true)).toEqual([]);
});

it("what could steer a terminal or hide text is written by its code point", () => {
  expect(neutralize("a\u001b[2Jb\u202Ec\u200Bd\ne\tæ😀")).toBe("a[U+001B][2Jb[U+202E]c[U+200B]d[U+000A]e\tæ😀");
  expect(neutralizeLines("a\r\nb\u2028c\rd")).toEqual(["a", "b", "c", "d"]);
});
