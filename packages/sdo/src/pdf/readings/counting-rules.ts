/** Words that make readers see an object, a stream's end or a trailer, wherever they stand: in a stream, a comment or a string too. */
import type { PdfFile } from "../file/pdf-file.js";
import { isDigit, isWhiteSpace } from "../syntax/characters.js";
import type { FileParts } from "./walk-file.js";

const LETTER = /^[A-Za-z]/;
/** The end of a ZIP's directory: 22 bytes, and a comment of at most 65 535. */
const ZIP_END = Buffer.from("PK\x05\x06", "latin1");

export function countingProblems({ bytes }: PdfFile, { objects, tables }: FileParts): readonly string[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const streams = objects.filter(({ form }) => form !== "value").length;
  const problems = [];
  if (isMoreOften(file, "obj", objects.length, (at) => beginsObject(file, at)))
    problems.push("an object begins where none should: in a stream, a string or a comment");
  if (isMoreOften(file, "endstream", streams)) problems.push("a stream ends before its end");
  if (isMoreOften(file, "trailer", tables.length, (at) => beginsDictionary(file, at + "trailer".length)))
    problems.push("a trailer stands where none should: in a stream, a string or a comment");
  if (isZip(file)) problems.push("it is a ZIP file, too");
  return problems;
}

function isMoreOften(
  file: Buffer,
  word: string,
  expected: number,
  counts: (at: number) => boolean = () => true,
): boolean {
  let found = 0;
  for (let at = file.indexOf(word); at >= 0 && found <= expected; at = file.indexOf(word, at + 1))
    if (counts(at)) found++;
  return found > expected;
}

/** `12 0 obj`, and nothing that goes on with a letter. */
function beginsObject(file: Buffer, at: number): boolean {
  const generation = skipSpaceBefore(file, at);
  if (generation === at || !isDigit(file[generation - 1]) || LETTER.test(textAt(file, at + 3, 1))) return false;
  let start = generation;
  while (isDigit(file[start - 1])) start--;
  const object = skipSpaceBefore(file, start);
  return object < start && isDigit(file[object - 1]);
}

function skipSpaceBefore(file: Buffer, at: number): number {
  let before = at;
  while (before > 0 && isWhiteSpace(file[before - 1])) before--;
  return before;
}

function beginsDictionary(file: Buffer, at: number): boolean {
  let after = at;
  while (isWhiteSpace(file[after])) after++;
  return textAt(file, after, 2) === "<<";
}

function textAt(file: Buffer, at: number, length: number): string {
  return file.subarray(at, at + length).toString("latin1");
}

function isZip(file: Buffer): boolean {
  const at = file.lastIndexOf(ZIP_END);
  return at >= 0 && at + 22 <= file.length && at + 22 + file.readUInt16LE(at + 20) === file.length;
}
