/** Puts pages, attached files and an empty seal together: every object of the file that is to be sealed. */
import { createHash } from "node:crypto";
import type { LayerChoice } from "../pdf/pages/copy-layers.js";
import { type CopiedPage, copyPages } from "../pdf/pages/copy-pages.js";
import { formFromPage } from "../pdf/pages/form-from-page.js";
import {
  dictionary,
  isArray,
  name,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
  string,
} from "../pdf/syntax/pdf-value.js";
import type { ObjectCopier } from "../pdf/writing/copy-objects.js";
import { NewObjects } from "../pdf/writing/new-objects.js";
import { type AttachedFiles, attachFiles } from "./attach-files.js";
import { listAttachments, type OpenedDocument, openDocuments } from "./list-contents.js";
import type { PackageContents } from "./package-contents.js";
import { FRONT_TEXTS } from "./painting/front-texts.js";
import { type PaintedParts, paintParts } from "./painting/paint-parts.js";
import { SEAL } from "./painting/paint-sheets.js";
import { printableLine } from "./painting/printable-text.js";
import { placeFooter } from "./place-footer.js";
import { sealField } from "./sealing/signature-fields.js";
import { textString, writeDate } from "./text-string.js";
import { writeMetadata } from "./write-metadata.js";

export interface AssembledPackage {
  readonly objects: NewObjects;
  readonly trailer: PdfDictionary;
  /** The number that is kept for the seal's signature dictionary. */
  readonly seal: PdfReference;
}

interface Pages {
  readonly front: readonly CopiedPage[];
  readonly documents: readonly CopiedPage[];
  readonly layers: readonly LayerChoice[];
  readonly painted: ObjectCopier;
}

/** @throws PdfError when an original cannot be read; SdoError "bad-content" */
export async function assemblePackage(contents: PackageContents & { readonly at: Date }): Promise<AssembledPackage> {
  const documents = openDocuments(contents.documents);
  const attachments = listAttachments(contents, documents);
  const parts = await paintParts(contents, documents, attachments);
  const objects = new NewObjects(1);
  const pages = collectPages(documents, parts, objects);
  const files = await attachFiles(attachments, contents.at, objects);
  const seal = objects.reserve();
  const form = placeSeal(contents, pages, parts, seal, objects);
  const root = objects.add(
    writeCatalog(contents, { files, form, seal, layers: pages.layers, tree: writeTree(pages, objects) }, objects),
  );
  const digests = [...documents, ...attachments].map(({ sha256 }) => sha256);
  return { objects, seal, trailer: writeTrailer(contents, root, digests, objects) };
}

function collectPages(documents: readonly OpenedDocument[], parts: PaintedParts, objects: NewObjects): Pages {
  const sources = [...parts.front, ...parts.texts.flat()];
  const painted = copyPages(parts.file, objects, sources);
  const copyOf = new Map(painted.pages.map((copy, index) => [sources[index], copy]));
  const layers: LayerChoice[] = [];
  const texts = parts.texts.values();
  const copied = documents.flatMap(({ file }): readonly CopiedPage[] => {
    if (!file) return texts.next().value!.map((page) => copyOf.get(page)!);
    const copies = copyPages(file, objects);
    layers.push(copies.layers);
    return copies.pages;
  });
  const withFooters = copied.map((page, index) => addFooter(page, index, parts, painted.copier, objects));
  return { front: painted.pages.slice(0, parts.front.length), documents: withFooters, layers, painted: painted.copier };
}

function addFooter(
  page: CopiedPage,
  index: number,
  parts: PaintedParts,
  copier: ObjectCopier,
  objects: NewObjects,
): CopiedPage {
  const footer = parts.footers[index];
  if (!footer) return page;
  const resolve = (value: PdfValue | undefined) =>
    typeof value === "object" && value !== null && "type" in value && value.type === "reference"
      ? (objects.values.get(value.object) ?? null)
      : (value ?? null);
  const annotation = placeFooter(page.dictionary, { file: parts.file, page: footer, copier }, resolve, objects);
  const before = page.dictionary.get("Annots");
  const annotations = [...(isArray(before) ? before : []), annotation];
  return { ...page, dictionary: new Map([...page.dictionary, ["Annots", annotations]]) };
}

/** The list of annotations on the seal's page is an object of its own: time-stamps will be put into it. */
function placeSeal(
  { front }: PackageContents,
  pages: Pages,
  parts: PaintedParts,
  seal: PdfReference,
  objects: NewObjects,
): PdfReference {
  const { page, x, y } = parts.sealPlace;
  const sheet = pages.front[page]!;
  const isSeen = front.seal !== "invisible";
  const look = isSeen ? formFromPage(parts.file, parts.seal, objects, pages.painted) : undefined;
  const rectangle = isSeen ? [x, y, x + SEAL.width, y + SEAL.height] : [0, 0, 0, 0];
  const field = objects.add(sealField({ name: "Seal", page: sheet.reference, value: seal, rectangle, look }));
  const annotations = objects.add([field]);
  objects.set(sheet.reference, new Map([...sheet.dictionary, ["Annots", annotations]]));
  return objects.add(dictionary({ Fields: [field], SigFlags: 3 }));
}

function writeTree({ front, documents }: Pages, objects: NewObjects): PdfReference {
  const tree = objects.reserve();
  const pages = [...front, ...documents];
  for (const { reference, dictionary: page } of pages) {
    const placed = objects.values.get(reference.object) ?? page;
    objects.set(reference, new Map([...(placed as PdfDictionary), ["Parent", tree]]));
  }
  objects.set(
    tree,
    dictionary({ Type: name("Pages"), Count: pages.length, Kids: pages.map(({ reference }) => reference) }),
  );
  return tree;
}

interface CatalogParts {
  readonly files: AttachedFiles;
  readonly form: PdfReference;
  readonly seal: PdfReference;
  readonly layers: readonly LayerChoice[];
  readonly tree: PdfReference;
}

/** DocMDP: the seal allows no change but proof that it is good (ISO 32000-2 section 12.8.2.2). */
function writeCatalog(
  contents: PackageContents & { readonly at: Date },
  parts: CatalogParts,
  objects: NewObjects,
): PdfDictionary {
  const { files, form, seal, layers, tree } = parts;
  const language = contents.front.language;
  const metadata = { title: titleOf(contents), creator: printableLine(contents.sealedBy), at: contents.at, language };
  const all = layers.flatMap((each) => each.all);
  const hidden = layers.flatMap((each) => each.hidden);
  return dictionary({
    Type: name("Catalog"),
    Pages: tree,
    Lang: textString(language),
    Metadata: objects.add(writeMetadata(metadata)),
    ViewerPreferences: dictionary({ DisplayDocTitle: true }),
    ...(files.associated.length > 0 && { Names: dictionary({ EmbeddedFiles: files.names }), AF: files.associated }),
    ...(all.length > 0 && { OCProperties: dictionary({ OCGs: all, D: dictionary({ OFF: hidden }) }) }),
    AcroForm: form,
    Perms: dictionary({ DocMDP: seal }),
  });
}

function writeTrailer(
  contents: PackageContents & { readonly at: Date },
  root: PdfReference,
  digests: readonly string[],
  objects: NewObjects,
): PdfDictionary {
  const info = objects.add(
    dictionary({
      Title: textString(titleOf(contents)),
      Author: textString(printableLine(contents.sealedBy)),
      Producer: textString("eid-gateway"),
      CreationDate: writeDate(contents.at),
      ModDate: writeDate(contents.at),
    }),
  );
  const id = createHash("sha256")
    .update([contents.at.toISOString(), ...digests].join("\n"))
    .digest()
    .subarray(0, 16);
  return dictionary({ Root: root, Info: info, ID: [string(id), string(id)] });
}

function titleOf({ front }: PackageContents): string {
  return printableLine(front.title ?? FRONT_TEXTS[front.language].title);
}
