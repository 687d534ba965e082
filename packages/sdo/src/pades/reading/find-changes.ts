/**
 * What a later revision did to a sealed file. Allowed is what proves the seal longer: entries of the document security store, and
 * document time-stamps that are not seen (EN 319 142-1 section 5.4, ISO 32000-2 section 12.8.2.2). Whatever else a revision
 * does, it may show another document than was sealed: it replaces an object, puts one to use that lay there hidden, or takes
 * the cross-references elsewhere.
 */
import type { PdfFile } from "../../pdf/file/pdf-file.js";
import type { XrefEntry } from "../../pdf/file/xref-section.js";
import { walkPages } from "../../pdf/pages/walk-pages.js";
import { PDF_LIMITS } from "../../pdf/pdf-limits.js";
import {
  dictionaryOf,
  isArray,
  isDictionary,
  isName,
  isReference,
  isStream,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
} from "../../pdf/syntax/pdf-value.js";
import { writeValue } from "../../pdf/syntax/write-value.js";

export interface Step {
  /** As it was sealed. */
  readonly sealed: PdfFile;
  readonly before: PdfFile;
  readonly after: PdfFile;
}

/** In words; empty when nothing is wrong. @throws PdfError when an object of the later revision cannot be read */
export function findChanges(step: Step): readonly string[] {
  const { before, after } = step;
  const continues = after.sections.some(({ offset }) => offset === before.sections[0]?.offset);
  if (!continues) return ["a later revision does not build on the sealed one"];
  const changed = changedObjects(step);
  const timestamps = addedTimestamps(step);
  const proof = reachable(after, [after.catalog.get("DSS") ?? null, ...timestamps]);
  const awaited = danglingIn(step.sealed);
  const allowedNew = new Set([...proof].filter((object) => !awaited.has(object)));
  return [
    ...changesOfTrailer(step),
    ...changesOfCatalog(step, timestamps),
    ...changed.flatMap((object) => findChange(step, object, timestamps, allowedNew)),
  ];
}

function changedObjects({ before, after }: Step): readonly number[] {
  const all = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...all].filter((object) => !isSame(before, after, object));
}

function isSame(before: PdfFile, after: PdfFile, object: number): boolean {
  const [old, now] = [before.entries.get(object), after.entries.get(object)];
  if (isNothing(old) && isNothing(now)) return true;
  if (JSON.stringify(old) !== JSON.stringify(now)) return false;
  return old?.kind !== "packed" || isSame(before, after, old.container);
}

function isNothing(entry: XrefEntry | undefined): boolean {
  return (entry?.kind ?? "free") === "free";
}

/** Fields that are in the form now and were not when it was sealed: each is looked at again, for it may have been given a look since. */
function addedTimestamps({ sealed, after }: Step): readonly PdfReference[] {
  const old = new Set(fieldsOf(sealed).map(writeValue));
  return fieldsOf(after)
    .filter(isReference)
    .filter((field) => !old.has(writeValue(field)));
}

function fieldsOf(file: PdfFile): readonly PdfValue[] {
  const fields = file.resolve(file.dictionary(file.catalog.get("AcroForm"))?.get("Fields"));
  return isArray(fields) ? fields : [];
}

function changesOfTrailer({ before, after }: Step): readonly string[] {
  const same = ["Root", "Info", "Encrypt"].every((key) => isEqual(before.trailer.get(key), after.trailer.get(key)));
  return same ? [] : ["a later revision has another catalog, or other information"];
}

function changesOfCatalog(step: Step, timestamps: readonly PdfReference[]): readonly string[] {
  const { before, after } = step;
  const [old, now] = [before.catalog, after.catalog];
  const problems = [];
  if (!isEqualBut(old, now, ["DSS", "AcroForm", "Extensions"])) problems.push("the catalog was changed");
  const [oldForm, form] = [before, after].map((file) => file.dictionary(file.catalog.get("AcroForm")));
  if (!isEqual(old.get("AcroForm"), now.get("AcroForm")) && !isDictionary(now.get("AcroForm")))
    problems.push("another form takes the place of the sealed one");
  if (!isEqualBut(oldForm ?? new Map(), form ?? new Map(), ["Fields", "SigFlags"]))
    problems.push("the form was changed");
  if (!startsWith(fieldsOf(after), fieldsOf(before), timestamps))
    problems.push("fields were taken out of the form or changed");
  const odd = timestamps.filter((field) => !isUnseenTimestamp(after, field));
  return odd.length > 0
    ? [...problems, "a field was added that is not a document time-stamp without a look"]
    : problems;
}

/** One changed object: may it be? */
function findChange(
  step: Step,
  object: number,
  timestamps: readonly PdfReference[],
  allowedNew: ReadonlySet<number>,
): readonly string[] {
  const { sealed, before, after } = step;
  const [old, now] = [before.entries.get(object), after.entries.get(object)];
  if (isNothing(now)) return ["an object was removed"];
  if (!isWrittenLater(now!, before, after)) return ["an object that lay in the sealed file is put to another use"];
  const isOld = !isNothing(old);
  if (isOld && isNamedForm(before, object)) return []; // was compared as what the catalog leads to
  if (isOld && !isNothing(sealed.entries.get(object))) return changeOfSealed(step, object, timestamps);
  if (allowedNew.has(object) || isBookkeeping(after.object(object))) return [];
  return ["an object was added that has nothing to do with proof"];
}

function isWrittenLater(entry: XrefEntry, before: PdfFile, after: PdfFile): boolean {
  const holder = entry.kind === "packed" ? after.entries.get(entry.container) : entry;
  return holder?.kind === "at" && holder.offset >= before.end;
}

/** The catalog, the form, the list of its fields. */
function isNamedForm(file: PdfFile, object: number): boolean {
  const form = file.catalog.get("AcroForm");
  return [file.trailer.get("Root"), form, file.dictionary(form)?.get("Fields")].some(
    (value) => isReference(value) && value.object === object,
  );
}

/** Only a page's list of annotations may grow, by the time-stamps. */
function changeOfSealed(
  { before, after }: Step,
  object: number,
  timestamps: readonly PdfReference[],
): readonly string[] {
  const [old, now] = [before.object(object), after.object(object)];
  const pages = new Set(walkPages(before, PDF_LIMITS.objects).map(({ reference }) => reference.object));
  if (pages.has(object) && isDictionary(old) && isDictionary(now)) {
    const [oldList, list] = [before.resolve(old.get("Annots")), after.resolve(now.get("Annots"))].map(listOf);
    const isFine = isEqualBut(old, now, ["Annots"]) && startsWith(list!, oldList!, timestamps);
    return isFine ? [] : ["a page was changed"];
  }
  const isList = [...pages].some((page) => {
    const list = before.dictionary({ type: "reference", object: page, generation: 0 })?.get("Annots");
    return isReference(list) && list.object === object;
  });
  return isList && startsWith(listOf(now), listOf(old), timestamps) ? [] : ["a sealed object was replaced"];
}

function listOf(value: PdfValue): readonly PdfValue[] {
  return isArray(value) ? value : [];
}

/** All that was there, in order, and behind it nothing but the time-stamps. */
function startsWith(now: readonly PdfValue[], old: readonly PdfValue[], timestamps: readonly PdfReference[]): boolean {
  const added = now.slice(old.length);
  const isKept = old.every((value, index) => isEqual(value, now[index]));
  return isKept && added.every((value) => timestamps.some((timestamp) => isEqual(timestamp, value)));
}

const KEYS_OF_TIMESTAMP = ["Type", "Subtype", "FT", "T", "V", "P", "Rect", "F"];

function isUnseenTimestamp(file: PdfFile, field: PdfReference): boolean {
  const entries = file.dictionary(field);
  const value = file.dictionary(entries?.get("V"));
  if (!entries || !value || [...entries.keys()].some((key) => !KEYS_OF_TIMESTAMP.includes(key))) return false;
  const rectangle = listOf(file.resolve(entries.get("Rect")));
  const isUnseen = rectangle[0] === rectangle[2] && rectangle[1] === rectangle[3];
  return isUnseen && isName(entries.get("FT"), "Sig") && isName(value.get("SubFilter"), "ETSI.RFC3161");
}

/** Cross-reference streams and streams of objects; the objects in them are looked at one by one. */
function isBookkeeping(value: PdfValue): boolean {
  const type = isStream(value) ? value.dictionary.get("Type") : undefined;
  return isName(type, "XRef") || isName(type, "ObjStm");
}

/** Not through the page that a field stands on. */
function reachable(file: PdfFile, roots: readonly PdfValue[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const waiting = [...roots];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (isReference(value)) {
      if (reached.has(value.object)) continue;
      reached.add(value.object);
      waiting.push(file.resolve(value));
    } else if (isArray(value)) waiting.push(...value);
    else for (const [key, each] of dictionaryOf(value) ?? []) if (key !== "P" && key !== "Parent") waiting.push(each);
  }
  return reached;
}

/** Numbers that the sealed file refers to and lacks: whoever adds such an object changes what is shown. */
function danglingIn(file: PdfFile): ReadonlySet<number> {
  const dangling = new Set<number>();
  for (const [object, entry] of file.entries) {
    if (isNothing(entry)) continue;
    for (const to of referencesIn(file.object(object))) if (isNothing(file.entries.get(to))) dangling.add(to);
  }
  return dangling;
}

function* referencesIn(value: PdfValue): Generator<number> {
  if (isReference(value)) yield value.object;
  else if (isArray(value)) for (const each of value) yield* referencesIn(each);
  else for (const each of dictionaryOf(value)?.values() ?? []) yield* referencesIn(each);
}

function isEqual(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return writeValue(a) === writeValue(b);
}

function isEqualBut(a: PdfDictionary, b: PdfDictionary, but: readonly string[]): boolean {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].every((key) => but.includes(key) || isEqual(a.get(key), b.get(key)));
}
