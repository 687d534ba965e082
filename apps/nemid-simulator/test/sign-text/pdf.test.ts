/** The PDF whitelist: names, exemptions, fonts, and files that are not as PDF says. */
import { mutate } from "@eid-gateway/oces-testing";
import { describe, expect, test } from "vitest";
import { checkPdf } from "../../src/sign-text/pdf/check-pdf.js";
import { buildPdf, CONTENTS, FONT, ONE_PAGE, onePage, type PdfParts } from "./build-pdf.js";

const findingsIn = (parts: PdfParts) =>
  checkPdf(buildPdf(parts)).map(({ rule, name, place }) =>
    [rule.replace("pdf-", ""), name, place].filter(Boolean).join(" "),
  );
const withCatalog = (entry: string, more: readonly string[] = []) =>
  onePage(more, { "/Type /Catalog": `/Type /Catalog ${entry}` });

describe.each([
  ["with its objects in the file", {}],
  ["with its objects in a stream", { packed: true }],
  ["with its cross-references behind a predictor", { packed: true, predictor: true }],
] as const)("a PDF %s", (_how, form) => {
  test("of one page is accepted", () => expect(findingsIn({ ...onePage(), ...form })).toEqual([]));
  test("that runs something is refused, with name and object", () => {
    const script = withCatalog("/OpenAction 6 0 R", ["<< /S /JavaScript /JS (app.alert\\(1\\)) >>"]);
    expect(findingsIn({ ...script, ...form })).toEqual([
      "name OpenAction object 1",
      "name JavaScript object 6",
      "name JS object 6",
    ]);
  });
  test("that has it in an object nobody refers to is refused", () =>
    expect(findingsIn({ ...onePage(["<< /S /Launch >>"]), ...form })).toEqual(["name Launch object 6"]));
});

describe("refuses the name", () => {
  test.each([
    ["OpenAction", "/OpenAction 2 0 R"],
    ["AA", "/AA << >>"],
    ["AcroForm", "/AcroForm << >>"],
    ["EmbeddedFiles", "/Names << /EmbeddedFiles 2 0 R >>"],
    ["JavaScript", "/Names << /JavaScript 2 0 R >>"],
    ["URI", "/X << /S /URI >>"],
    ["FileAttachment", "/Title /FileAttachment"],
    ["Launch", "/Kids [/Launch]"],
    ["GoToR", "/Kids [[[<< /S /GoToR >>]]]"],
    ["SubmitForm", "/S /SubmitForm"],
    ["Widget", "/S /Widget"],
    ["RichMedia", "/S /RichMedia"],
    ["XFA", "/XFA 2 0 R"],
    ["JavaScript", "/S /Java#53cript"],
    ["JS", "/#4a#53 (x)"],
    ["catalog", "/S /catalog"],
  ])("%s, however it is said: %s", (name, entry) =>
    expect(findingsIn(withCatalog(entry))).toEqual([`name ${name} object 1`]),
  );

  test("of the trailer", () =>
    expect(findingsIn({ objects: ONE_PAGE, trailer: "/Evil 1" })).toEqual(["name Evil trailer"]));
});

describe("accepts the name", () => {
  test.each([
    ["of the list", "/PageMode /UseOutlines /Lang (da)"],
    ["that one would not expect on it", "/Perms << /Sig 2 0 R >> /S /GoTo"],
    ["of Microsoft Office", "/S /InlineShape"],
    ["of a link, which the prose has", "/Subtype /Link"],
    ["written in escapes", "/Page#4dode /Use#4futlines"],
    ["in a text", "(/JavaScript \\) /JS)"],
    ["in hexadecimal digits", "/ID <2f4a53>"],
    ["in a comment", "% /JavaScript\n"],
  ])("%s", (_what, entry) =>
    expect(findingsIn(withCatalog(entry.startsWith("(") ? `/Lang ${entry}` : entry))).toEqual([]),
  );

  test("in a content stream", () => {
    const contents = CONTENTS.replace("(I agree)", "/JavaScr").replace("/Length 38", "/Length 36");
    expect(findingsIn(onePage([], { [CONTENTS]: contents }))).toEqual([]);
  });
});

describe("lets names of the document's own pass", () => {
  const inPage = (entry: string, more: readonly string[] = []) =>
    findingsIn(onePage(more, { "/Resources <<": `/Resources << ${entry}` }));
  const KEYS = [
    "Encoding",
    "ExtGState",
    "ColorSpace",
    "Pattern",
    "Shading",
    "XObject",
    "ProcSet",
    "Properties",
    "BaseFont",
    "Name",
  ];

  test.each([...KEYS, "Dests", "Dest", "Info", "Differences"])(
    "directly under %s: as a name, in a list, in a dictionary",
    (key) => {
      expect(inPage(`/${key} /MyOwn`)).toEqual([]);
      expect(inPage(`/${key} [/MyOwn /MyOther]`)).toEqual([]);
      expect(inPage(`/${key} << /MyOwn /MyOther >>`)).toEqual([]);
      expect(inPage(`/${key} 6 0 R`, ["<< /MyOwn 5 >>"])).toEqual([]);
    },
  );
  test("but not deeper", () => {
    expect(inPage("/XObject << /MyOwn << /Mine 1 >> >>")).toEqual(["name Mine object 3"]);
    expect(inPage("/ColorSpace << /MyOwn [/Mine] >>")).toEqual(["name Mine object 3"]);
    expect(inPage("/XObject << /MyOwn 6 0 R >>", ["<< /Mine 1 >>"])).toEqual(["name Mine object 6"]);
  });
  test("but not under a key of another letter case, or beside it", () => {
    expect(inPage("/encoding /MyOwn")).toEqual(["name encoding object 3", "name MyOwn object 3"]);
    expect(inPage("/Encoding /MyOwn /MyOther 1")).toEqual(["name MyOther object 3"]);
  });
  test("but not when another key leads there, too", () =>
    expect(inPage("/ExtGState 6 0 R /Group 6 0 R", ["<< /MyOwn 5 >>"])).toEqual(["name MyOwn object 6"]));
  test("in the information about the document", () =>
    expect(findingsIn({ ...onePage(["<< /Title (x) /MyTool (y) >>"]), trailer: "/Info 6 0 R" })).toEqual([]));

  test.each(["FontDescriptor", "Metadata"])("anywhere in a dictionary of type %s", (type) =>
    expect(inPage("", [`<< /Type /${type} /MyOwn << /Mine [/Yours] >> >>`])).toEqual([]),
  );
  test("but not in one of a type like it", () =>
    expect(inPage("", ["<< /Type /font /MyOwn 1 >>"])).toEqual(["name font object 6", "name MyOwn object 6"]));
  test("but not by a type that a later one overrules", () =>
    expect(inPage("", ["<< /Type /Metadata /MyOwn 1 /Type /Page >>"])).toEqual(["name MyOwn object 6"]));
});

describe("fonts", () => {
  const STANDARD =
    `Courier Courier-Bold Courier-BoldOblique Courier-Oblique Helvetica Helvetica-Bold Helvetica-BoldOblique
    Helvetica-Oblique Symbol Times-Bold Times-BoldItalic Times-Italic Times-Roman ZapfDingbats`.split(/\s+/);
  const withFont = (font: string, more: readonly string[] = []) => findingsIn(onePage(more, { [FONT]: font }));

  test.each(STANDARD)("%s need not be in the file", (name) =>
    expect(withFont(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} >>`)).toEqual([]),
  );
  test.each(["FontFile", "FontFile2", "FontFile3"])("others are in it as %s", (key) => {
    const font = "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEE+Arial /FontDescriptor 6 0 R >>";
    expect(withFont(font, [`<< /Type /FontDescriptor /FontName /ABCDEE+Arial /${key} 5 0 R >>`])).toEqual([]);
  });
  test("composite fonts are by their descendants, and Type 3 draws itself", () => {
    const composite = "<< /Type /Font /Subtype /Type0 /BaseFont /Arial /DescendantFonts [6 0 R] >>";
    expect(
      withFont(composite, [
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /FontDescriptor 7 0 R >>",
        "<< /Type /FontDescriptor /FontFile2 5 0 R >>",
      ]),
    ).toEqual([]);
    expect(withFont(composite, ["<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial >>"])).toEqual([
      "font Arial object 6",
    ]);
    expect(withFont("<< /Type /Font /Subtype /Type3 >>")).toEqual([]);
  });
  test.each([
    ["without a descriptor", "<< /Type /Font /Subtype /TrueType /BaseFont /Arial >>", []],
    [
      "with a descriptor that has no file",
      "<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FontDescriptor 6 0 R >>",
      ["<< /Type /FontDescriptor >>"],
    ],
    [
      "with a file that is not there",
      "<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FontDescriptor 6 0 R >>",
      ["<< /Type /FontDescriptor /FontFile2 99 0 R >>"],
    ],
  ])("one %s is refused", (_what, font, more) => expect(withFont(font, more)).toEqual(["font Arial object 4"]));
});

describe("a file that is not as PDF says is refused", () => {
  const good = buildPdf(onePage()).toString("latin1");
  const says = (text: string | Buffer) => {
    const [finding, ...others] = checkPdf(Buffer.from(text as string, "latin1"));
    expect(others).toEqual([]);
    expect(finding?.rule).toBe("pdf-syntax");
    return finding?.says;
  };
  test.each([
    ["nothing", "", /not a PDF/],
    ["something else", "<html></html>", /not a PDF/],
    ["a header alone", "%PDF-1.7\n", /where its cross-references are/],
    ["a file that was cut off", good.slice(0, -60), /where its cross-references are/],
    ["cross-references elsewhere", good.replace(/startxref\n\d+/, "startxref\n3"), /no object begins/],
    ["cross-references beyond the end", good.replace(/startxref\n\d+/, "startxref\n999999"), /no object begins/],
    [
      "an object that is not where they say",
      good
        .replace("2 0 obj", "12 0 obj")
        .replace(/startxref\n\d+/, (all) => all.replace(/\d+/, (n) => String(Number(n) + 1))),
      /another object|no object begins/,
    ],
    ["an object that does not end", good.replace("endobj", "endob "), /does not end/],
    ["a dictionary that does not end", good.replace("/Count 1 >>", "/Count 1   "), /a key was expected/],
    ["a text that does not end", good.replace("/Count 1 >>", "/Count (1 >>"), /does not end/],
    ["no catalog", good.replace("/Root 1 0 R", "/Root 9 0 R"), /no pages/],
    ["no pages", good.replace("/Pages 2 0 R", "/Pages 9 0 R"), /no pages/],
    ["lists within lists without end", good.replace("[3 0 R]", "[".repeat(500)), /./],
  ])("%s", (_what, text, words) => expect(says(text)).toMatch(words));

  test("nested deeper than anybody writes", () =>
    expect(findingsIn(withCatalog(`/Kids ${"[".repeat(150)}${"]".repeat(150)}`))).toEqual(["syntax object 1"]));
  test("cross-references that go round in circles end", () =>
    expect(findingsIn({ ...onePage(), trailer: "/Prev 600" })).toEqual([expect.stringMatching(/^syntax/)]));
  test("objects that are encrypted within a stream cannot be looked into", () =>
    expect(findingsIn({ ...onePage(), packed: true, trailer: "/Encrypt 2 0 R" })).toEqual(["syntax"]));
  test("a stream of objects that inflates beyond all bounds", () => {
    const bomb = { ...onePage([`<< /Type /Metadata /X (${"x".repeat(70_000_000)}) >>`]), packed: true };
    expect(findingsIn(bomb)).toEqual(["syntax object 7"]);
  });
});

describe("a file that is only a little odd is accepted", () => {
  test("what stands before the header counts for no address", () =>
    expect(findingsIn({ ...onePage(), header: "HTTP junk\n%PDF-1.4\n" })).toEqual([]));
  test("an update at the end overrules what was before, which is not looked at", () => {
    const before = buildPdf(withCatalog("/AcroForm << >>")).toString("latin1");
    const start = /startxref\n(\d+)/.exec(before)![1];
    const object = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n";
    const table = `xref\n1 1\n${String(before.length).padStart(10, "0")} 00000 n \n`;
    const update = `${object}${table}trailer\n<< /Size 6 /Root 1 0 R /Prev ${start} >>\nstartxref\n${before.length + object.length}\n%%EOF\n`;
    expect(checkPdf(Buffer.from(before + update, "latin1"))).toEqual([]);
  });
});

test("two thousand mutations of three files are judged without a crash, and at once", () => {
  const files = [onePage(), { ...onePage(), packed: true }, { ...onePage(), packed: true, predictor: true }].map(
    buildPdf,
  );
  let refused = 0;
  for (let seed = 0; seed < 2_000; seed++) {
    const mutated = mutate(files[seed % files.length]!, seed);
    const before = performance.now();
    if (checkPdf(mutated).length > 0) refused++;
    expect(performance.now() - before).toBeLessThan(5_000);
  }
  expect(refused).toBeGreaterThan(500);
}, 60_000);
