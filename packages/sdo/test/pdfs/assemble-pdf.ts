/** Writes PDFs from the text of their objects. Knows nothing of the reader it makes material for. */
import { deflateSync } from "node:zlib";

/** By number: an object's text, one character for each byte, or a stream's. */
export type ObjectTexts = Readonly<Record<number, string>>;

export interface Assembly {
  readonly trailer?: string; // further entries
  readonly header?: string;
  /** Appended to this file, which has its newest cross-references there. */
  readonly after?: AssembledPdf;
  /** Written as 20 bytes each, in place of what is true. */
  readonly entries?: Readonly<Record<number, string>>;
}

export interface AssembledPdf {
  readonly bytes: Buffer;
  readonly xref: number;
  readonly size: number;
}

export const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

export function streamText(bytes: Uint8Array | string, entries = ""): string {
  const content = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("latin1");
  return `<< /Length ${content.length} ${entries}>>\nstream\n${content}\nendstream`;
}

/** With a cross-reference table, as PDF had it from the beginning. */
export function assemblePdf(objects: ObjectTexts, assembly: Assembly = {}): AssembledPdf {
  const { trailer = "", header = "%PDF-1.7\n", after } = assembly;
  const { body, places, at } = writeObjects(objects, after?.bytes.toString("latin1") ?? header);
  const size = Math.max(after?.size ?? 0, ...Object.keys(objects).map((key) => Number(key) + 1));
  const lines = Object.entries(places).map(
    ([object, place]) => `${object} 1\n${assembly.entries?.[Number(object)] ?? entry(place)}`,
  );
  const prev = after ? ` /Prev ${after.xref}` : "";
  const head = after ? "" : "0 1\n0000000000 65535 f \n";
  const end = `xref\n${head}${lines.join("")}trailer\n<< /Size ${size} /Root 1 0 R${prev} ${trailer}>>\nstartxref\n${at}\n%%EOF\n`;
  return { bytes: latin1(body + end), xref: at, size };
}

const entry = (place: number): string => `${String(place).padStart(10, "0")} 00000 n \n`;

function writeObjects(objects: ObjectTexts, start: string) {
  let body = start;
  const places: Record<number, number> = {};
  for (const [object, text] of Object.entries(objects)) {
    places[Number(object)] = body.length;
    body += `${object} 0 obj\n${text}\nendobj\n`;
  }
  return { body, places, at: body.length };
}

/** With a cross-reference stream, and all but streams and `loose` ones packed into a stream of objects, as since PDF 1.5. */
export function assemblePackedPdf(objects: ObjectTexts, loose: readonly number[] = []): AssembledPdf {
  const isPacked = (object: number, text: string) => !text.includes("stream\n") && !loose.includes(object);
  const numbered = Object.entries(objects).map(([object, text]) => [Number(object), text] as const);
  const packed = numbered.filter(([object, text]) => isPacked(object, text));
  const container = Math.max(...numbered.map(([object]) => object)) + 1;
  const rest = Object.fromEntries(numbered.filter(([object, text]) => !isPacked(object, text)));
  const { body, places, at } = writeObjects({ ...rest, [container]: objectStream(packed) }, "%PDF-1.7\n");
  const rows = Array.from({ length: container + 2 }, (_, object) => {
    const index = packed.findIndex(([number]) => number === object);
    if (index >= 0) return row(2, container, index);
    return object === container + 1 ? row(1, at, 0) : row(places[object] === undefined ? 0 : 1, places[object] ?? 0, 0);
  });
  const entries = `/Type /XRef /W [1 4 2] /Size ${container + 2} /Root 1 0 R /Filter /FlateDecode `;
  const xref = `${container + 1} 0 obj\n${streamText(deflateSync(Buffer.concat(rows)), entries)}\nendobj\n`;
  return { bytes: latin1(`${body}${xref}startxref\n${at}\n%%EOF\n`), xref: at, size: container + 2 };
}

function objectStream(packed: readonly (readonly [number, string])[]): string {
  let at = 0;
  const places = packed.map(([object, text]) => {
    const place = `${object} ${at}`;
    at += text.length + 1;
    return place;
  });
  const head = `${places.join(" ")}\n`;
  const content = deflateSync(latin1(`${head}${packed.map(([, text]) => text).join("\n")}\n`));
  return streamText(content, `/Type /ObjStm /N ${packed.length} /First ${head.length} /Filter /FlateDecode `);
}

function row(type: number, second: number, third: number): Buffer {
  const bytes = Buffer.alloc(7);
  bytes.writeUInt8(type, 0);
  bytes.writeUInt32BE(second, 1);
  bytes.writeUInt16BE(third, 5);
  return bytes;
}
