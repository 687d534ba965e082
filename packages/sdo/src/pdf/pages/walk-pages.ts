import type { PdfFile } from "../file/pdf-file.js";
import { PdfError } from "../pdf-error.js";
import { PDF_LIMITS } from "../pdf-limits.js";
import {
  isArray,
  isDictionary,
  isReference,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
} from "../syntax/pdf-value.js";

/** What a page may have from the nodes above it (ISO 32000-2 table 31). */
const INHERITED = ["Resources", "MediaBox", "CropBox", "Rotate"] as const;

export interface PdfPage {
  readonly reference: PdfReference;
  /** With what it inherits. */
  readonly dictionary: PdfDictionary;
}

interface Node {
  readonly reference: PdfValue;
  readonly inherited: PdfDictionary;
  readonly depth: number;
}

/** The pages in their order; of a file that was not uploaded there may be more. @throws PdfError "no-pages", "cyclic-pages", "too-many-pages", "too-deep", "damaged" */
export function walkPages(file: PdfFile, maxPages: number = PDF_LIMITS.pages): readonly PdfPage[] {
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const waiting: Node[] = [{ reference: file.catalog.get("Pages") ?? null, inherited: new Map(), depth: 0 }];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const { reference, dictionary } = open(file, node, seen);
    const kids = file.resolve(dictionary.get("Kids"));
    if (isArray(kids)) waiting.push(...childrenOf(node, dictionary, kids).reverse());
    else pages.push({ reference, dictionary });
    if (pages.length > maxPages || waiting.length > 2 * maxPages)
      throw new PdfError("too-many-pages", `More than ${maxPages} pages`);
  }
  if (pages.length === 0) throw new PdfError("no-pages", "There are no pages");
  return pages;
}

function open(file: PdfFile, { reference, inherited, depth }: Node, seen: Set<number>): PdfPage {
  if (!isReference(reference)) throw new PdfError("damaged", "A page is no object of its own");
  if (seen.has(reference.object))
    throw new PdfError("cyclic-pages", "A page, or a node of the tree, stands twice in it");
  if (depth > PDF_LIMITS.pageTreeDepth) throw new PdfError("too-deep", "The tree of pages is too deep");
  seen.add(reference.object);
  const own = file.resolve(reference);
  if (!isDictionary(own)) throw new PdfError("damaged", "A page is missing");
  return { reference, dictionary: new Map([...inherited, ...own]) };
}

function childrenOf(node: Node, dictionary: PdfDictionary, kids: readonly PdfValue[]): Node[] {
  const inherited = new Map([...dictionary].filter(([key]) => (INHERITED as readonly string[]).includes(key)));
  return kids.map((reference) => ({ reference, inherited, depth: node.depth + 1 }));
}
