/** Our canonical form against xml-crypto's, over documents drawn at random and written in as un-canonical a way as XML allows. */
import { canonicalize } from "@eid-gateway/xmldsig";
import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { expect, it } from "vitest";
import { C14nCanonicalization } from "xml-crypto";

const ours = (document: string) => Buffer.from(canonicalize(Buffer.from(document))).toString();

function theirs(document: string): string {
  const { documentElement } = new DOMParser().parseFromString(document, "text/xml");
  return new C14nCanonicalization().process(documentElement as unknown as Node, {});
}

const characters = fc.string({
  unit: fc.constantFrom(
    "a",
    "B",
    "7",
    " ",
    "\n",
    "\t",
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&#13;",
    "&#x9;",
    "æ",
    "€",
    "😀",
    "'",
  ),
  maxLength: 12,
});
// Names in lower-case ASCII: xml-crypto orders by the locale, where C14N wants code points (a test below has those).
const prefix = fc.constantFrom("p", "q", "r");
const uri = fc.constantFrom("urn:one", "urn:two", "http://three.example/?a=1");
const name = fc.constantFrom("a", "b", "cd", "x");
const space = fc.constantFrom(" ", "\n", "\t ", "  ");

interface Drawn {
  readonly prefix: string | undefined;
  readonly name: string;
  readonly declared: readonly (readonly [prefix: string, uri: string])[];
  readonly defaultNamespace: string | undefined;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly space: string;
  readonly content: readonly (Drawn | string)[];
}

const { element } = fc.letrec<{ element: Drawn }>((tie) => ({
  element: fc.record({
    prefix: fc.option(prefix, { nil: undefined }),
    name,
    declared: fc.uniqueArray(fc.tuple(prefix, uri), { maxLength: 2, selector: ([declared]) => declared }),
    defaultNamespace: fc.option(fc.constantFrom("", "urn:one", "urn:four"), { nil: undefined, freq: 3 }),
    attributes: fc.uniqueArray(fc.tuple(fc.oneof(name, fc.constantFrom("p:x", "q:y", "xml:lang")), characters), {
      maxLength: 4,
      selector: ([attribute]) => attribute,
    }),
    space,
    content: fc.array(fc.oneof({ depthSize: "small", withCrossShrink: true }, characters, tie("element")), {
      maxLength: 4,
    }),
  }),
}));

function write(drawn: Drawn, isRoot = true): string {
  const declared = new Map(drawn.declared);
  // The root gives every prefix a meaning, so that the rest may use them at will.
  if (isRoot) for (const known of ["p", "q", "r"]) declared.set(known, declared.get(known) ?? `urn:root:${known}`);
  const attributes = [
    ...drawn.attributes.map(([attribute, value]) => `${attribute}="${value}"`),
    ...[...declared].map(([key, value]) => `xmlns:${key} = '${value}'`),
    ...(drawn.defaultNamespace === undefined ? [] : [`xmlns="${drawn.defaultNamespace}"`]),
  ];
  const tag = drawn.prefix === undefined ? drawn.name : `${drawn.prefix}:${drawn.name}`;
  const content = drawn.content.map((part) => (typeof part === "string" ? part : write(part, false))).join("");
  const open = [tag, ...attributes].join(drawn.space);
  return content === "" ? `<${open}${drawn.space}/>` : `<${open}>${content}</${tag}${drawn.space}>`;
}

it("is what xml-crypto makes of the same document", () => {
  fc.assert(
    fc.property(element, (drawn) => {
      const document = write(drawn);
      expect(ours(document)).toBe(theirs(document));
    }),
    { numRuns: 1500, seed: 20081 },
  );
});

it("is its own canonical form", () => {
  fc.assert(
    fc.property(element, (drawn) => {
      const canonical = ours(write(drawn));
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
