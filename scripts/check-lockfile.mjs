/**
 * Known holes: fails when the lock file holds a copy of a package older than the version that closed it, however deep in the tree
 * it stands. No dependencies, no network.
 *
 *   node scripts/check-lockfile.mjs [pnpm-lock.yaml]
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The first good version. Where an older line got the fix too, that line has its own. */
const MINIMUM_VERSIONS = {
  "xml-crypto": ["6.3.2"],
  "@xmldom/xmldom": ["0.8.15", "0.9.12"],
  "node-forge": ["1.4.3"],
  koa: ["3.1.2"],
  jose: ["4.15.5"],
};

const file = process.argv[2] ?? join(import.meta.dirname, "..", "pnpm-lock.yaml");
const copies = copiesIn(readFileSync(file, "utf8"));
const findings = Object.entries(MINIMUM_VERSIONS).flatMap(([name, minimums]) => judge(name, minimums));

for (const finding of findings) console.error(finding);
const watched = copies.filter(({ name }) => Object.hasOwn(MINIMUM_VERSIONS, name));
console.log(
  `Lock file: ${copies.length} packages, ${watched.length} copies with a minimum version, ${findings.length} findings.`,
);
process.exitCode = findings.length > 0 ? 1 : 0;

function judge(name, minimums) {
  const versions = copies.filter((copy) => copy.name === name).map((copy) => copy.version);
  if (versions.length === 0)
    return [`${name}: found no copy, so nothing was checked; if it is gone for good, remove its line here`];
  const old = versions.filter(
    (version) => !minimums.some((minimum) => isGood(version, minimum, minimum === minimums.at(-1))),
  );
  return old.map((version) => `${name} ${version}: has a known hole; the minimum is ${minimums.join(" or ")}`);
}

/** A minimum speaks for its own line (0.8.x), and the last of a list for everything after it. */
function isGood(version, minimum, isLast) {
  const sameLine = lineOf(version) === lineOf(minimum);
  return (sameLine || isLast) && compare(version, minimum) >= 0;
}

function lineOf(version) {
  return version.split(".", 2).join(".");
}

/** By number; a pre-release stands before its release. */
function compare(one, other) {
  const [a, b] = [one, other].map((version) => version.split("-", 1)[0].split(".").map(Number));
  const difference = a.map((part, index) => part - b[index]).find((step) => step !== 0);
  return difference ?? Number(other.includes("-")) - Number(one.includes("-"));
}

/** The keys below `packages:`, as `  koa@3.3.0:` or `  '@xmldom/xmldom@0.9.12':`. */
function copiesIn(text) {
  const section = /^packages:\n([\s\S]*?)(?=^\S|(?![\s\S]))/m.exec(text)?.[1] ?? "";
  const keys = section.matchAll(/^ {2}'?((?:@[^@/'\s]+\/)?[^@/'\s]+)@(\d[^:'(\s]*)'?:/gm);
  return [...keys].map(([, name, version]) => ({ name, version }));
}
