/** Documents drawn at random, and written in as un-canonical a way as XML allows. */
import fc from "fast-check";

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
const prefix = fc.constantFrom("p", "q", "r");
const uri = fc.constantFrom("urn:one", "urn:two", "http://three.example/?a=1");
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

/** @param names of elements and attributes without a prefix */
export function anyDocument(names: readonly string[]): fc.Arbitrary<string> {
  return anyElement(fc.constantFrom(...names)).map((drawn) => write(drawn));
}

const anyElement = (name: fc.Arbitrary<string>) =>
  fc.letrec<{ element: Drawn }>((tie) => ({
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
  })).element;

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
