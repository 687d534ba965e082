/** What a file says of itself in several places, of which readers take one or the other. */
import type { PdfFile } from "../file/pdf-file.js";
import {
  dictionaryOf,
  isArray,
  isReference,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
} from "../syntax/pdf-value.js";
import { writeValue } from "../syntax/write-value.js";
import type { FileParts } from "./walk-file.js";

export function meaningProblems(file: PdfFile, parts: FileParts): readonly string[] {
  return [...findOtherRoots(file), ...findOtherCatalogs(file), ...findReferences(file, parts)];
}

/** Who goes through the file takes the first trailer that will do, not the newest. */
function findOtherRoots({ sections }: PdfFile): readonly string[] {
  const roots = new Set(
    sections.flatMap(({ trailer }) => (trailer.has("Root") ? [writeValue(trailer.get("Root")!)] : [])),
  );
  return roots.size > 1 ? ["its revisions have different catalogs"] : [];
}

/** A dictionary that would do for a catalog: who finds the trailer damaged takes any. */
function findOtherCatalogs(file: PdfFile): readonly string[] {
  const root = file.trailer.get("Root");
  const own = isReference(root) ? root.object : undefined;
  const other = liveObjects(file).find((object) => object !== own && isCatalog(file, file.object(object)));
  return other === undefined ? [] : [`object ${other} is another catalog`];
}

function isCatalog(file: PdfFile, value: PdfValue): boolean {
  return file.dictionary(dictionaryOf(value)?.get("Pages"))?.has("Count") === true;
}

/** References that lead nowhere by the cross-references, and somewhere for who goes through the file. */
function findReferences(file: PdfFile, { objects }: FileParts): readonly string[] {
  const standing = new Set(
    objects.flatMap(({ object, form }) => {
      return form === "object-stream" ? [object, ...file.packedIn(object)] : [object];
    }),
  );
  for (const object of liveObjects(file)) {
    for (const reference of referencesIn(file.object(object))) {
      const problem = problemOf(file, reference, standing);
      if (problem !== undefined) return [problem];
    }
  }
  return [];
}

function problemOf({ entries }: PdfFile, { object, generation }: PdfReference, standing: ReadonlySet<number>) {
  const entry = entries.get(object);
  if (entry === undefined || entry.kind === "free")
    return standing.has(object) ? `object ${object} was removed, and is still referred to` : undefined;
  return generation === (entry.kind === "at" ? entry.generation : 0)
    ? undefined
    : `object ${object} is referred to in another generation than it has`;
}

function liveObjects({ entries }: PdfFile): readonly number[] {
  return [...entries].flatMap(([object, { kind }]) => (kind === "free" ? [] : [object]));
}

function* referencesIn(value: PdfValue): Generator<PdfReference> {
  if (isReference(value)) yield value;
  else if (isArray(value)) for (const each of value) yield* referencesIn(each);
  else for (const each of valuesOf(dictionaryOf(value))) yield* referencesIn(each);
}

function valuesOf(entries: PdfDictionary | undefined): Iterable<PdfValue> {
  return entries?.values() ?? [];
}
