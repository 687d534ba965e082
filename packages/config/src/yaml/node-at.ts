import { isMap, isNode, isScalar, isSeq, type Node } from "yaml";
import type { Path } from "../issue.js";

/** The node a path leads to: of a mapping's entry its key. Where the path ends early, the last node on the way. */
export function nodeAt(root: unknown, path: Path): Node | undefined {
  let found: Node | undefined;
  let inside = root;
  for (const step of path) {
    const next = entry(inside, step);
    if (!next) break;
    found = next.shown;
    inside = next.value;
  }
  return found ?? (isNode(root) ? root : undefined);
}

function entry(parent: unknown, step: string | number): { shown: Node; value: unknown } | undefined {
  if (isSeq(parent)) {
    const item = parent.items[Number(step)];
    return isNode(item) ? { shown: item, value: item } : undefined;
  }
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === step);
  return pair && isNode(pair.key) ? { shown: pair.key, value: pair.value } : undefined;
}
