/** From XML and its stylesheet to the HTML that is shown. Runs in the bounded worker: a stylesheet is a program of a stranger's. */
import { escapeAttribute, escapeText } from "@eid-gateway/xmldsig";
import { XmlParser, type XNode, Xslt } from "xslt-processor";

const ELEMENT = 1;
const ATTRIBUTE = 2;
const TEXT = 3;
const CDATA = 4;

/** @throws Error for a stylesheet that fails, loads something, or makes something else than elements and text */
export async function transform(xml: string, stylesheet: string): Promise<string> {
  const processor = new Xslt({ fetchFunction: refuse, documentLoader: refuseNow });
  const parser = new XmlParser();
  const made = await processor.xsltProcessToDocument(parser.xmlParse(xml), parser.xmlParse(stylesheet));
  return made.childNodes.map(write).join("");
}

async function refuse(): Promise<never> {
  return refuseNow();
}

function refuseNow(): never {
  throw new Error("a stylesheet may load nothing");
}

/** Written here, as output method xml without indentation: the processor's own text form leaves `<` as it is in some texts. */
function write(node: XNode): string {
  if (node.nodeType === TEXT || node.nodeType === CDATA) return escapeText(String(node.nodeValue));
  if (node.nodeType !== ELEMENT) throw new Error("it makes comments or processing instructions, which nobody is shown");
  const attributes = node.childNodes
    .filter(({ nodeType }) => nodeType === ATTRIBUTE)
    .map(({ nodeName, nodeValue }) => ` ${nodeName}="${escapeAttribute(String(nodeValue))}"`);
  const content = node.childNodes.filter(({ nodeType }) => nodeType !== ATTRIBUTE).map(write);
  return `<${node.nodeName}${attributes.join("")}>${content.join("")}</${node.nodeName}>`;
}
