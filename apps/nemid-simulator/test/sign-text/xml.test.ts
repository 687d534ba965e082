/** XML with its stylesheet: what may be said, and that nothing leads out of it. Through the API, as the transformation has a thread of its own. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkStylesheet } from "../../src/sign-text/xml/check-stylesheet.js";
import { startForTest } from "../start-for-test.js";

const asked: string[] = [];
const outside = createServer((request, response) => {
  asked.push(request.url ?? "");
  response.end('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>');
});
let simulator: RunningSimulator;
let elsewhere: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
  elsewhere = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  simulator = await startForTest();
});
afterAll(() => {
  outside.close();
});

const sheet = (content: string, more = "") =>
  `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" ${more}><xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>${content}</xsl:stylesheet>`;
const page = (body: string) => sheet(`<xsl:template match="/"><html><body>${body}</body></html></xsl:template>`);
const XML =
  '<?xml version="1.0" encoding="UTF-8"?>\n<loan to="Åse &amp; Bo"><line n="2">&lt;b&gt;</line><line n="10">to</line></loan>';
const GOOD = page(
  '<h1><xsl:value-of select="loan/@to"/></h1><xsl:for-each select="loan/line"><xsl:sort select="@n" data-type="number" order="descending"/><p><xsl:value-of select="."/></p></xsl:for-each><p><xsl:value-of select="format-number(sum(loan/line/@n), \'0.00\')"/></p>',
);

interface Answer {
  readonly accepted: boolean;
  readonly findings: readonly { rule: string; name?: string; says: string }[];
  readonly shown?: { readonly path: string };
}
async function check(xml: string, stylesheet: string): Promise<Answer> {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const response = await fetch(`${simulator.url}/api/sign-text/check`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ format: "xml", signText: base64(xml), stylesheet: base64(stylesheet) }),
  });
  return (await response.json()) as Answer;
}
const rules = ({ findings }: Answer) =>
  findings.map(({ rule, name }) => (name === undefined ? rule : `${rule} ${name}`));

test("a text and a stylesheet that keep to themselves become what is shown", async () => {
  const { accepted, shown } = await check(XML, GOOD);
  expect(accepted).toBe(true);
  const html = await (await fetch(simulator.url + shown!.path)).text();
  expect(html).toContain("<h1>Åse &amp; Bo</h1><p>to</p><p>&lt;b&gt;</p><p>12.00</p>");
});

describe("refuses a text", () => {
  test.each([
    ["that is not well-formed", "<a>", ["xml"]],
    ["with a document type", "<!DOCTYPE a><a/>", ["xml"]],
    ["with an entity from outside", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', ["xml"]],
    ["with entities within entities", '<!DOCTYPE a [<!ENTITY x "1"><!ENTITY y "&x;&x;">]><a>&y;</a>', ["xml"]],
    ["of more elements than are shown", `<a>${"<b/>".repeat(20_001)}</a>`, ["size"]],
    ["of more than a million characters", `<a>${"b".repeat(1_000_001)}</a>`, ["size"]],
  ])("%s", async (_what, xml, found) => expect(rules(await check(xml, GOOD))).toEqual(found));
});

describe("refuses what comes out", () => {
  test.each([
    ["without the html tag first", sheet('<xsl:template match="/"><body>x</body></xsl:template>'), ["transformation"]],
    ["that is text", sheet('<xsl:template match="/">x</xsl:template>'), ["transformation"]],
    ["with an element beyond the list", page("<br/>"), ["element br"]],
    ["with a link elsewhere", page('<a href="http://evil.example">x</a>'), ["reference href"]],
    ["with a comment", page("<xsl:comment>x</xsl:comment>"), ["markup"]],
  ])("%s", async (_what, stylesheet, found) => expect(rules(await check(XML, stylesheet))).toEqual(found));
});

test("text that looks like markup stays text, whatever the stylesheet wants", async () => {
  const unescaped = page(`<xsl:value-of disable-output-escaping="yes" select="string('&lt;script&gt;')"/>`);
  const { shown, findings } = await check(XML, unescaped);
  const html = shown ? await (await fetch(simulator.url + shown.path)).text() : JSON.stringify(findings);
  expect(html).not.toContain("<script");
});

describe("refuses a stylesheet before it runs", () => {
  const EXPRESSION = (select: string) => page(`<xsl:value-of select="${select}"/>`);
  test.each([
    ["that is not well-formed", "<xsl:stylesheet>", "stylesheet"],
    ["with a document type", `<!DOCTYPE x>${GOOD}`, "stylesheet"],
    ["that is none", "<html/>", "stylesheet"],
    ["of version 2.0", GOOD.replace('version="1.0"', 'version="2.0"'), "stylesheet"],
    ["that includes", sheet('<xsl:include href="x.xsl"/>'), "stylesheet xsl:include"],
    ["that imports", sheet('<xsl:import href="x.xsl"/>'), "stylesheet xsl:import"],
    [
      "that includes by another prefix",
      '<t:stylesheet version="1.0" xmlns:t="http://www.w3.org/1999/XSL/Transform"><t:include href="x"/></t:stylesheet>',
      "stylesheet xsl:include",
    ],
    [
      "with an instruction of later versions",
      sheet('<xsl:result-document href="x"/>'),
      "stylesheet xsl:result-document",
    ],
    [
      "with extension elements",
      sheet("", 'xmlns:e="urn:e" extension-element-prefixes="e"'),
      "stylesheet extension-element-prefixes",
    ],
    ["with document()", EXPRESSION("document('x.xml')"), "stylesheet document"],
    ["with document() behind blanks", EXPRESSION("document  ('')/x"), "stylesheet document"],
    ["with document() in a condition", page("<xsl:if test=\"count(document('x'))\">x</xsl:if>"), "stylesheet document"],
    ["with document() in a pattern", sheet("<xsl:template match=\"a[document('x')]\"/>"), "stylesheet document"],
    ["with document() in an attribute's braces", page("<a name=\"{document('x')}\">x</a>"), "stylesheet document"],
    ["with document() as a default", page('<xsl:variable name="v" select="document(\'x\')"/>'), "stylesheet document"],
    ["with unparsed-entity-uri()", EXPRESSION("unparsed-entity-uri('x')"), "stylesheet unparsed-entity-uri"],
    [
      "with a function of a processor's own",
      EXPRESSION("e:node-set(x)").replace("version=", 'xmlns:e="urn:e" version='),
      "stylesheet e:node-set",
    ],
    ["with a function of later versions", EXPRESSION("doc('x')"), "stylesheet doc"],
  ])("%s", async (_what, stylesheet, finding) => expect(rules(await check(XML, stylesheet))).toContain(finding));

  test.each([
    "'document(x)'",
    "node() | text() | comment()",
    "child::node()",
    "(1 + 2) * 3",
    "1 and (2 or not(3))",
    "position() mod (2)",
  ])("but not %s", (select) => expect(checkStylesheet(EXPRESSION(select))).toEqual([]));

  test("and fetches nothing, whatever it says", async () => {
    for (const content of [`<xsl:include href="${elsewhere}/a"/>`, `<xsl:import href="${elsewhere}/b"/>`])
      await check(XML, sheet(content));
    await check(`<?xml-stylesheet href="${elsewhere}/c"?><a/>`, EXPRESSION(`document('${elsewhere}/d')`));
    expect(asked).toEqual([]);
  });
});

describe("a stylesheet without end", () => {
  const recursive = (body: string) =>
    sheet(
      `<xsl:template match="/"><html><body><xsl:call-template name="t"/></body></html></xsl:template><xsl:template name="t">${body}</xsl:template>`,
    );
  test.each([
    ["that calls itself", recursive('<xsl:call-template name="t"/>')],
    [
      "that doubles itself",
      recursive(
        '<xsl:param name="x" select="\'aaaaaaaaaa\'"/><xsl:call-template name="t"><xsl:with-param name="x" select="concat($x, $x, $x)"/></xsl:call-template>',
      ),
    ],
  ])(
    "%s is refused, and the simulator goes on",
    async (_what, stylesheet) => {
      expect(rules(await check(XML, stylesheet))).toEqual(["transformation"]);
      expect((await fetch(`${simulator.url}/health`)).status).toBe(200);
    },
    20_000,
  );
});
