import { readXml, type ScanOptions } from "@eid-gateway/xmldsig";
import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.js";

const read = (document: string | Uint8Array, options?: ScanOptions) =>
  readXml(Buffer.from(document as string), options);
const code = (document: string | Uint8Array, options?: ScanOptions) => refusal(() => read(document, options));

describe("a document as a tree", () => {
  it("has elements, attributes, namespaces and text with references expanded", () => {
    const root = read(`<a:r xmlns:a='urn:a' a:x="&lt;&#x41;" y='1&#10;2\n3'>å<b xmlns="urn:b"/>&amp;\r\n</a:r>`);
    expect(root).toEqual({
      name: "r",
      namespace: "urn:a",
      attributes: [
        { name: "x", namespace: "urn:a", value: "<A" },
        { name: "y", namespace: "", value: "1\n2 3" },
      ],
      children: [{ name: "b", namespace: "urn:b", attributes: [], children: [], text: "" }],
      text: "å&\n",
    });
  });

  it("may begin with an XML declaration and end with white space", () => {
    expect(code(`<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n<r/>\n`)).toBe("accepted");
  });

  it("says what prefixes mean in each element, where that is asked for", () => {
    const document = `<a xmlns="urn:1" xmlns:p="urn:2"><b xmlns="" xmlns:p="urn:3" xmlns:ø="urn:4"><c/></b><d/></a>`;
    const root = read(document, { keepPrefixes: true });
    const [b, d] = root.children;
    expect(b?.children[0]?.prefixes).toEqual(
      new Map([
        ["", ""],
        ["p", "urn:3"],
        ["ø", "urn:4"],
      ]),
    );
    expect(d?.prefixes).toEqual(
      new Map([
        ["", "urn:1"],
        ["p", "urn:2"],
      ]),
    );
    expect(read(document).children[0]?.prefixes).toBeUndefined();
  });

  it("knows names beyond ASCII", () => {
    expect(read("<blåbær ø='1'/>").name).toBe("blåbær");
  });

  it("takes the default namespace back", () => {
    expect(read(`<a xmlns="urn:a"><b xmlns=""/></a>`).children[0]?.namespace).toBe("");
  });
});

describe("what is not well-formed is refused", () => {
  it.each([
    ["an empty document", ""],
    ["text alone", "APP001"],
    ["an unclosed element", "<a><b></b>"],
    ["a wrong end tag", "<a></b>"],
    ["an end tag with a longer name", "<a></ab>"],
    ["an end tag with an attribute", `<a></a x="1">`],
    ["an end tag without a start", "</a>"],
    ["two roots", "<a/><b/>"],
    ["text behind the root", "<a/>x"],
    ["text before the root", "x<a/>"],
    ["an attribute without quotes", "<a x=1/>"],
    ["an attribute without a value", "<a x/>"],
    ["an attribute without an end", `<a x="1/>`],
    ["two attributes without a blank between", `<a x="1"y="2"/>`],
    ["a less-than sign in an attribute", `<a x="<"/>`],
    ["a tag cut short", "<a"],
    ["a slash in a tag", "<a / >"],
    ["a name that begins with a digit", "<1a/>"],
    ["a name with two colons", `<a:b:c xmlns:a="urn:a"/>`],
    ["a name with nothing before the colon", "<:a/>"],
    ["a name with nothing behind the colon", `<a: xmlns:a="urn:a"/>`],
    ["no name", "< a/>"],
    ["]]> in text", "<a>]]></a>"],
    ["a bare ampersand", "<a>R&D</a>"],
    ["a bare ampersand in an attribute", `<a x="R&D"/>`],
    ["a character reference without digits", "<a>&#;</a>"],
    ["unknown markup", "<!ELEMENT a ANY><a/>"],
    ["an XML declaration of another version", `<?xml version="1.1"?><a/>`],
    ["an XML declaration without an end", `<?xml version="1.0" <a/>`],
  ])("%s", (_name, document) => {
    expect(code(document)).toBe("malformed");
  });

  it.each([
    ["the same attribute twice", `<a x="1" x="2"/>`, "duplicate-attribute"],
    [
      "the same attribute under two prefixes",
      `<a xmlns:p="urn:n" xmlns:q="urn:n" p:x="1" q:x="2"/>`,
      "duplicate-attribute",
    ],
    ["a prefix declared twice", `<a xmlns:p="urn:n" xmlns:p="urn:m"/>`, "duplicate-attribute"],
    ["an undeclared prefix of an element", "<p:a/>", "undeclared-prefix"],
    ["an undeclared prefix of an attribute", `<a p:x="1"/>`, "undeclared-prefix"],
    ["a prefix of a sibling", `<a><b xmlns:p="urn:n"/><p:c/></a>`, "undeclared-prefix"],
    ["a prefix declared as nothing", `<a xmlns:p=""/>`, "bad-namespace"],
    ["the prefix xmlns declared", `<a xmlns:xmlns="urn:n"/>`, "bad-namespace"],
    ["the xml namespace under another prefix", `<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>`, "bad-namespace"],
    ["a namespace that canonicalizers write in two ways", `<a xmlns="urn:a?x&amp;y"/>`, "bad-namespace"],
    ["a namespace that is no URI", `<a xmlns="urn:a b"/>`, "bad-namespace"],
    ["a relative namespace", `<a xmlns="names"/>`, "bad-namespace"],
  ])("%s", (_name, document, expected) => {
    expect(code(document)).toBe(expected);
  });

  it.each([
    ["an external entity", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`, "doctype"],
    ["a billion laughs", `<!DOCTYPE a [<!ENTITY x "ha">]><a>&x;&x;</a>`, "doctype"],
    ["an entity that nothing declares", "<a>&nbsp;</a>", "unknown-entity"],
    ["an entity named as JavaScript's own", "<a>&valueOf;</a>", "unknown-entity"],
    ["CDATA", "<a><![CDATA[x]]></a>", "cdata"],
    ["a processing instruction", "<a><?php x?></a>", "processing-instruction"],
    ["a style sheet instruction", `<?xml-stylesheet href="x"?><a/>`, "processing-instruction"],
    ["an XML declaration that is not at the start", ` <?xml version="1.0"?><a/>`, "processing-instruction"],
    ["a comment", "<a><!-- x --></a>", "comment"],
    ["a comment before the root", "<!-- x --><a/>", "comment"],
  ])("%s", (_name, document, expected) => {
    expect(code(document)).toBe(expected);
  });
});

describe("encodings and characters", () => {
  it.each([
    ["a byte order mark", Buffer.from("\ufeff<a/>"), "byte-order-mark"],
    ["UTF-16, little endian", Buffer.from("\ufeff<a/>", "utf16le"), "not-utf8"],
    ["Latin-1", Buffer.from("<a>\u00e6</a>", "latin1"), "not-utf8"],
    ["an overlong less-than sign", Buffer.from([0x3c, 0x61, 0xc0, 0xbc, 0x2f, 0x3e]), "not-utf8"],
    ["a surrogate in UTF-8", Buffer.from([0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80]), "not-utf8"],
    ["another declared encoding", Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?><a/>`), "wrong-encoding"],
    ["a NUL", Buffer.from("<a>\0</a>"), "forbidden-character"],
    ["an escape character", Buffer.from("<a>\u001b[2J</a>"), "forbidden-character"],
    ["U+FFFE", Buffer.from("<a>\ufffe</a>"), "forbidden-character"],
    ["a reference to NUL", Buffer.from("<a>&#0;</a>"), "forbidden-character"],
    ["a reference to a surrogate", Buffer.from("<a>&#xD800;</a>"), "forbidden-character"],
    ["a reference past Unicode", Buffer.from("<a>&#x110000;</a>"), "forbidden-character"],
  ])("refuses %s", (_name, document, expected) => {
    expect(code(document)).toBe(expected);
  });

  it("reads characters of every length in UTF-8", () => {
    expect(read("<a>aå€😀&#x1F600;</a>").text).toBe("aå€😀😀");
  });
});

describe("limits", () => {
  const nested = (depth: number) => `${"<a>".repeat(depth)}${"</a>".repeat(depth)}`;
  const attributes = (count: number) => Array.from({ length: count }, (_, i) => ` a${i}="1"`).join("");
  const declarations = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => ` xmlns:p${from + i}="urn:n"`).join("");

  it.each([
    ["100 000 nested elements", nested(100_000), "too-deep"],
    ["257 nested elements", nested(257), "too-deep"],
    ["65 attributes", `<a${attributes(65)}/>`, "too-many-attributes"],
    ["65 declarations on one element", `<a${declarations(65)}/>`, "too-many-namespaces"],
    [
      "more than 256 namespaces in scope",
      [0, 64, 128, 192, 256].map((from) => `<a${declarations(64, from)}>`).join(""),
      "too-many-namespaces",
    ],
    ["an attribute of a megabyte", `<a x="${"x".repeat(1 << 20)}"/>`, "attribute-too-long"],
    ["a name of a megabyte", `<${"a".repeat(1 << 20)}/>`, "name-too-long"],
    ["an attribute's name of a megabyte", `<a ${"x".repeat(1 << 20)}=""/>`, "name-too-long"],
  ])("refuses %s", (_name, document, expected) => {
    expect(code(document)).toBe(expected);
  });

  it("admits what stands exactly at a limit", () => {
    expect(code(nested(256))).toBe("accepted");
    expect(code(`<a${attributes(64)}/>`)).toBe("accepted");
    expect(code(`<a${declarations(64)}/>`)).toBe("accepted");
  });

  it("are the caller's to tighten", () => {
    expect(code("<a><b/></a>", { limits: { depth: 1 } })).toBe("too-deep");
    expect(code("<a/>", { limits: { bytes: 3 } })).toBe("too-large");
    expect(code("<a><b/><b/></a>", { limits: { elements: 3 } })).toBe("accepted");
    expect(code("<a><b/><b/><b/></a>", { limits: { elements: 3 } })).toBe("too-many-elements");
  });
});

describe("comments, where the caller admits them", () => {
  const options = { admitComments: true };

  it("stand between elements and leave no trace", () => {
    expect(read("<!-- 1 --><a>\n<!-- 2 -->\n<b>x</b></a><!-- 3 -->", options).children[0]?.text).toBe("x");
  });

  it("never stand in a text", () => {
    expect(code("<a>admin<!-- -->@example</a>", options)).toBe("comment");
  });

  it("may be many outside the root", () => {
    expect(code(`${"<!---->".repeat(100_000)}<a/>`, options)).toBe("accepted");
  });

  it("hold no double dash", () => {
    expect(code("<a><!-- -- --></a>", options)).toBe("malformed");
    expect(code("<a><!-- </a>", options)).toBe("malformed");
  });
});
