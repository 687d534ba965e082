import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { signedByItsDigest } from "./signed-by-its-digest.js";

/**
 * A process of its own, so that its peak is that of reading one document, once everything else has been loaded. A shell starts it:
 * Linux counts to a new process what the one that started it held, and this one may hold more than is measured.
 */
const SCRIPT = `
  import { readFileSync } from "node:fs";
  import { readXmlSignatures } from "@eid-gateway/xmldsig";
  const [small, large] = process.argv.slice(1);
  readXmlSignatures(readFileSync(small));
  const before = process.resourceUsage().maxRSS;
  const [signature] = readXmlSignatures(readFileSync(large));
  if (!signature.covered[0].digestMatches) throw new Error("not intact");
  console.log((process.resourceUsage().maxRSS - before) * 1024);
`;
/** The young generation is the engine's own, of one size whatever is read: kept small, so that a smaller document will do. */
const IN_A_SHELL = ["-c", '"$0" "$@"; exit $?', process.execPath, "--max-semi-space-size=1"];
const SIZE = 20 * 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), "signatures-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Of each kind as much as fits: what is remembered of a document must not grow with what it is made of. */
const CONTENT: Readonly<Record<string, () => string>> = {
  base64: () => "QUJD".repeat(SIZE / 4),
  "small elements": () => "<b/>".repeat(SIZE / 4),
  Ids: () => {
    const ids = Array.from({ length: 40_000 }, (_, index) => `<b Id="i${index}"/>`).join("");
    return ids + "x".repeat(SIZE - ids.length);
  },
};

it.each(Object.entries(CONTENT))(
  "20 MB of %s take less than five times their memory",
  (name, content) => {
    const [small, large] = ["small", name].map((each) => join(folder, each)) as [string, string];
    writeFileSync(small, signedByItsDigest("<a></a>"));
    const document = signedByItsDigest(`<a>${content()}</a>`);
    writeFileSync(large, document);
    const argv = [...IN_A_SHELL, "--input-type=module", "-e", SCRIPT, small, large];
    const taken = Number(execFileSync("/bin/sh", argv, { cwd: import.meta.dirname, encoding: "utf8" }));
    expect(taken / document.length).toBeGreaterThan(1); // it was measured at all
    expect(taken / document.length).toBeLessThan(5);
  },
  120_000,
);
