/** Our canonical form against xml-crypto's, over documents drawn at random. */
import { canonicalize, canonicalizeExclusively } from "@eid-gateway/xmldsig";
import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { C14nCanonicalization } from "xml-crypto";
import { anyDocument } from "./any-document.js";

const ours = (document: string) => Buffer.from(canonicalize(Buffer.from(document))).toString();

function theirs(document: string): string {
  const { documentElement } = new DOMParser().parseFromString(document, "text/xml");
  return new C14nCanonicalization().process(documentElement as unknown as Node, {});
}

/** In lower-case ASCII: xml-crypto orders by the locale, where C14N wants code points (a test below has those). */
const document = anyDocument(["a", "b", "cd", "x"]);

it("is what xml-crypto makes of the same document", () => {
  fc.assert(
    fc.property(document, (drawn) => {
      expect(ours(drawn)).toBe(theirs(drawn));
    }),
    { numRuns: 1500, seed: 20081 },
  );
});

it("is its own canonical form", () => {
  fc.assert(
    fc.property(document, (drawn) => {
      const canonical = ours(drawn);
      expect(ours(canonical)).toBe(canonical);
    }),
    { numRuns: 300, seed: 20082 },
  );
});

it("orders attributes by namespace before name, and by code point", () => {
  expect(ours(`<a xmlns:z="urn:a" xmlns:b="urn:b" b:a="1" z:b="2" é="3" z="4" Z="5"/>`)).toBe(
    `<a xmlns:b="urn:b" xmlns:z="urn:a" Z="5" z="4" é="3" z:b="2" b:a="1"></a>`,
  );
});

it("leaves out a declaration that repeats the one outside", () => {
  expect(ours(`<a xmlns="urn:a"><b xmlns="urn:a"><c xmlns=""/></b></a>`)).toBe(
    `<a xmlns="urn:a"><b><c xmlns=""></c></b></a>`,
  );
});

describe("the exclusive canonical form", () => {
  const exclusive = (document: string, prefixes: readonly string[] = []) =>
    Buffer.from(canonicalizeExclusively(Buffer.from(document), prefixes)).toString();

  it("writes a namespace where it is used", () => {
    expect(exclusive('<a xmlns:x="urn:x" xmlns:y="urn:y"><x:b/></a>')).toBe('<a><x:b xmlns:x="urn:x"></x:b></a>');
  });

  it.each(["x", "é", "日本"])("keeps the prefix %s where it is listed, used or not", (prefix) => {
    const document = `<a xmlns:${prefix}="urn:x"><b></b></a>`;
    expect(exclusive(document, [prefix])).toBe(document);
  });
});
