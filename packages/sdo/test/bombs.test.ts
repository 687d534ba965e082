/** Small files that become large: bounded wherever they are read, and never expanded in memory to find out. */
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { inspectPdf } from "../src/index.js";
import { listAttachedFiles } from "../src/pades/reading/list-attached-files.js";
import { readPades } from "../src/pades/reading/read-pades.js";
import { decodeAscii85, decodeAsciiHex } from "../src/pdf/inspection/decode-text.js";
import { lzwLength, runLength } from "../src/pdf/inspection/expanded-length.js";
import { assemblePdf, streamText } from "./pdfs/assemble-pdf.js";
import { packAscii85, packLzw, packRuns } from "./pdfs/pack.js";
import { pageObjects, textPdf } from "./pdfs/sample-pdfs.js";

const MEGABYTE = 1024 * 1024;
const zeros = Buffer.alloc(8 * MEGABYTE);
const packed = deflateSync(zeros);
const withStream = (bytes: Uint8Array, entries: string) => textPdf({ objects: { 10: streamText(bytes, entries) } });
const filters = (...names: readonly string[]) => `/Filter [${names.map((name) => `/${name}`).join(" ")}] `;
const random = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7919 + (at >> 3) * 104729) & 0xff);

describe("the length of what is packed", () => {
  test.each([0, 1, 2, 3, 4, 5, 255, 300, 5000])("is known of %d bytes in LZW", (length) => {
    for (const bytes of [Buffer.alloc(length), random(length), Buffer.from("abab".repeat(length))])
      expect(lzwLength(packLzw(bytes), Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(bytes.length);
  });

  test("is known of millions of bytes in LZW, exactly", () => {
    const small = packLzw(zeros);
    expect(small.length).toBeLessThan(zeros.length / 500);
    expect(lzwLength(small, Number.POSITIVE_INFINITY)).toBe(zeros.length);
  });

  test("is known of runs", () => {
    expect(runLength(packRuns(1280))).toBe(1280);
    expect(runLength(Uint8Array.of(2, 1, 1, 1, 254, 5, 128, 9))).toBe(3 + 3);
    expect(runLength(Uint8Array.of(2))).toBe(3);
  });

  test.each([0, 1, 2, 3, 4, 5, 100])("is read through letters: %d bytes", (length) => {
    for (const bytes of [Buffer.alloc(length), Buffer.from(random(length))]) {
      expect(Buffer.from(decodeAscii85(packAscii85(bytes)))).toEqual(bytes);
      expect(Buffer.from(decodeAsciiHex(Buffer.from(`${bytes.toString("hex")}>`)))).toEqual(bytes);
    }
  });
});

describe("a bomb is refused when it is ordered:", () => {
  test.each<readonly [string, () => Buffer]>([
    ["deflated", () => withStream(packed, filters("FlateDecode"))],
    ["deflated, by its short name", () => withStream(packed, filters("Fl"))],
    ["deflated, then in letters", () => withStream(packAscii85(packed), filters("ASCII85Decode", "FlateDecode"))],
    ["deflated, then in digits", () => withStream(Buffer.from(`${packed.toString("hex")}>`), filters("AHx", "Fl"))],
    ["in LZW", () => withStream(packLzw(zeros), filters("LZWDecode"))],
    ["in runs", () => withStream(packRuns(zeros.length), filters("RunLengthDecode"))],
    ["deflated twice", () => withStream(deflateSync(packed), filters("FlateDecode", "FlateDecode"))],
    ["in LZW and deflated", () => withStream(deflateSync(packLzw(zeros)), filters("FlateDecode", "LZWDecode"))],
    ["deflated ten times", () => withStream(tenTimes(deflateSync), filters(...Array(10).fill("FlateDecode")))],
    ["in letters ten times", () => withStream(tenTimes(packAscii85), filters(...Array(10).fill("ASCII85Decode")))],
    ["in letters inside", () => withStream(deflateSync(packAscii85(zeros)), filters("Fl", "A85", "Fl"))],
    [
      "a picture of a billion points",
      () => withStream(Buffer.alloc(9), "/Width 40000 /Height 40000 /Filter /CCITTFaxDecode "),
    ],
  ])("%s", async (_how, make) => {
    const bytes = make();
    expect(bytes.length).toBeLessThan(MEGABYTE);
    const { findings } = await inspectPdf(bytes, { maxExpandedStream: 4 * MEGABYTE });
    expect(findings.map(({ code }) => code)).toEqual(["expands-too-much"]);
  });

  test("many small ones together", async () => {
    const one = streamText(deflateSync(Buffer.alloc(3 * MEGABYTE)), "/Filter /FlateDecode ");
    const objects = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [10 + at, one]));
    const options = { maxExpandedStream: 4 * MEGABYTE, maxExpandedFile: 32 * MEGABYTE };
    const { findings } = await inspectPdf(textPdf({ objects }), options);
    expect(findings.map(({ code }) => code)).toEqual(["expands-too-much"]);
  });

  test("but what is packed as honest files are is taken", async () => {
    const content = deflateSync(random(100_000));
    for (const bytes of [
      withStream(content, filters("FlateDecode")),
      withStream(packAscii85(content), filters("ASCII85Decode", "FlateDecode")),
      withStream(packLzw(random(100_000)), filters("LZWDecode")),
      withStream(content, `${filters("FlateDecode", "DCTDecode")}/Width 4000 /Height 3000 `),
    ])
      expect((await inspectPdf(bytes, { maxExpandedStream: 32 * MEGABYTE })).findings).toEqual([]);
  });
});

function tenTimes(pack: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  let bytes: Uint8Array = Buffer.alloc(50_000);
  for (let time = 0; time < 10; time++) bytes = pack(bytes);
  return bytes;
}

describe("a bomb in the structure", () => {
  const bomb = deflateSync(Buffer.alloc(80 * MEGABYTE));
  const objStm = (entries: string) => `/Type /ObjStm /N 1 /First 4 ${entries}`;

  test.each<readonly [string, Uint8Array, string, string]>([
    ["deflated", bomb, filters("FlateDecode"), "expands-too-much"],
    ["deflated twice", deflateSync(bomb), filters("FlateDecode", "FlateDecode"), "unsupported-filter"],
    ["in LZW", packLzw(Buffer.alloc(MEGABYTE)), filters("LZWDecode"), "unsupported-filter"],
  ])("is refused, in little memory: %s", async (_how, bytes, filter, code) => {
    const file = assemblePdf({ ...pageObjects(), 10: streamText(bytes, objStm(filter)) }).bytes;
    const before = process.memoryUsage().arrayBuffers;
    const { findings } = await inspectPdf(file);
    expect(findings.map((each) => each.code)).toContain(code);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(256 * MEGABYTE);
  });

  test("is refused in cross-references, too, which are no longer than what is in them", async () => {
    const rows = deflateSync(Buffer.alloc(MEGABYTE));
    const entries = "/Type /XRef /W [1 4 2] /Size 3 /Root 1 0 R /Filter /FlateDecode ";
    const file = Buffer.from(
      `%PDF-1.7\n1 0 obj\n${streamText(rows, entries)}\nendobj\nstartxref\n9\n%%EOF\n`,
      "latin1",
    );
    expect((await inspectPdf(file)).findings.map(({ code }) => code)).toEqual(["expands-too-much"]);
  });

  test("as the file that is attached to a signed one is refused, too", () => {
    const file = assemblePdf({
      ...pageObjects({ catalog: "/Names << /EmbeddedFiles << /Names [(a) 11 0 R] >> >> /AF [11 0 R] " }),
      10: streamText(bomb, "/Type /EmbeddedFile /Filter /FlateDecode "),
      11: "<< /Type /Filespec /F (a) /UF (a) /EF << /F 10 0 R >> >>",
      12: "<< /Type /Sig /ByteRange [0 0 0 0] >>",
    }).bytes;
    expect(() => listAttachedFiles(readPades(file).file)).toThrow(
      expect.objectContaining({ code: "expands-too-much" }),
    );
  });
});
