/** XSLT 1.0 without anything that reaches beyond the document: its elements (XSLT 1.0, appendix B) and functions (XPath 1.0, section 4). */
export const xslNamespace = "http://www.w3.org/1999/XSL/Transform";

export const allowedInstructions: ReadonlySet<string> = new Set(
  (
    "apply-imports apply-templates attribute attribute-set call-template choose comment copy copy-of decimal-format element fallback " +
    "for-each if key message namespace-alias number otherwise output param preserve-space processing-instruction sort strip-space " +
    "stylesheet template text transform value-of variable when with-param"
  ).split(" "),
);

/** Node tests and operators stand before a bracket too. */
export const allowedFunctions: ReadonlySet<string> = new Set(
  (
    "last position count id local-name namespace-uri name string concat starts-with contains substring-before substring-after substring " +
    "string-length normalize-space translate boolean not true false lang number sum floor ceiling round " +
    "current format-number generate-id key comment text processing-instruction node and or div mod"
  ).split(" "),
);

/** Attributes of instructions that are expressions as a whole; in all others `{...}` holds one. */
export const expressionAttributes: ReadonlySet<string> = new Set("select test match use value count from".split(" "));
