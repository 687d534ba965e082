/** XML: well formed, with a stylesheet that reaches nothing else, and that makes HTML of it that obeys the rules for HTML. */
import { readXml, type XmlElement, XmlError } from "@eid-gateway/xmldsig";
import { type Finding, finding, quote } from "../findings.js";
import { inspectHtml } from "../html/html-rules.js";
import { findBadCharacters } from "../text/text-rules.js";
import { inspectStylesheet } from "./stylesheet-rules.js";
import { transform } from "./transform.js";

const longestHtml = 10_000_000; // characters

/** What the person is shown, or why there is nothing to show. */
export type Shown = { readonly html: string } | { readonly findings: readonly Finding[] };

export async function showXml(xml: string, stylesheet: string): Promise<Shown> {
  const document = read(xml, "the XML");
  const sheet = read(stylesheet, "the stylesheet");
  const findings = [
    ...findBadCharacters(xml),
    ...("findings" in document ? document.findings : []),
    ...("findings" in sheet ? sheet.findings : inspectStylesheet(sheet)),
  ];
  return findings.length > 0 ? { findings } : show(xml, stylesheet);
}

async function show(xml: string, stylesheet: string): Promise<Shown> {
  const made = await transform(xml, stylesheet).catch((error: unknown) => error);
  if (typeof made !== "string")
    return { findings: [finding(`the stylesheet fails on this document: ${reasonOf(made)}`)] };
  if (made.length > longestHtml)
    return { findings: [finding(`the stylesheet makes more than ${longestHtml} characters`)] };
  // It must begin with the tag itself: not even a blank before it.
  const begins = made.startsWith("<html")
    ? []
    : [finding("what the stylesheet makes does not begin with the tag html", "html")];
  const findings = [
    ...begins,
    ...inspectHtml(made).map(({ message, path }) => ({
      message: `shown by the stylesheet: ${message}`,
      ...(path && { path }),
    })),
  ];
  return findings.length > 0 ? { findings } : { html: made };
}

function reasonOf(error: unknown): string {
  return quote(error instanceof Error ? error.message : "for no reason that is said");
}

function read(source: string, what: string): XmlElement | { readonly findings: readonly Finding[] } {
  try {
    return readXml(Buffer.from(source, "utf8"), { admitComments: true });
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { findings: [finding(`${what} cannot be read: ${error.message}`)] };
  }
}
