/**
 * The name whitelist of appendix C, applied as its vendor's own demo documents suggest:
 *
 *   - every dictionary, array and direct name counts, also of objects that nothing refers to; content streams do not
 *   - a dictionary of an exempt type is not looked into
 *   - what is directly under an exempt key is free, also when it is an object of its own that only such keys refer to
 */
import { type Finding, printable } from "../finding.js";
import { EXEMPT_KEYS, EXEMPT_TYPES, isNameAllowed } from "./name-lists.js";
import type { OpenedPdf } from "./open-pdf.js";
import { isNode, nameOf, type PdfDictionary, type PdfValue } from "./pdf-value.js";

export function checkNames({ objects, trailers }: OpenedPdf): readonly Finding[] {
  const roots = [...trailers, ...objects.values()];
  const isExempt = findExemptObjects(roots);
  const within = (value: PdfValue, place: string, isFree: boolean) =>
    foreignNames(value, isFree).map((name) => toFinding(name, place));
  return [
    ...trailers.flatMap((trailer) => within(trailer, "trailer", false)),
    ...[...objects].flatMap(([number, value]) => within(value, `object ${number}`, isExempt(number))),
  ];
}

function toFinding(name: string, place: string): Finding {
  return { rule: "pdf-name", name: printable(name), place, says: "the name is not on the list" };
}

/** Objects that are referred to, and from under exempt keys alone. */
function findExemptObjects(roots: readonly PdfValue[]): (number: number) => boolean {
  const free = new Set<number>();
  const bound = new Set<number>();
  const visit = (value: PdfValue, isFree: boolean): void => {
    if (!isNode(value)) return;
    if (value.is === "reference") (isFree ? free : bound).add(value.number);
    if (value.is === "array") for (const item of value.items) visit(item, false);
    if (value.is === "dictionary") for (const [key, inner] of value.entries) visit(inner, EXEMPT_KEYS.has(key));
  };
  for (const root of roots) visit(root, false);
  return (number) => free.has(number) && !bound.has(number);
}

/** @param isFree names right here are the document's own; what lies deeper is looked at again */
function foreignNames(value: PdfValue, isFree: boolean): readonly string[] {
  if (!isNode(value)) return [];
  if (value.is === "name") return isFree || isNameAllowed(value.text) ? [] : [value.text];
  if (value.is === "array") return value.items.flatMap((item) => foreignNames(item, isFree && isName(item)));
  if (value.is !== "dictionary" || EXEMPT_TYPES.has(nameOf(value, "Type") ?? "")) return [];
  return foreignNamesOf(value, isFree);
}

function foreignNamesOf({ entries }: PdfDictionary, isFree: boolean): readonly string[] {
  return entries.flatMap(([key, inner]) => [
    ...(isFree || isNameAllowed(key) ? [] : [key]),
    ...foreignNames(inner, EXEMPT_KEYS.has(key) || (isFree && isName(inner))),
  ]);
}

function isName(value: PdfValue): boolean {
  return isNode(value) && value.is === "name";
}
