/**
 * Elements that a browser would put elsewhere than where they are written (a heading in a paragraph, a row outside of a table): who
 * signs sees the browser's tree, and a reader of the file another.
 */
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { type Finding, finding } from "../findings.js";
import type { HtmlElement } from "./read-html.js";

type Node = DefaultTreeAdapterTypes.Node;

export function findMoved(source: string, written: readonly HtmlElement[]): readonly Finding[] {
  const parents = parentsInBrowser(source);
  return written.flatMap(({ name, line, offset, parent }) => {
    const found = parents.get(offset);
    if (found?.length === 1 && found[0] === (parent?.offset ?? -1)) return [];
    const place = parent ? `out of <${parent.name}>` : "elsewhere";
    return [finding(`line ${line}: a browser would move <${name}> ${place}, where it may not stand`, name)];
  });
}

/** By the place of its start tag: that of its parent, -1 for none. Elements that nobody wrote (tbody) are looked through. */
function parentsInBrowser(source: string): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  const waiting: { readonly node: Node; readonly parent: number }[] = [
    { node: parse(source, { sourceCodeLocationInfo: true }), parent: -1 },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const offset = "tagName" in next.node ? next.node.sourceCodeLocation?.startTag?.startOffset : undefined;
    if (offset !== undefined) found.set(offset, [...(found.get(offset) ?? []), next.parent]);
    const parent = offset ?? next.parent;
    for (const node of "childNodes" in next.node ? next.node.childNodes : []) waiting.push({ node, parent });
  }
  return found;
}
