/**
 * Who may import whom. Reads every package.json of the workspace and every import in its src, browser and test folders, and fails
 * on a forbidden arrow, on an import that the manifest does not list, on a relative import that leaves its package, on a use of
 * test code, and when it finds nothing to check. No dependencies.
 *
 *   node scripts/check-layers.mjs [root]
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { importsOf } from "./layers/imports.mjs";
import { judgeImport } from "./layers/judge-import.mjs";
import { layerOf, mayDepend, mayDependInTests, SCOPE } from "./layers/table.mjs";

const root = resolve(process.argv[2] ?? join(import.meta.dirname, ".."));
const findings = [];
const counts = { packages: 0, arrows: 0, files: 0, imports: 0 };

/** Vitest and Node's types are the whole workspace's: tests may take them from the root. */
const sharedByTests = listedIn(readManifest(".")).inTests.filter((name) => !name.startsWith(SCOPE));

for (const folder of packageFolders()) checkPackage(folder);
for (const [what, count] of Object.entries(counts)) {
  if (count === 0) findings.push(`found no ${what} below ${root}: nothing was checked`);
}
for (const finding of findings) console.error(finding);
const checked = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
console.log(`Layers: ${checked.join(", ")} checked, ${findings.length} findings.`);
process.exitCode = findings.length > 0 ? 1 : 0;

function packageFolders() {
  const groups = ["packages", "plugins", "apps"].filter((group) => existsSync(join(root, group)));
  const folders = groups.flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)));
  return [...folders, "e2e"].filter((folder) => existsSync(join(root, folder, "package.json")));
}

function checkPackage(folder) {
  counts.packages++;
  const manifest = readManifest(folder);
  const layer = layerOf(folder);
  if (!layer) return findings.push(`${folder}: stands in no layer; give it a line in scripts/layers/table.mjs`);
  const pack = { path: join(root, folder), name: manifest.name, layer, ...listedIn(manifest), sharedByTests };
  const problems = [...manifestProblems(pack, manifest)].map((problem) => `${folder}/package.json: ${problem}`);
  findings.push(...problems, ...["src", "browser", "test"].flatMap((part) => fileProblems(pack, part)));
}

function readManifest(folder) {
  const file = join(root, folder, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

function listedIn({ dependencies, peerDependencies, optionalDependencies, devDependencies }) {
  const atRunTime = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
  return { atRunTime, inTests: [...atRunTime, ...Object.keys(devDependencies ?? {})] };
}

function* manifestProblems({ path, layer, atRunTime, inTests }, { private: isPrivate, files }) {
  for (const target of new Set(inTests.filter((name) => name.startsWith(SCOPE)))) {
    counts.arrows++;
    const may = atRunTime.includes(target) ? mayDepend : mayDependInTests;
    if (!may(layer, target)) yield `${layer} may not depend on ${target}`;
  }
  const publishesTesting = existsSync(join(path, "src", "testing")) && !isPrivate && !files?.includes("!dist/testing");
  if (publishesTesting) yield 'src/testing would be published; add "!dist/testing" to files';
}

function fileProblems(pack, part) {
  return sourcesIn(join(pack.path, part)).flatMap((file) => {
    const imports = importsOf(readFileSync(file, "utf8"));
    counts.files++;
    counts.imports += imports.length;
    const problems = imports.map((one) => judgeImport(pack, relative(pack.path, file), one)).filter(Boolean);
    return problems.map((problem) => `${relative(root, file)}: ${problem}`);
  });
}

function sourcesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.[mc]?tsx?$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name));
}
