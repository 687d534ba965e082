/** The stylesheet that shows an XML document: read before it is run, so that it can reach nothing but the document. */
import { findAttribute, type XmlElement } from "@eid-gateway/xmldsig";
import { type Finding, finding, quote } from "../findings.js";
import { allowedFunctions, allowedInstructions, expressionAttributes, xslNamespace } from "./allowed-xslt.js";

const xhtml = "http://www.w3.org/1999/xhtml";

export function inspectStylesheet(root: XmlElement): readonly Finding[] {
  const isStylesheet = root.namespace === xslNamespace && ["stylesheet", "transform"].includes(root.name);
  if (!isStylesheet) return [finding("the stylesheet is not one: its root is not xsl:stylesheet", root.name)];
  const version = findAttribute(root, "version") ?? "";
  const ofVersion =
    version === "1.0" ? [] : [finding(`the stylesheet is of version ${quote(version)}, not 1.0`, "version")];
  return [
    ...ofVersion,
    ...allOf(root).flatMap((element) => [...inspectElement(element), ...inspectAttributes(element)]),
  ];
}

/** Depth-first; the reader has limited how deep. */
function allOf(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap(allOf)];
}

function inspectElement({ name, namespace }: XmlElement): readonly Finding[] {
  if (namespace === "" || namespace === xhtml) return []; // the rules for HTML judge what comes of it
  if (namespace !== xslNamespace)
    return [
      finding(`the stylesheet has an element ${quote(name)} of ${quote(namespace)}: no extensions are run`, name),
    ];
  if (name === "include" || name === "import")
    return [finding(`the stylesheet loads another (xsl:${name}): it must be whole by itself`, `xsl:${name}`)];
  return allowedInstructions.has(name) ? [] : [finding(`xsl:${name} is no instruction of XSLT 1.0`, `xsl:${name}`)];
}

function inspectAttributes({ name, namespace, attributes }: XmlElement): readonly Finding[] {
  const isInstruction = namespace === xslNamespace;
  return attributes.flatMap((attribute) => {
    const isXslt = isInstruction ? attribute.namespace === "" : attribute.namespace === xslNamespace;
    if (isXslt && attribute.name === "extension-element-prefixes")
      return [finding("the stylesheet names extensions: none are run", attribute.name)];
    if (isXslt && attribute.name === "disable-output-escaping" && attribute.value !== "no")
      return [
        finding("disable-output-escaping: viewers disagree about it, so nobody knows what was shown", attribute.name),
      ];
    const isWhole = isInstruction && expressionAttributes.has(attribute.name);
    return findCalls(isWhole ? [attribute.value] : expressionsIn(attribute.value), name);
  });
}

/** The expressions of an attribute value template (XSLT 1.0, section 7.6.2); a brace within a text ends none. */
function expressionsIn(value: string): readonly string[] {
  return [...value.matchAll(/\{((?:"[^"]*"|'[^']*'|[^}"'])*)/g)].map(([, expression = ""]) => expression);
}

function findCalls(expressions: readonly string[], element: string): readonly Finding[] {
  return expressions.flatMap((expression) => {
    const withoutTexts = expression.replace(/"[^"]*"|'[^']*'/g, '""');
    const called = [...withoutTexts.matchAll(/(?<![\w.-])([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*\(/g)];
    return called.flatMap(([, name = ""]) =>
      allowedFunctions.has(name)
        ? []
        : [finding(`the stylesheet calls ${name}(), which it may not`, element, `${name}()`)],
    );
  });
}
