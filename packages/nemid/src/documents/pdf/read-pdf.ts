/** A PDF as the objects it holds, all of them, and what the file itself has that no honest one needs. */
import { PDFDict, PDFName, PDFNumber, type PDFObject, type PDFRef } from "@cantoo/pdf-lib";
import { type Finding, finding, quote } from "../findings.js";
import { isObjectStream, NotingParser } from "./noting-parser.js";

export interface PdfObject {
  readonly where: string; // "object 12", "the trailer"
  readonly number: number; // 0 for a trailer
  readonly ref: PDFRef | undefined;
  readonly object: PDFObject;
}

export interface Pdf {
  readonly objects: readonly PdfObject[]; // each version of each, in the order of the file
  readonly resolve: (object: PDFObject | undefined) => PDFObject | undefined;
}

/** The beginning of an object, as a reader finds it who follows the file's table of offsets. */
const objectBegins = /\d{1,10}[\0\t\n\f\r ]{1,8}\d{1,5}[\0\t\n\f\r ]{1,8}obj(?![A-Za-z])/g;

/** @returns the objects, or every reason why nobody should look further */
export async function readPdf(bytes: Uint8Array): Promise<Pdf | readonly Finding[]> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const framed = inspectFrame(source);
  if (framed.length > 0) return framed;
  const parser = new NotingParser(bytes);
  const context = await parser.parseDocument().catch((error: unknown) => error);
  if (context instanceof Error) return [finding(`it cannot be read as a PDF${placeIn(context)}`)];
  const { trailerInfo } = parser.document;
  const found = [
    ...(trailerInfo.Encrypt ? [finding("it is encrypted: store it without a password", "Encrypt")] : []),
    ...findHidden(source, parser),
    ...parser.repeatedKeys.map((key) => finding(`a dictionary has the key ${quote(key)} twice`, key)),
    ...hasPages(parser),
  ];
  return found.length > 0 ? found : { objects: placed(parser), resolve: (object) => parser.document.lookup(object) };
}

/** The library tells where it gave up, in JSON in its message. */
function placeIn({ message }: Error): string {
  const offset = /"offset":(\d+)/.exec(message)?.[1];
  return offset === undefined ? "" : `: the object at byte ${offset} is damaged`;
}

function inspectFrame(source: string): readonly Finding[] {
  return [
    ...(/^%PDF-1\.[0-7][\r\n]/.test(source) ? [] : [finding("it does not begin as a PDF of version 1.0 to 1.7")]),
    ...(/%%EOF[\0\t\n\f\r ]*$/.test(source.slice(-1024))
      ? []
      : [finding("it does not end as a PDF: it may be cut off, or something was added")]),
  ];
}

/**
 * Objects that the parser did not come upon, in a stream or a comment, say: a reader who follows the file's offsets may show what
 * nobody here has looked at.
 */
function findHidden(source: string, { found }: NotingParser): readonly Finding[] {
  const inStreams = found.filter(({ object }) => isObjectStream(object)).map(({ object }) => countIn(object));
  const expected = found.length - inStreams.reduce((sum, count) => sum + count, 0);
  const begun = [...source.matchAll(objectBegins)].length;
  return begun === expected ? [] : [finding(`${begun} objects begin in the file, but ${expected} stand there as such`)];
}

function countIn(stream: PDFObject): number {
  const count = isObjectStream(stream) ? stream.dict.get(PDFName.of("N")) : undefined;
  return count instanceof PDFNumber ? count.asNumber() : 0;
}

function hasPages({ found, document }: NotingParser): readonly Finding[] {
  const isOf = (object: PDFObject | undefined, type: string) =>
    object instanceof PDFDict && object.get(PDFName.of("Type")) === PDFName.of(type);
  if (!isOf(document.lookup(document.trailerInfo.Root), "Catalog")) return [finding("it has no catalog", "Root")];
  return found.some(({ object }) => isOf(object, "Page")) ? [] : [finding("it has no page", "Pages")];
}

function placed({ found, trailers }: NotingParser): readonly PdfObject[] {
  return [
    ...found.map(({ ref, object }) => ({ where: `object ${ref.objectNumber}`, number: ref.objectNumber, ref, object })),
    ...trailers.map((object) => ({ where: "the trailer", number: 0, ref: undefined, object })),
  ];
}
