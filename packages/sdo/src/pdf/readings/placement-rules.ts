/** What stands in a file, against where its cross-references say that things are. */
import type { PdfFile } from "../file/pdf-file.js";
import type { XrefEntry } from "../file/xref-section.js";
import { dictionaryOf } from "../syntax/pdf-value.js";
import type { FileParts, FoundObject } from "./walk-file.js";

export function placementProblems(file: PdfFile, parts: FileParts): readonly string[] {
  return [
    ...findStrangers(file, parts),
    ...findStrangeSections(file, parts),
    ...findOtherVersions(file, parts.objects),
    ...findOtherStart(file, parts),
  ];
}

/** Objects that no cross-reference leads to: who goes through the file puts them to use. */
function findStrangers(file: PdfFile, { objects }: FileParts): readonly string[] {
  const placed = new Set<string>();
  for (const { entries } of file.sections) {
    for (const [object, entry] of entries)
      if (entry.kind === "at") placed.add(`${object} ${entry.generation} ${entry.offset}`);
  }
  const sections = sectionOffsets(file);
  const isPlaced = ({ object, generation, offset, form }: FoundObject) =>
    form === "xref-stream" ? sections.has(offset) : placed.has(`${object} ${generation} ${offset}`);
  return objects
    .filter((found) => !isPlaced(found))
    .slice(0, 1)
    .map(({ object, offset }) => `object ${object} stands at byte ${offset}, and no cross-reference leads there`);
}

function findStrangeSections(file: PdfFile, { tables }: FileParts): readonly string[] {
  const sections = sectionOffsets(file);
  const isStrange = tables.some((offset) => !sections.has(offset));
  return isStrange ? ["it holds cross-references that the newest do not build on"] : [];
}

function sectionOffsets({ sections }: PdfFile): ReadonlySet<number> {
  return new Set(sections.flatMap(({ offset, hidden }) => (hidden === undefined ? [offset] : [offset, hidden])));
}

/** Of several versions of an object the one that counts must be the last, in the file as in the cross-references. */
function findOtherVersions(file: PdfFile, objects: readonly FoundObject[]): readonly string[] {
  const loose = new Map<number, FoundObject>();
  const last = new Map<number, XrefEntry>();
  for (const found of objects) {
    const { object, generation, offset, form } = found;
    if ((loose.get(object)?.generation ?? generation) !== generation)
      return [`object ${object} stands there in two generations`];
    if (form === "object-stream" && !isCurrent(file, found)) return [`object ${object}, full of others, was replaced`];
    loose.set(object, found);
    last.set(object, { kind: "at", offset, generation });
    if (form === "object-stream") notePacked(file, object, last);
  }
  for (const [object, entry] of file.entries) {
    const isShadowed = entry.kind === "packed" && loose.has(object);
    const isLast = entry.kind === "free" || isEqual(entry, last.get(object));
    if (isShadowed || !isLast) return [`object ${object} stands there in another version than the newest`];
  }
  return [];
}

function isCurrent({ entries }: PdfFile, { object, offset }: FoundObject): boolean {
  const entry = entries.get(object);
  return entry?.kind === "at" && entry.offset === offset;
}

function notePacked(file: PdfFile, container: number, last: Map<number, XrefEntry>): void {
  for (const [index, object] of file.packedIn(container).entries())
    last.set(object, { kind: "packed", container, index });
}

function isEqual(a: XrefEntry, b: XrefEntry | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Of a linearized file readers take the first cross-references for the newest, others those that its end names (ISO 32000-2
 * annex F): when it is whole, that is, as long as it says.
 */
function findOtherStart(file: PdfFile, { objects, tables }: FileParts): readonly string[] {
  const [first] = objects;
  const parameters = first && dictionaryOf(file.object(first.object));
  if (!first || !parameters?.has("Linearized") || parameters.get("L") !== file.bytes.length) return [];
  const streams = objects.filter(({ form }) => form === "xref-stream").map(({ offset }) => offset);
  const beginning = Math.min(...tables, ...streams);
  return file.sections[0]!.offset === beginning ? [] : ["it is linearized, and its end names other cross-references"];
}
