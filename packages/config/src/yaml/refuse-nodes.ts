import { isAlias, isMap, isNode, isScalar, isSeq, type Node } from "yaml";
import type { Problem } from "../findings.js";
import type { Path } from "../issue.js";

const MAX_DEPTH = 32;
const UNSAFE_KEYS = new Set(["__proto__", "constructor", "prototype", "<<"]);

type Report = (path: Path, problem: Problem) => void;

/** Refuses what makes YAML surprising: anchors and aliases (which can blow up), tags, merge keys, great depth. */
export function refuseNodes(node: unknown, report: Report, path: Path = []): void {
  if (!isNode(node)) return;
  if (isAlias(node) || node.anchor !== undefined) report(path, ALIAS);
  if (node.tag !== undefined) report(path, TAG);
  if (path.length > MAX_DEPTH) report(path, DEPTH);
  else refuseChildren(node, report, path);
}

function refuseChildren(node: Node, report: Report, path: Path): void {
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) refuseNodes(item, report, [...path, index]);
  }
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : "";
    if (UNSAFE_KEYS.has(name)) report([...path, name], KEY);
    refuseNodes(key, report, [...path, name]);
    refuseNodes(value, report, [...path, name]);
  }
}

const ALIAS = {
  message: "uses a YAML anchor or alias",
  remedy: "write the value out; put a text that begins with & or * in quotes",
};
const TAG = { message: "uses a YAML tag", remedy: "remove the word that begins with !" };
const KEY = { message: "is not a name that can be used here", remedy: "choose another name" };
const DEPTH = { message: `is nested deeper than ${MAX_DEPTH} levels`, remedy: "check the brackets and indentation" };
