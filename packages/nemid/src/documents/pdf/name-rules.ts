/**
 * The operator's whitelist of names, read as it fits the vendor's own sample documents (implementation guidelines, appendix C): every
 * name in every dictionary and array must be on the list, but for names that are free to choose, such as those of fonts.
 */
import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRef, PDFStream } from "@cantoo/pdf-lib";
import { type Finding, finding, quote } from "../findings.js";
import { allowedNames, exemptKeys, exemptTypes } from "./allowed-names.js";
import { dictionariesIn } from "./dictionaries.js";
import type { Pdf, PdfObject } from "./read-pdf.js";

/**
 * Never free to choose, since readers act on them wherever they stand: a dictionary of scripts could call itself a font. None of
 * them is on the list.
 */
const activeNames: ReadonlySet<string> = new Set(
  (
    "OpenAction AA JavaScript JS Launch URI EmbeddedFile EmbeddedFiles FileAttachment Filespec Sound Movie Widget GoToR GoToE " +
    "SubmitForm ImportData ResetForm Hide AcroForm XFA RichMedia"
  ).split(" "),
);

/** `content`: the names right in here are free, `all`: those further in, too. */
type Freedom = "none" | "content" | "all";
type Objecting = (name: PDFName) => void;

export function inspectNames({ objects }: Pdf): readonly Finding[] {
  const free = referencesUnderFreeKeys(objects);
  return objects.flatMap(({ where, number, ref, object }) => {
    const found: Finding[] = [];
    const judge =
      (freedom: Freedom): Objecting =>
      (name) => {
        const word = name.decodeText();
        const isAllowed = freedom === "none" ? allowedNames.has(word) : !activeNames.has(word);
        if (!isAllowed)
          found.push(finding(`${where}: NemID takes no PDF with the name ${quote(`/${word}`)}`, number, word));
      };
    visit(object, ref && free.has(ref) ? "content" : "none", judge);
    return found;
  });
}

function visit(object: PDFObject, freedom: Freedom, judge: (freedom: Freedom) => Objecting): void {
  if (object instanceof PDFName) judge(freedom)(object);
  if (object instanceof PDFStream) visit(object.dict, freedom, judge);
  if (object instanceof PDFDict) visitDict(object, freedom, judge);
  if (object instanceof PDFArray) for (const item of object.asArray()) visit(item, within(item, freedom), judge);
}

function visitDict(dict: PDFDict, given: Freedom, judge: (freedom: Freedom) => Objecting): void {
  const freedom = isOfFreeType(dict) ? "all" : given;
  for (const [key, value] of dict.entries()) {
    judge(freedom)(key);
    visit(value, freedom !== "all" && isFreeKey(key) ? "content" : within(value, freedom), judge);
  }
}

/** Freedom of the content ends where the next dictionary or array begins. */
function within(value: PDFObject, freedom: Freedom): Freedom {
  return freedom === "content" && !(value instanceof PDFName) ? "none" : freedom;
}

function isOfFreeType(dict: PDFDict): boolean {
  const type = dict.get(PDFName.of("Type"));
  return type instanceof PDFName && exemptTypes.has(type.decodeText());
}

/** References are one object for one target, so they can be compared as they are. */
function referencesUnderFreeKeys(objects: readonly PdfObject[]): ReadonlySet<PDFRef> {
  return new Set(objects.flatMap(({ object }) => dictionariesIn(object).flatMap(freeReferences)));
}

function freeReferences(dict: PDFDict): readonly PDFRef[] {
  return dict.entries().flatMap(([key, value]) => (value instanceof PDFRef && isFreeKey(key) ? [value] : []));
}

function isFreeKey(key: PDFName): boolean {
  return exemptKeys.has(key.decodeText());
}
