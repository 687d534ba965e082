/**
 * What a later revision did to a sealed file. Allowed is what proves the seal longer, and what others signed after it: entries of the
 * document security store, document time-stamps that are not seen, signatures in fields of their own or in those that were laid out for
 * them (EN 319 142-1 section 5.4, ISO 32000-2 section 12.8.2.2). Whatever else a revision does, it may show another document than
 * was sealed: it replaces an object, puts one to use that lay there hidden, or takes the cross-references elsewhere.
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
import { isEmptySignatureField, isSignatureField, isUnseenTimestamp } from "./signature-field-rules.js";

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
  const added = addedFields(step);
  const filled = changed.filter((object) => isFilledIn(step, object));
  const signed = filled.flatMap((object) =>
    ["V", "AP"].map((key) => after.dictionary(refer(object))?.get(key) ?? null),
  );
  const awaited = danglingIn(before);
  const proof = reachable(after, [after.catalog.get("DSS") ?? null, ...added, ...signed]);
  const allowed: Allowed = {
    added,
    filled: new Set(filled),
    isNew: (object) => proof.has(object) && !awaited.has(object),
    isInForm: memberOf(reachable(before, fieldsOf(before))),
  };
  return [
    ...changesOfTrailer(step),
    ...changesOfCatalog(step, added),
    ...changed.flatMap((object) => findChange(step, object, allowed)),
  ];
}

interface Allowed {
  readonly added: readonly PdfReference[];
  readonly filled: ReadonlySet<number>;
  isNew(object: number): boolean;
  /** Part of a signature that was there before: never to be replaced. */
  isInForm(object: number): boolean;
}

function memberOf(set: ReadonlySet<number>): (object: number) => boolean {
  return (object) => set.has(object);
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
function addedFields({ sealed, after }: Step): readonly PdfReference[] {
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

function changesOfCatalog(step: Step, added: readonly PdfReference[]): readonly string[] {
  const { before, after } = step;
  const [oldCatalog, now] = [before.catalog, after.catalog];
  const problems = [];
  if (!isEqualBut(oldCatalog, now, ["DSS", "AcroForm", "Extensions"])) problems.push("the catalog was changed");
  const [oldForm, form] = [before, after].map((file) => file.dictionary(file.catalog.get("AcroForm")));
  if (!isEqual(oldCatalog.get("AcroForm"), now.get("AcroForm")) && !isDictionary(now.get("AcroForm")))
    problems.push("another form takes the place of the sealed one");
  if (!isEqualBut(oldForm ?? new Map(), form ?? new Map(), ["Fields", "SigFlags"]))
    problems.push("the form was changed");
  if (!startsWith(fieldsOf(after), fieldsOf(before), added))
    problems.push("fields were taken out of the form or changed");
  if (!added.every((field) => isUnseenTimestamp(after, field) || isSignatureField(after, field)))
    problems.push("a field was added that is neither a signature nor a document time-stamp without a look");
  const old = new Set(fieldsOf(before).map(writeValue));
  const isFresh = (field: PdfReference) => old.has(writeValue(field)) || hasNewValue(before, after.dictionary(field));
  if (!added.every(isFresh)) problems.push("a field was added that holds an earlier signature");
  return problems;
}

/** One changed object: may it be? */
function findChange(step: Step, object: number, allowed: Allowed): readonly string[] {
  const { sealed, before, after } = step;
  const [old, now] = [before.entries.get(object), after.entries.get(object)];
  if (isNothing(now)) return ["an object was removed"];
  if (!isWrittenLater(now!, before, after)) return ["an object that lay in the sealed file is put to another use"];
  const isOld = !isNothing(old);
  if (isOld && isNamedForm(before, object)) return []; // was compared as what the catalog leads to
  if (allowed.filled.has(object)) return [];
  if (isOld && (!isNothing(sealed.entries.get(object)) || allowed.isInForm(object)))
    return changeOfSealed(step, object, allowed.added);
  if (allowed.isNew(object) || isBookkeeping(after.object(object))) return [];
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

/** An empty signature field that somebody has signed in: all else of it is as it was. */
function isFilledIn({ before, after }: Step, object: number): boolean {
  if (isNothing(before.entries.get(object)) || isNothing(after.entries.get(object))) return false;
  const [old, now] = [before.object(object), after.object(object)];
  if (!isDictionary(old) || !isDictionary(now) || !isEmptySignatureField(before, old)) return false;
  return isEqualBut(old, now, ["V", "AP"]) && isSignatureField(after, refer(object)) && hasNewValue(before, now);
}

/** A field must not show a look of its own by way of a signature that was there. */
function hasNewValue(before: PdfFile, field: PdfDictionary | undefined): boolean {
  const value = field?.get("V");
  return isReference(value) && isNothing(before.entries.get(value.object));
}

function refer(object: number): PdfReference {
  return { type: "reference", object, generation: 0 };
}

/** Only a page's list of annotations may grow, by the time-stamps. */
function changeOfSealed({ before, after }: Step, object: number, added: readonly PdfReference[]): readonly string[] {
  const [old, now] = [before.object(object), after.object(object)];
  const pages = new Set(walkPages(before, PDF_LIMITS.objects).map(({ reference }) => reference.object));
  if (pages.has(object) && isDictionary(old) && isDictionary(now)) {
    const [oldList, list] = [before.resolve(old.get("Annots")), after.resolve(now.get("Annots"))].map(listOf);
    const isFine = isEqualBut(old, now, ["Annots"]) && startsWith(list!, oldList!, added);
    return isFine ? [] : ["a page was changed"];
  }
  const isList = [...pages].some((page) => {
    const list = before.dictionary(refer(page))?.get("Annots");
    return isReference(list) && list.object === object;
  });
  return isList && startsWith(listOf(now), listOf(old), added) ? [] : ["a sealed object was replaced"];
}

function listOf(value: PdfValue): readonly PdfValue[] {
  return isArray(value) ? value : [];
}

/** All that was there, in order, and behind it nothing but the fields that were added. */
function startsWith(now: readonly PdfValue[], old: readonly PdfValue[], added: readonly PdfReference[]): boolean {
  const isKept = old.every((value, index) => isEqual(value, now[index]));
  return isKept && now.slice(old.length).every((value) => added.some((field) => isEqual(field, value)));
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
