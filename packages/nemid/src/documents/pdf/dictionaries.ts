import { PDFArray, PDFDict, type PDFObject, PDFStream } from "@cantoo/pdf-lib";

/** Every dictionary in an object, itself first; what is referred to is an object of its own. */
export function dictionariesIn(object: PDFObject): readonly PDFDict[] {
  if (object instanceof PDFStream) return dictionariesIn(object.dict);
  if (object instanceof PDFArray) return object.asArray().flatMap(dictionariesIn);
  return object instanceof PDFDict ? [object, ...object.values().flatMap(dictionariesIn)] : [];
}
