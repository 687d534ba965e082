import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readZip } from "../src/asice/read-zip.js";
import { writeZip } from "../src/asice/write-zip.js";
import { SdoError } from "../src/index.js";
import { NOW } from "./ca.js";

const ENTRIES = [
  { name: "mimetype", bytes: Buffer.from("text"), stored: true },
  { name: "a.txt", bytes: Buffer.from("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), stored: false },
];
let zip: Buffer;
beforeAll(async () => {
  zip = Buffer.from(await writeZip(ENTRIES, NOW));
});

/** The first place of these bytes, written over. */
function patch(bytes: Buffer, at: number, ...values: number[]): Buffer {
  const changed = Buffer.from(bytes);
  changed.set(values, at);
  return changed;
}
const local = (index: number) => {
  let at = -1;
  for (let count = 0; count <= index; count++) at = zip.indexOf("PK\x03\x04", at + 1, "latin1");
  return at;
};
const central = (index: number) => {
  let at = -1;
  for (let count = 0; count <= index; count++) at = zip.indexOf("PK\x01\x02", at + 1, "latin1");
  return at;
};
/** In both headers of the second file; the offsets are those of the local one, the directory's are two further. */
const both = (offset: number, ...values: number[]) =>
  patch(patch(zip, local(1) + offset, ...values), central(1) + offset + 2, ...values);

describe("a ZIP", () => {
  it("is read as it was written", async () => {
    expect(await readZip(zip)).toEqual(ENTRIES);
  });

  it("is the same for the same entries and time", async () => {
    expect(Buffer.from(await writeZip(ENTRIES, NOW)).equals(zip)).toBe(true);
  });
});

describe("a ZIP that is refused", () => {
  it.each<[string, () => Buffer, string]>([
    ["no ZIP", () => Buffer.from("nothing"), "bad-asic"],
    ["bytes before it", () => Buffer.concat([Buffer.from("#!/bin/sh\n"), zip]), "bad-asic"],
    ["bytes behind it", () => Buffer.concat([zip, Buffer.from("more")]), "bad-asic"],
    ["a comment", () => Buffer.concat([patch(zip, zip.length - 2, 4, 0), Buffer.from("more")]), "bad-asic"],
    [
      "bytes between files",
      () => Buffer.concat([zip.subarray(0, local(1)), Buffer.from("gap!"), zip.subarray(local(1))]),
      "bad-asic",
    ],
    ["an encrypted file", () => both(6, 0x01, 0x08), "bad-asic"],
    ["sizes behind the data", () => both(6, 0x08, 0x08), "bad-asic"],
    ["an unknown compression", () => both(8, 12), "bad-asic"],
    ["another name in the file's own header", () => patch(zip, local(1) + 30, 0x62), "bad-asic"],
    ["another method in the file's own header", () => patch(zip, local(1) + 8, 0), "bad-asic"],
    ["another checksum in the file's own header", () => patch(zip, local(1) + 14, 0), "bad-asic"],
    ["another checksum in both", () => both(14, 1, 2, 3, 4), "bad-asic"],
    ["more inside than it states: a bomb", () => both(22, 1, 0, 0, 0), "bad-asic"],
    ["less inside than it states", () => both(22, 0xff, 0, 0, 0), "bad-asic"],
    ["more in all than is read", () => both(22, 0, 0, 0, 0x70), "too-large"],
    ["a symbolic link", () => patch(zip, central(1) + 40, 0xff, 0xa1), "bad-asic"],
    ["a folder", () => patch(patch(zip, local(1) + 34, 0x2f), central(1) + 50, 0x2f), "bad-asic"],
    ["a backslash in a name", () => patch(patch(zip, local(1) + 31, 0x5c), central(1) + 47, 0x5c), "bad-asic"],
  ])("%s", async (_name, make, code) => {
    await expect(readZip(make())).rejects.toMatchObject({ code });
  });

  it("two files of one name, in whatever case", async () => {
    const two = ["a.txt", "A.TXT"].map((name) => ({ name, bytes: Buffer.from("x") }));
    await expect(readZip(await writeZip(two, NOW))).rejects.toMatchObject({ code: "bad-asic" });
  });

  it("too many files", async () => {
    const many = Array.from({ length: 257 }, (_, index) => ({ name: `${index}.txt`, bytes: Buffer.from("x") }));
    await expect(readZip(await writeZip(many, NOW))).rejects.toMatchObject({ code: "too-large" });
  });

  it("something behind a compressed file, inside its own bounds", async () => {
    const packed = Buffer.concat([deflateRawSync(ENTRIES[1]!.bytes), Buffer.from("hidden")]);
    const honest = zip.readUInt32LE(local(1) + 18);
    const growth = packed.length - honest;
    const data = local(1) + 35;
    const grown = Buffer.concat([zip.subarray(0, data), packed, zip.subarray(data + honest)]);
    grown.writeUInt32LE(packed.length, local(1) + 18);
    grown.writeUInt32LE(packed.length, central(1) + growth + 20);
    grown.writeUInt32LE(zip.readUInt32LE(zip.length - 6) + growth, grown.length - 6);
    await expect(readZip(grown)).rejects.toMatchObject({ code: "bad-asic" });
  });

  it("whatever byte is changed, reads as it was or not at all", async () => {
    const property = fc.asyncProperty(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), async (place, flip) => {
      const changed = Buffer.from(zip);
      changed[place]! ^= flip;
      const read = await readZip(changed).catch((error) => {
        if (!(error instanceof SdoError)) throw error;
        return ENTRIES;
      });
      // Names are the container's to check; dates and rights say nothing here.
      expect(read.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(
        ENTRIES.map(({ bytes }) => bytes.toString()),
      );
    });
    await fc.assert(property, { seed: 3, numRuns: 400 });
  });
});
