import type { PdfFile } from "../file/pdf-file.js";
import { PdfError } from "../pdf-error.js";
import { PDF_LIMITS } from "../pdf-limits.js";
import {
  isArray,
  isDictionary,
  isName,
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
interface Walk {
  readonly file: PdfFile;
  readonly maxPages: number;
  readonly seen: Set<number>;
  readonly pages: PdfPage[];
}

/**
 * The pages in their order; of a file that was not uploaded there may be more. Each node of the tree must say of itself what it is and
 * how many pages there are below it, and truly: there are readers that go by what it says.
 *
 * @throws PdfError "no-pages", "cyclic-pages", "too-many-pages", "too-deep", "damaged"
 */
export function walkPages(file: PdfFile, maxPages: number = PDF_LIMITS.pages): readonly PdfPage[] {
  const walk: Walk = { file, maxPages, seen: new Set(), pages: [] };
  collect(walk, { reference: file.catalog.get("Pages") ?? null, inherited: new Map(), depth: 0 });
  if (walk.pages.length === 0) throw new PdfError("no-pages", "There are no pages");
  return walk.pages;
}

function collect(walk: Walk, node: Node): void {
  const { file, maxPages, pages, seen } = walk;
  const { reference, dictionary } = open(file, node, seen);
  const kids = file.resolve(dictionary.get("Kids"));
  const type = file.resolve(dictionary.get("Type"));
  if (!isArray(kids)) {
    if (dictionary.has("Kids") || isName(type, "Pages")) throw new PdfError("damaged", "A node of pages without pages");
    pages.push({ reference, dictionary });
  } else {
    if (isName(type, "Page")) throw new PdfError("damaged", "A page that has pages");
    const before = pages.length;
    for (const kid of childrenOf(node, dictionary, kids)) collect(walk, kid);
    if (pages.length > 0 && file.resolve(dictionary.get("Count")) !== pages.length - before)
      throw new PdfError("damaged", "A node of pages says that there are more or fewer than there are (Count)");
  }
  if (pages.length > maxPages || seen.size > 3 * maxPages)
    throw new PdfError("too-many-pages", `More than ${maxPages} pages`);
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
