import { createHash } from "node:crypto";
import { PdfFile } from "../pdf/file/pdf-file.js";
import { walkPages } from "../pdf/pages/walk-pages.js";
import { SdoError } from "../sdo-error.js";
import type { PackageContents, PackagedDocument } from "./package-contents.js";

/** A document on its way into the package. A PDF brings its pages, of anything else they are painted. */
export interface OpenedDocument extends PackagedDocument {
  readonly sha256: string;
  readonly file: PdfFile | undefined;
}

/** A file that is attached. */
export interface Attachment {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly description: string;
  readonly relationship: "Supplement" | "Source";
  readonly sha256: string;
}

const LTV_SDO = "application/x-ltv-sdo";
const EXTENSIONS: Readonly<Record<PackagedDocument["mediaType"], string>> = {
  "application/pdf": "pdf",
  "text/plain": "txt",
  "text/html": "html",
  "text/xml": "xml",
  "application/xml": "xml",
};

/** @throws PdfError when a PDF cannot be read; SdoError "bad-content" when there is nothing to pack */
export function openDocuments(documents: readonly PackagedDocument[]): readonly OpenedDocument[] {
  if (documents.length === 0) throw new SdoError("bad-content", "A package holds at least one document");
  return documents.map((document) => {
    const file = document.mediaType === "application/pdf" ? new PdfFile(document.bytes) : undefined;
    if (file) walkPages(file);
    return { ...document, sha256: digest(document.bytes), file };
  });
}

/** The evidence, and the originals that cannot be pages, under names that differ and are names of files everywhere. */
export function listAttachments(
  contents: Pick<PackageContents, "evidence">,
  documents: readonly OpenedDocument[],
): readonly Attachment[] {
  const taken = new Set<string>();
  const evidence = contents.evidence.map(
    ({ fileName, bytes, mediaType = LTV_SDO, description = "" }): Attachment => ({
      fileName: chooseName(fileName, taken),
      bytes,
      mediaType,
      description,
      relationship: "Supplement",
      sha256: digest(bytes),
    }),
  );
  const originals = documents.flatMap(({ file, title, mediaType, bytes, sha256 }): Attachment[] => {
    if (file) return [];
    const fileName = chooseName(`${title}.${EXTENSIONS[mediaType]}`, taken);
    return [{ fileName, bytes, mediaType, description: title, relationship: "Source", sha256 }];
  });
  return [...evidence, ...originals];
}

function chooseName(wanted: string, taken: Set<string>): string {
  const harmless =
    wanted
      .normalize("NFC")
      .replace(/[^\p{L}\p{N}._ -]/gu, "-")
      .replace(/^[.\s-]+/u, "")
      .slice(-100) || "file";
  const [, stem, extension] = /^(.+?)((?:\.[^.]{1,8})?)$/u.exec(harmless)!;
  for (let number = 1; ; number++) {
    const name = number === 1 ? harmless : `${stem}-${number}${extension}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
