import { DOMParser, type Document, type Element, onErrorStopParsing } from "@xmldom/xmldom";

/** Reads an XML document without a document type, and so without entities of its own; or says what is wrong with it. */
export function readXml(text: string): Element | string {
  if (/<!(?!--|\[CDATA\[)/.test(text)) return "a document type is not allowed";
  const document = parse(text);
  return document?.documentElement ?? "is not well-formed";
}

function parse(text: string): Document | undefined {
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text.replace(/^\ufeff/, ""), "text/xml");
  } catch {
    return undefined; // the parser's own words quote the text
  }
}

export function elementsWithin(root: Element): readonly Element[] {
  return [root, ...root.getElementsByTagName("*")];
}
