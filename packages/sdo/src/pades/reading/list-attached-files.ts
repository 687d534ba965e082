import type { PdfFile } from "../../pdf/file/pdf-file.js";
import { PdfError } from "../../pdf/pdf-error.js";
import { PDF_LIMITS } from "../../pdf/pdf-limits.js";
import { isArray, isName, isStream, isString, type PdfDictionary, type PdfValue } from "../../pdf/syntax/pdf-value.js";
import { readTextString } from "../text-string.js";

export interface AttachedFile {
  readonly fileName: string;
  readonly mediaType: string;
  /** What it is to the document (ISO 32000-2 table 43): "Supplement", "Source". */
  readonly relationship: string;
  readonly description: string;
  readonly bytes: Uint8Array;
}

const MAX_FILES = 1_000;

/** The attached files in the order of their names (ISO 32000-2 section 7.11.4). @throws PdfError */
export function listAttachedFiles(file: PdfFile): readonly AttachedFile[] {
  const names = file.dictionary(file.catalog.get("Names"));
  const specifications = namesIn(file, names?.get("EmbeddedFiles"));
  if (specifications.length > MAX_FILES) throw new PdfError("too-many-objects", "Too many attached files");
  return specifications.flatMap((specification) => readFile(file, specification) ?? []);
}

/** A name tree (section 7.9.6), in order. */
function namesIn(file: PdfFile, root: PdfValue | undefined): readonly PdfDictionary[] {
  const found: PdfDictionary[] = [];
  const seen = new Set<PdfDictionary>();
  const waiting = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = file.dictionary(next);
    if (!node) continue;
    if (seen.has(node) || seen.size > PDF_LIMITS.pages) throw new PdfError("damaged", "The attached files have no end");
    seen.add(node);
    const [kids, names] = [file.resolve(node.get("Kids")), file.resolve(node.get("Names"))];
    if (isArray(kids)) waiting.push(...[...kids].reverse());
    if (isArray(names))
      found.push(...names.flatMap((each, index) => (index % 2 === 1 ? (file.dictionary(each) ?? []) : [])));
  }
  return found;
}

function readFile(file: PdfFile, specification: PdfDictionary): AttachedFile | undefined {
  const embedded = file.dictionary(specification.get("EF"));
  const content = file.resolve(embedded?.get("UF") ?? embedded?.get("F"));
  if (!isStream(content)) return undefined;
  const text = (key: string) => {
    const value = file.resolve(specification.get(key));
    return isString(value) ? readTextString(value) : undefined;
  };
  const [subtype, relationship] = [
    file.resolve(content.dictionary.get("Subtype")),
    file.resolve(specification.get("AFRelationship")),
  ];
  return {
    fileName: text("UF") ?? text("F") ?? "unnamed",
    mediaType: isName(subtype) ? subtype.name : "application/octet-stream",
    relationship: isName(relationship) ? relationship.name : "Unspecified",
    description: text("Desc") ?? "",
    bytes: file.expand(content),
  };
}
