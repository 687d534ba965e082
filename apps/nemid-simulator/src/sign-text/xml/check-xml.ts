import { type Finding, MOST_FINDINGS } from "../finding.js";
import { checkHtml } from "../html/check-html.js";
import { checkStylesheet } from "./check-stylesheet.js";
import { elementsWithin, readXml } from "./read-xml.js";
import { type Transformed, transform } from "./transform.js";

const FAILURES: Readonly<Record<Extract<Transformed, { failure: unknown }>["failure"], string>> = {
  failed: "the stylesheet cannot be carried out",
  "too-slow": "the transformation takes too long",
  "too-large": "the transformation takes too much memory",
  "too-long": "the result is too long",
};

/** No sign text is that large, and the transformation holds it several times over. */
const LARGEST = 1_000_000;
const MOST_ELEMENTS = 20_000;

export interface CheckedXml {
  readonly findings: readonly Finding[];
  /** What the stylesheet makes of the text; there whenever it could be carried out. */
  readonly html?: string;
}

/** An XML sign text: neither it nor its stylesheet reads anything else, and the result begins with html and obeys the HTML rules. */
export async function checkXml(xml: string, stylesheet: string): Promise<CheckedXml> {
  const before = [...checkSource(xml), ...checkSize(xml, stylesheet), ...checkStylesheet(stylesheet)];
  if (before.length > 0) return { findings: before.slice(0, MOST_FINDINGS) };
  const transformed = await transform(xml, stylesheet);
  if ("failure" in transformed) return { findings: [{ rule: "transformation", says: FAILURES[transformed.failure] }] };
  const html = transformed.result;
  return { findings: [...checkBeginning(html), ...checkHtml(html)], html };
}

function checkSize(xml: string, stylesheet: string): readonly Finding[] {
  if (xml.length <= LARGEST && stylesheet.length <= LARGEST) return [];
  return [{ rule: "size", says: `the text and its stylesheet may have ${LARGEST} characters each` }];
}

function checkSource(xml: string): readonly Finding[] {
  const root = readXml(xml);
  if (typeof root === "string") return [{ rule: "xml", says: root }];
  if (elementsWithin(root).length <= MOST_ELEMENTS) return [];
  return [{ rule: "size", says: `the text may have ${MOST_ELEMENTS} elements` }];
}

function checkBeginning(html: string): readonly Finding[] {
  if (/^<html[\s>]/i.test(html)) return [];
  return [{ rule: "transformation", says: "the result does not begin with the html tag" }];
}
