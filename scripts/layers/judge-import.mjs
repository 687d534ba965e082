import { isBuiltin } from "node:module";
import { dirname, join, normalize, sep } from "node:path";
import { mayDepend, mayDependInTests, SCOPE } from "./table.mjs";

/**
 * Judges one import of one file.
 *
 * @param pack   what the manifest says: name, layer, and what is listed for run time and for tests
 * @param file   relative to the package
 * @returns what is wrong with it, or undefined
 */
export function judgeImport(pack, file, { specifier, typeOnly }) {
  if (specifier.startsWith(".")) return judgeRelative(file, specifier);
  if (specifier.startsWith("node:")) return undefined;
  if (isBuiltin(specifier)) return `"${specifier}" is Node's own: write "node:${specifier}"`;
  return specifier.startsWith(SCOPE)
    ? judgeOurs(pack, file, specifier, typeOnly)
    : judgeListed(pack, file, specifier, typeOnly);
}

function judgeRelative(file, specifier) {
  const target = normalize(join(dirname(file), specifier));
  if (target.startsWith("..")) return `"${specifier}" leaves the package; import it by its name`;
  if (isForTests(target) && !isForTests(file)) return `"${specifier}" is for tests`;
}

function judgeOurs(pack, file, specifier, typeOnly) {
  const target = packageOf(specifier);
  const forTests = isForTests(file) || pack.layer === "e2e"; // nobody imports e2e
  if (specifier === `${target}/testing` && !forTests) return `"${specifier}" is for tests`;
  if (target === pack.name) return forTests ? undefined : `"${specifier}" is this package; import the file`;
  const may = forTests ? mayDependInTests : mayDepend;
  return may(pack.layer, target)
    ? judgeListed(pack, file, specifier, typeOnly)
    : `${pack.layer} may not import ${target}`;
}

function judgeListed(pack, file, specifier, typeOnly) {
  const target = packageOf(specifier);
  // A type is gone in the build: its package is needed to build alone.
  if (typeOnly || isForTests(file) || pack.layer === "e2e") {
    const listed = [...pack.inTests, ...(isForTests(file) ? pack.sharedByTests : [])];
    return listed.includes(target) ? undefined : `imports ${target}, which its package.json does not list`;
  }
  return pack.atRunTime.includes(target)
    ? undefined
    : `imports ${target}, which its package.json does not list for run time`;
}

/** `src/testing` is built, because the tests of other packages use it, but it is not published and nothing else may touch it. */
function isForTests(file) {
  return file.startsWith(`test${sep}`) || file.startsWith(join("src", "testing") + sep);
}

function packageOf(specifier) {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
