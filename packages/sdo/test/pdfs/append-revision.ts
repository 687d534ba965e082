/** What somebody else appends to a sealed file, or does to it. Knows nothing of the reader that must find it. */
import { assemblePdf, type ObjectTexts } from "./assemble-pdf.js";

export interface Foreign {
  readonly trailer?: string;
  /** In place of the offset of the newest cross-references. */
  readonly prev?: number;
  readonly entries?: Readonly<Record<number, string>>;
}

/** One more revision, well formed. */
export function append(bytes: Uint8Array, objects: ObjectTexts, foreign: Foreign = {}): Buffer {
  const { trailer = "", prev = newestXref(bytes), entries } = foreign;
  const after = { bytes: Buffer.from(bytes), xref: prev, size: sizeOf(bytes) };
  const text = assemblePdf(objects, { after, trailer, ...(entries && { entries }) }).bytes.toString("latin1");
  const root = rootOf(bytes);
  const cut = bytes.length;
  return Buffer.from(
    text.slice(0, cut) + text.slice(cut).replace("/Root 1 0 R", `/Root ${root} 0 R /Info ${infoOf(bytes)} 0 R`),
    "latin1",
  );
}

export function newestXref(bytes: Uint8Array): number {
  return Number(lastMatch(bytes, /startxref\n(\d+)/g));
}
export function rootOf(bytes: Uint8Array): number {
  return Number(lastMatch(bytes, /\/Root (\d+) 0 R/g));
}
export function infoOf(bytes: Uint8Array): number {
  return Number(lastMatch(bytes, /\/Info (\d+) 0 R/g));
}
export function sizeOf(bytes: Uint8Array): number {
  return Number(lastMatch(bytes, /\/Size (\d+)/g));
}

/** The newest text of an object that is no stream. */
export function textOf(bytes: Uint8Array, object: number): string {
  return lastMatch(bytes, new RegExp(`\n${object} 0 obj\n([\\s\\S]*?)\nendobj`, "g"));
}

/** Numbers of the objects that match, newest last. */
export function find(bytes: Uint8Array, what: RegExp): readonly number[] {
  const all = [...text(bytes).matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)];
  return all.filter(([, , body]) => what.test(body!)).map(([, object]) => Number(object));
}

function lastMatch(bytes: Uint8Array, what: RegExp): string {
  const found = [...text(bytes).matchAll(what)].at(-1)?.[1];
  if (found === undefined) throw new Error(`${what} is not in the file`);
  return found;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
