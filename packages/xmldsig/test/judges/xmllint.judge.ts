import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalize } from "@eid-gateway/xmldsig";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anyDocument } from "../any-document.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "judges-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ours = (document: string) => Buffer.from(canonicalize(Buffer.from(document))).toString();

/** libxml2's. Its `--c14n` is C14N 1.0 with comments, of which these documents have none. */
function theirs(document: string): string {
  const file = join(folder, "document.xml");
  writeFileSync(file, document);
  return execFileSync("xmllint", ["--nonet", "--c14n", file], { encoding: "utf8" });
}

describe("canonical form by libxml2, of documents drawn at random", () => {
  test.each([1, 2, 3, 4])("is ours, 100 times from seed %i", (seed) => {
    // Names in which the order of code points, of UTF-16 and of any locale differ.
    const document = anyDocument(["a", "B", "é", "Z", "x-1", "_y", "ﬀ", "𐐀"]);
    fc.assert(
      fc.property(document, (drawn) => void expect(ours(drawn)).toBe(theirs(drawn))),
      { numRuns: 100, seed },
    );
  });
});
