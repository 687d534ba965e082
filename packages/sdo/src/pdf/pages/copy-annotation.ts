import type { PdfFile } from "../file/pdf-file.js";
import {
  dictionary,
  isArray,
  isDictionary,
  isName,
  isReference,
  isString,
  name,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
} from "../syntax/pdf-value.js";
import type { ObjectCopier } from "../writing/copy-objects.js";

/** What is seen on paper. Sounds, films, attached files and windows of comments are not. */
const SEEN = new Set(
  "Link Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Stamp Ink Watermark Widget".split(
    " ",
  ),
);
/** What an annotation looks like (ISO 32000-2 section 12.5): nothing that does something. */
const KEPT =
  "Rect Contents NM M F AP AS Border BS BE C IC CA QuadPoints InkList L LE LL LLE Vertices RD DA DS Q Name T Subj H OC Rotate".split(
    " ",
  );
const HARMLESS_ADDRESS = /^(https?:\/\/|mailto:)/i;
/** Print, ReadOnly, Locked, LockedContents (table 167). */
const FIXED = 4 | 64 | 128 | 512;

/** One annotation as it is seen, or none. A form field becomes a stamp: it looks the same and cannot be filled in. */
export function copyAnnotation(
  file: PdfFile,
  annotation: PdfDictionary | undefined,
  page: PdfReference,
  copier: ObjectCopier,
): readonly PdfDictionary[] {
  const subtype = file.resolve(annotation?.get("Subtype"));
  if (!annotation || !isName(subtype) || !SEEN.has(subtype.name)) return [];
  const isField = subtype.name === "Widget";
  const appearance = isField ? chosenAppearance(file, annotation) : annotation.get("AP");
  if (isField && appearance === undefined) return [];
  const entries = new Map<string, PdfValue>([
    ["Type", name("Annot")],
    ["Subtype", name(isField ? "Stamp" : subtype.name)],
    ["P", page],
  ]);
  for (const key of KEPT) {
    const value = key === "AP" ? appearance : annotation.get(key);
    if (value !== undefined) entries.set(key, copier.copy(value));
  }
  if (isField) {
    entries.set("F", flagsOf(file, annotation) | FIXED);
    entries.delete("AS");
  }
  return [new Map([...entries, ...harmlessTarget(file, annotation, copier)])];
}

/** Of a tick box the look of its state. */
function chosenAppearance(file: PdfFile, annotation: PdfDictionary): PdfDictionary | undefined {
  const normal = file.dictionary(annotation.get("AP"))?.get("N");
  const looks = file.resolve(normal);
  if (!isDictionary(looks)) return normal === undefined || looks === null ? undefined : dictionary({ N: normal });
  const state = file.resolve(annotation.get("AS"));
  const look = isName(state) ? looks.get(state.name) : undefined;
  return look === undefined ? undefined : dictionary({ N: look });
}

function flagsOf(file: PdfFile, annotation: PdfDictionary): number {
  const flags = file.resolve(annotation.get("F"));
  return typeof flags === "number" && Number.isInteger(flags) ? flags : 0;
}

/** A web address, or a place in the same document. */
function harmlessTarget(file: PdfFile, annotation: PdfDictionary, copier: ObjectCopier): readonly [string, PdfValue][] {
  const action = file.dictionary(annotation.get("A"));
  const kind = file.resolve(action?.get("S"));
  const address = file.resolve(action?.get("URI"));
  if (isName(kind, "URI") && isString(address) && HARMLESS_ADDRESS.test(Buffer.from(address.bytes).toString("latin1")))
    return [["A", dictionary({ S: name("URI"), URI: address })]];
  const place = file.resolve(isName(kind, "GoTo") ? action?.get("D") : annotation.get("Dest"));
  return isArray(place) && isReference(place[0]) && copier.hasMapped(place[0]) ? [["Dest", copier.copy(place)]] : [];
}
