import { createHash } from "node:crypto";
import { readBase64, readLeaf, readSignedXml } from "@eid-gateway/xmldsig";
import { afterEach, describe, expect, it, vi } from "vitest";
import { refusal } from "./refusal.js";
import { publicKey, SHAPE, signedDocument } from "./signed-document.js";

const MEGABYTE = 1024 * 1024;
const hashPrototype: { update: (data: string, encoding: string) => unknown } = Object.getPrototypeOf(createHash("md5"));
afterEach(() => vi.restoreAllMocks());

/** Base64 in lines, as clients wrote it, of bytes that are all different in any three. */
function linesOf(megabytes: number): string {
  const bytes = Buffer.alloc(
    megabytes * MEGABYTE,
    Uint8Array.from({ length: 251 }, (_, index) => index),
  );
  return bytes.toString("base64").replace(/.{76}/g, "$&\n");
}

/** How many characters go through what may cost: replacing, decoding, encoding, hashing; and the longest piece of them. */
function countWork(act: () => void): { readonly characters: number; readonly longest: number } {
  const pieces: number[] = [];
  const { replace } = String.prototype;
  const { write, toString: encode } = Buffer.prototype;
  const { update } = hashPrototype;
  const spies = [
    vi.spyOn(String.prototype, "replace").mockImplementation(function (this: string, ...given) {
      pieces.push(this.length);
      return Reflect.apply(replace, this, given);
    }),
    vi.spyOn(Buffer.prototype, "write").mockImplementation(function (this: Buffer, ...given) {
      pieces.push(String(given[0]).length);
      return Reflect.apply(write, this, given);
    }),
    vi.spyOn(Buffer.prototype, "toString").mockImplementation(function (this: Buffer, ...given) {
      pieces.push(Number(given[2] ?? this.length) - Number(given[1] ?? 0));
      return Reflect.apply(encode, this, given);
    }),
    vi.spyOn(hashPrototype, "update").mockImplementation(function (this: unknown, ...given) {
      pieces.push(given[0].length);
      return Reflect.apply(update, this, given);
    }),
  ];
  act();
  for (const spy of spies) spy.mockRestore();
  return {
    characters: pieces.reduce((sum, length) => sum + length, 0),
    longest: pieces.reduce((most, length) => Math.max(most, length), 0),
  };
}

describe("the content of large documents", () => {
  it("is read whole", () => {
    const content = linesOf(3);
    const signed = readSignedXml(Buffer.from(signedDocument({ content })), SHAPE);
    expect(signed.verifyWith(publicKey)).toBe(true);
    const bytes = readBase64(readLeaf(signed.objects[0]!.element));
    expect(bytes).toHaveLength(3 * MEGABYTE);
    expect(Buffer.from(bytes).equals(Buffer.from(content, "base64"))).toBe(true);
  });

  it("costs in proportion to its size, piece by piece once the document has been looked at", () => {
    const [small, large] = [1, 4].map((megabytes) => {
      const document = Buffer.from(signedDocument({ content: linesOf(megabytes) }));
      let text = "";
      const reading = countWork(() => {
        text = readLeaf(readSignedXml(document, SHAPE).objects[0]!.element);
      });
      return { reading, decoding: countWork(() => readBase64(text)) };
    });
    expect(large!.reading.characters / small!.reading.characters).toBeLessThan(4.01);
    expect(large!.reading.characters).toBeGreaterThan(4 * MEGABYTE); // it was counted at all
    expect(large!.decoding.characters / small!.decoding.characters).toBeLessThan(4.01);
    expect(large!.decoding.longest).toBeLessThan(100 * 1024);
  });
});

describe("base64 read in pieces is as strict as in one", () => {
  const quads = "QUJD".repeat(16 * 1024); // one piece exactly
  it.each([
    ["padding at the end of a piece, and more", `${quads.slice(4)}QUI=QUJD`],
    ["padding at the end of a piece, and a rest", `${quads.slice(4)}QUI=\nQ`],
    ["padding twice over", `${quads.slice(4)}QUI==`],
    ["a sign of another alphabet in the last piece", `${quads}QU-D`],
    ["a rest that fills no group", `${quads}QU`],
    ["bits that nobody reads", `${quads}QUJ=`],
    ["white space that is none", `${quads}\u00a0QUJD`],
    ["white space alone", " ".repeat(70 * 1024)],
  ])("refuses %s", (_name, text) => {
    expect(refusal(() => readBase64(text))).toBe("bad-base64");
  });

  it.each([0, 1, 2, 3, 5])("reads on where a piece ends inside a group, after %i blanks", (blanks) => {
    const text = `${" ".repeat(blanks)}${quads}QUI=${" ".repeat(70 * 1024)}`;
    expect(Buffer.from(readBase64(text)).toString()).toBe(`${"ABC".repeat(16 * 1024)}AB`);
  });
});
