import type { PdfFile } from "../file/pdf-file.js";
import { isArray, isName, isReference, type PdfReference, type PdfValue } from "../syntax/pdf-value.js";
import type { ObjectCopier } from "../writing/copy-objects.js";

/** The layers of a file and which of them are not shown when it is opened (ISO 32000-2 section 8.11.4). */
export interface LayerChoice {
  readonly all: readonly PdfReference[];
  readonly hidden: readonly PdfReference[];
}

/** Without them, what is hidden in the original would be seen in the copy. */
export function copyLayers(file: PdfFile, copier: ObjectCopier): LayerChoice {
  const properties = file.dictionary(file.catalog.get("OCProperties"));
  const choice = file.dictionary(properties?.get("D"));
  const all = references(file, properties?.get("OCGs"));
  const [on, off] = ["ON", "OFF"].map((key) => numbersOf(references(file, choice?.get(key))));
  const isHiddenAtFirst = isName(file.resolve(choice?.get("BaseState")), "OFF");
  const isHidden = ({ object }: PdfReference) => off!.has(object) || (isHiddenAtFirst && !on!.has(object));
  const hidden = all.filter(isHidden);
  return { all: all.map((each) => copier.copy(each)), hidden: hidden.map((each) => copier.copy(each)) };
}

function references(file: PdfFile, value: PdfValue | undefined): readonly PdfReference[] {
  const list = file.resolve(value);
  return isArray(list) ? list.filter(isReference) : [];
}

function numbersOf(all: readonly PdfReference[]): ReadonlySet<number> {
  return new Set(all.map(({ object }) => object));
}
