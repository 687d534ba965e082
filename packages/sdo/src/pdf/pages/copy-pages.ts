import type { PdfFile } from "../file/pdf-file.js";
import { PdfError } from "../pdf-error.js";
import { isArray, name, type PdfDictionary, type PdfReference, type PdfValue } from "../syntax/pdf-value.js";
import { ObjectCopier } from "../writing/copy-objects.js";
import type { NewObjects } from "../writing/new-objects.js";
import { copyAnnotation } from "./copy-annotation.js";
import { copyLayers, type LayerChoice } from "./copy-layers.js";
import { type PdfPage, walkPages } from "./walk-pages.js";

/** What a page looks like. Left behind: actions, structure, thumbnails, threads, metadata, and what programs noted for themselves. */
const KEPT = [
  "Contents",
  "Resources",
  "MediaBox",
  "CropBox",
  "BleedBox",
  "TrimBox",
  "ArtBox",
  "Rotate",
  "UserUnit",
  "Group",
] as const;
const A4: readonly number[] = [0, 0, 595.28, 841.89];

export interface CopiedPage {
  readonly reference: PdfReference;
  /** Not yet among the new objects: whoever copied may add to it, and needs to give it its Parent. */
  readonly dictionary: PdfDictionary;
}
export interface CopiedPages {
  readonly pages: readonly CopiedPage[];
  readonly layers: LayerChoice;
  /** For more of the same file. */
  readonly copier: ObjectCopier;
}

/**
 * Copies the pages of a file, with all they are drawn with. Form fields become stamps that look as the fields did; actions
 * and scripts stay behind.
 *
 * @param pages which of them; all, unless told
 * @throws PdfError "encrypted", and those of reading
 */
export function copyPages(file: PdfFile, target: NewObjects, pages = walkPages(file)): CopiedPages {
  if (file.isEncrypted) throw new PdfError("encrypted", "The pages of an encrypted file cannot be copied");
  const copier = new ObjectCopier(file, target);
  const references = pages.map((page) => {
    const to = target.reserve();
    copier.map(page.reference, to);
    return to;
  });
  const copied = pages.map((page, index) => copyPage(file, page, references[index]!, copier));
  return { pages: copied, layers: copyLayers(file, copier), copier };
}

function copyPage(file: PdfFile, page: PdfPage, to: PdfReference, copier: ObjectCopier): CopiedPage {
  const kept = KEPT.flatMap((key): [string, PdfValue][] => {
    const value = page.dictionary.get(key);
    return value === undefined ? [] : [[key, copier.copy(value)]];
  });
  const dictionary = new Map<string, PdfValue>([["Type", name("Page")], ...kept]);
  if (!dictionary.has("MediaBox")) dictionary.set("MediaBox", A4);
  if (!dictionary.has("Resources")) dictionary.set("Resources", new Map());
  const annotations = file.resolve(page.dictionary.get("Annots"));
  if (isArray(annotations)) {
    const copies = annotations.flatMap((annotation) => copyAnnotation(file, file.dictionary(annotation), to, copier));
    dictionary.set("Annots", copies);
  }
  return { reference: to, dictionary };
}
