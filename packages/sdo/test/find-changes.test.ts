/** What is not in a package of our making, and may be in other sealed files. */
import { describe, expect, test } from "vitest";
import { findChanges } from "../src/pades/reading/find-changes.js";
import { PdfFile } from "../src/pdf/file/pdf-file.js";
import { type AssembledPdf, assemblePdf, streamText } from "./pdfs/assemble-pdf.js";
import { pageObjects } from "./pdfs/sample-pdfs.js";

const PICTURE = streamText("0 0 600 900 re f", "/Type /XObject /Subtype /Form /BBox [0 0 600 900] ");
const lacking = assemblePdf(
  pageObjects({
    page: "/Resources << /Font << /F1 4 0 R >> /XObject << /X 77 0 R >> >> ",
    catalog: "/AcroForm << /Fields [] >> ",
  }),
);

function changes(sealed: AssembledPdf, ...later: AssembledPdf[]): readonly string[] {
  const files = [sealed, ...later].map(({ bytes }) => new PdfFile(bytes));
  const steps = files.slice(1).map((after, index) => ({ sealed: files[0]!, before: files[index]!, after }));
  return steps.flatMap(findChanges);
}

describe("a revision changes a sealed file, if it", () => {
  test("fills a gap in a page, by way of the proofs", () => {
    const catalog = pageObjects({ catalog: "/AcroForm << /Fields [] >> /DSS << /Certs [77 0 R] >> " })[1]!;
    const filled = assemblePdf({ 1: catalog, 77: PICTURE }, { after: lacking });
    expect(changes(lacking, filled)).toEqual(["an object was added that has nothing to do with proof"]);
  });

  test("adds the same proof under a number that nothing waits for, and does not", () => {
    const catalog = pageObjects({ catalog: "/AcroForm << /Fields [] >> /DSS << /Certs [2000 0 R] >> " })[1]!;
    expect(changes(lacking, assemblePdf({ 1: catalog, 2000: PICTURE }, { after: lacking }))).toEqual([]);
  });

  test("replaces in a second step what the first called proof", () => {
    const catalog = pageObjects({ catalog: "/AcroForm << /Fields [] >> /DSS << /Certs [1001 0 R] >> " })[1]!;
    const prepared = assemblePdf({ 1: catalog }, { after: lacking });
    const replaced = assemblePdf({ 1001: PICTURE }, { after: prepared });
    expect(changes(lacking, prepared, replaced)).toEqual(["a sealed object was replaced"]);
  });

  test("puts a time-stamp field on a page that is seen", () => {
    const field =
      "<< /Type /Annot /Subtype /Widget /FT /Sig /T (t) /V 2001 0 R /Rect [0 0 500 500] /AP << /N 2002 0 R >> >>";
    const catalog = pageObjects({ catalog: "/AcroForm << /Fields [2000 0 R] >> " })[1]!;
    const stamped = assemblePdf(
      { 1: catalog, 2000: field, 2001: "<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 >>", 2002: PICTURE },
      { after: lacking },
    );
    expect(changes(lacking, stamped)).toContain(
      "a field was added that is neither a signature nor a document time-stamp without a look",
    );
  });

  test("gives a time-stamp that was added unseen a look in a second step", () => {
    const unseen = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (t) /V 2001 0 R /Rect [0 0 0 0] >>";
    const seen = unseen.replace("[0 0 0 0]", "[0 0 500 500] /AP << /N 2002 0 R >>");
    const catalog = (more = "") => pageObjects({ catalog: `/AcroForm << /Fields [2000 0 R] >> ${more}` })[1]!;
    const stamp = "<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 >>";
    const first = assemblePdf({ 1: catalog(), 2000: unseen, 2001: stamp }, { after: lacking });
    expect(changes(lacking, first)).toEqual([]);
    const second = assemblePdf(
      { 1: catalog("/DSS << /Certs [2000 0 R 2002 0 R] >> "), 2000: seen, 2002: PICTURE },
      { after: first },
    );
    expect(changes(lacking, first, second)).toContain(
      "a field was added that is neither a signature nor a document time-stamp without a look",
    );
  });
});
