/** Work is counted, not timed: twice the document, twice the tokens and the bytes that are hashed, and no more. */
import { createHash, type Hash } from "node:crypto";
import { canonicalize, readXml, readXmlSignatures } from "@eid-gateway/xmldsig";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ENVELOPED, EXCLUSIVE, publicKey, signWithXmlCrypto } from "./any-signature.js";
import { signedByItsDigest } from "./signed-by-its-digest.js";

afterEach(() => vi.restoreAllMocks());

interface Work {
  readonly searched: number; // characters that strings were searched for and cut out of
  readonly scanned: number; // of these, those in which the next tag was searched for
  readonly hashed: number; // bytes
}

function countWork(work: () => void): Work {
  let [searched, scanned, hashed] = [0, 0, 0];
  const { indexOf, slice } = String.prototype;
  vi.spyOn(String.prototype, "indexOf").mockImplementation(function (this: string, what: string, from?: number) {
    const found = indexOf.call(this, what, from);
    const looked = (found < 0 ? this.length : found) - (from ?? 0) + 1;
    searched += looked;
    if (what === "<") scanned += looked;
    return found;
  });
  vi.spyOn(String.prototype, "slice").mockImplementation(function (this: string, start?: number, end?: number) {
    const piece = slice.call(this, start, end);
    searched += piece.length;
    return piece;
  });
  const prototype = Object.getPrototypeOf(createHash("sha256")) as Hash;
  const { update } = prototype;
  vi.spyOn(prototype, "update").mockImplementation(function (this: Hash, data: unknown, ...rest: unknown[]) {
    hashed += (data as { length: number }).length;
    return update.call(this, data as string, rest[0] as "latin1");
  });
  work();
  vi.restoreAllMocks();
  return { searched, scanned, hashed };
}

const MEGABYTE = 1024 * 1024;
const SHAPES: readonly (readonly [name: string, make: (megabytes: number) => string])[] = [
  ["base64 in one element", (n) => `<a>${"QUJD".repeat((n * MEGABYTE) / 4)}</a>`],
  ["base64 in lines", (n) => `<a>${`${"QUJD".repeat(19)}\r\n`.repeat((n * MEGABYTE) / 78)}</a>`],
  ["many small elements", (n) => `<a>${"<b/>".repeat((n * MEGABYTE) / 40)}</a>`],
  [
    "many elements with text and attributes",
    (n) => `<a xmlns:p="urn:p">${`<p:b c="1" p:d="2">x &amp; y</p:b>`.repeat((n * MEGABYTE) / 320)}</a>`,
  ],
  [
    "many namespaces, each for a moment",
    (n) => `<a>${`<b xmlns="urn:x" xmlns:p="urn:y"/>`.repeat((n * MEGABYTE) / 400)}</a>`,
  ],
  ["many references to characters", (n) => `<a>${"&#65;&lt;".repeat((n * MEGABYTE) / 90)}</a>`],
];

describe("the work grows as the document does", () => {
  it.each(SHAPES)("%s", (_name, make) => {
    const work = (megabytes: number) => countWork(() => void canonicalize(Buffer.from(make(megabytes))));
    const [one, four] = [work(1), work(4)];
    expect(one.searched).toBeGreaterThan(10_000);
    expect(four.searched / one.searched).toBeLessThan(4.1);
  });

  it("20 MB of base64 in one element are looked at a few times, and no more", () => {
    const document = Buffer.from(SHAPES[0]![1](20));
    let length = 0;
    const { searched } = countWork(() => {
      length = readXml(document).text.length;
    });
    expect(length).toBe(20 * MEGABYTE);
    expect(searched / document.length).toBeLessThan(8);
  });

  it("a document goes by twice, however many references there are", () => {
    const work = (references: number) => {
      const document = signedByItsDigest(`<a>${"<b/>".repeat(10_000)}</a>`, { references });
      return countWork(() => expect(readXmlSignatures(document)[0]?.covered).toHaveLength(references));
    };
    const [one, three] = [work(1), work(3)];
    expect(three.hashed / one.hashed).toBeGreaterThan(2.8);
    expect(three.scanned / one.scanned).toBeLessThan(1.1);
  });

  it("a signed document is hashed once for each reference, whatever its size", () => {
    const hashedFor = (size: number) => {
      const signed = signWithXmlCrypto(`<a ID="_1">${"QUJD".repeat(size / 4)}</a>`, {
        transforms: [ENVELOPED, EXCLUSIVE],
      });
      let holds: boolean | undefined;
      const work = countWork(() => {
        holds = readXmlSignatures(Buffer.from(signed))[0]?.isMadeWith(publicKey);
      });
      expect(holds).toBe(true);
      return work.hashed;
    };
    const [small, large] = [hashedFor(MEGABYTE), hashedFor(4 * MEGABYTE)];
    expect(large - small).toBe(3 * MEGABYTE);
    expect(small).toBeLessThan(MEGABYTE + 200);
  });
});
